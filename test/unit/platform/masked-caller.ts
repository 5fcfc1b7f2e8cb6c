import { emptySnapshot } from '../../../functions/permissions/policy-set.ts';
import type { ColumnMask } from '../../../functions/platform/mask-schema.ts';
import type { Caller } from '../../../functions/platform/permissions.ts';
import { inMemoryGrants, inMemoryPolicies, openAuthority } from '../permissions/in-memory.ts';

/** The caller under these masks. */
export const withMasks = (caller: Caller, masks: readonly ColumnMask[]): Promise<Caller> => {
  const stored = masks.map((mask, at) => ({
    ...mask,
    name: `mask-${at}`,
    title: 'a mask',
    enabled: true,
    version: 1,
    updatedAt: '',
  }));
  const policies = inMemoryPolicies({ ...emptySnapshot, version: 1, masks: stored });
  return openAuthority(policies, inMemoryGrants(), Date.now).authorize(caller);
};
