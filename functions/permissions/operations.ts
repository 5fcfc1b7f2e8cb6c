import type { Operations } from '../platform/api.ts';
import type { FindStanding } from './authority.ts';
import type { permissionsRoutes } from './contract.ts';
import { type CreateGrantDependencies, makeCreateGrant } from './create-grant.ts';
import { makeCreateRole } from './create-role.ts';
import { makeDeleteColumnMask } from './delete-column-mask.ts';
import { makeDeleteGrant } from './delete-grant.ts';
import { makeDeletePolicy } from './delete-policy.ts';
import { makeDeleteRole } from './delete-role.ts';
import { type ExplainDependencies, makeExplainDecision } from './explain-decision.ts';
import type { GrantStore } from './grant-store.ts';
import { makeListColumnMasks } from './list-column-masks.ts';
import { makeListGrants } from './list-grants.ts';
import { makeListPermissions } from './list-permissions.ts';
import { makeListPolicies } from './list-policies.ts';
import { makeListRoles } from './list-roles.ts';
import type { PolicyStore } from './policy-store.ts';
import { makePutColumnMask } from './put-column-mask.ts';
import { makePutPolicy } from './put-policy.ts';
import { makeShowRole } from './show-role.ts';
import { makeUpdateRole } from './update-role.ts';

/** Everything the API of permissions reaches outside itself. */
export interface PermissionsDependencies extends ExplainDependencies, CreateGrantDependencies {
  readonly policies: PolicyStore;
  readonly grants: GrantStore;
  readonly findStanding: FindStanding;
  readonly now: () => number;
}

/** One operation for each route of permissions. */
export const makePermissionsOperations = (
  deps: PermissionsDependencies,
): Operations<typeof permissionsRoutes> => ({
  listPermissions: makeListPermissions(deps),
  explainDecision: makeExplainDecision(deps),
  listRoles: makeListRoles(deps),
  createRole: makeCreateRole(deps),
  showRole: makeShowRole(deps),
  updateRole: makeUpdateRole(deps),
  deleteRole: makeDeleteRole(deps),
  listPolicies: makeListPolicies(deps),
  putPolicy: makePutPolicy(deps),
  deletePolicy: makeDeletePolicy(deps),
  listColumnMasks: makeListColumnMasks(deps),
  putColumnMask: makePutColumnMask(deps),
  deleteColumnMask: makeDeleteColumnMask(deps),
  createGrant: makeCreateGrant(deps),
  listGrants: makeListGrants(deps),
  deleteGrant: makeDeleteGrant(deps),
});
