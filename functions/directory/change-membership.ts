import type { User } from '../identity/index.ts';
import type { Call } from '../platform/api.ts';
import { notFound } from '../platform/errors.ts';
import { ok } from '../platform/request.ts';
import type { RouteOf } from '../platform/route.ts';
import type { directoryRoutes } from './contract.ts';
import type { GroupStore } from './group-store.ts';
import { changeManaged, findManaged, type ManageDependencies } from './managed-user.ts';
import { viewUser } from './user-views.ts';

export interface MembershipDependencies extends ManageDependencies {
  readonly groups: Pick<GroupStore, 'find'>;
}

type MemberRoute = RouteOf<typeof directoryRoutes, 'addMember' | 'removeMember'>;

/** An operation on one user and one group, both of which must be there. */
export const makeChangeMembership =
  (deps: MembershipDependencies, change: (user: User, group: string) => User) =>
  async ({ params: { id, user_id }, caller }: Pick<Call<MemberRoute>, 'params' | 'caller'>) => {
    if ((await deps.groups.find(id)) === undefined) throw notFound();
    const find = () => findManaged(deps, caller, user_id);
    const user = await changeManaged(deps, find, (found) => change(found, id));
    return ok(viewUser(user, deps.now()));
  };
