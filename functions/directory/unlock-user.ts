import type { Operation } from '../platform/api.ts';
import { audited } from '../platform/audit-context.ts';
import { ok } from '../platform/request.ts';
import type { RouteOf } from '../platform/route.ts';
import type { directoryRoutes } from './contract.ts';
import { findManaged, type ManageDependencies } from './managed-user.ts';
import { type ShowDependencies, viewShown } from './show-user.ts';

const isoOf = (at: number | undefined): string | null =>
  at === undefined ? null : new Date(at).toISOString();

/** `POST /users/{id}/unlock`: forgets the wrong passwords of this name. */
export const makeUnlockUser =
  (deps: ManageDependencies & ShowDependencies): Operation<RouteOf<typeof directoryRoutes, 'unlockUser'>> =>
  async ({ params: { id }, caller }) => {
    const user = await findManaged(deps, caller, id);
    const record = await deps.signIns.find(user.name);
    const change = {
      resource: { type: 'user', id },
      before: { failures: record?.failures ?? 0, locked_until: isoOf(record?.lockedUntil) },
      after: { failures: 0, locked_until: null },
    };
    await audited(change, () => deps.signIns.unlock(user.name));
    return ok(await viewShown(deps, user));
  };
