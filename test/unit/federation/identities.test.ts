import { expect, it } from 'vitest';
import { requireManageable } from '../../../functions/federation/identities.ts';
import { freshUser } from '../../../functions/identity/index.ts';
import type { Caller, Permission } from '../../../functions/platform/permissions.ts';

const allowed: Readonly<Record<string, readonly Permission[]>> = {
  admin: ['users.manage', 'users.read', 'audit.read'],
  helpdesk: ['users.manage', 'users.read'],
};
const roles = {
  permissionsOf: async (names: readonly string[]) => names.flatMap((name) => allowed[name] ?? []),
};
const userOf = (held: readonly string[]) =>
  freshUser({ id: 'u', name: 'n', username: 'n', email: null, createdAt: '2026-11-25T08:00:00.000Z' }, held);
const callerOf = (roleNames: readonly string[]) => ({ roleNames }) as Caller;

it('nobody gives an identity to a user who may more: it would be a way to become them', async () => {
  await expect(requireManageable({ roles }, callerOf(['helpdesk']), userOf(['admin']))).rejects.toMatchObject(
    {
      code: 40301,
    },
  );
  await expect(requireManageable({ roles }, callerOf(['helpdesk']), userOf(['helpdesk']))).resolves.toBe(
    undefined,
  );
  await expect(requireManageable({ roles }, callerOf(['admin']), userOf(['admin']))).resolves.toBe(undefined);
});
