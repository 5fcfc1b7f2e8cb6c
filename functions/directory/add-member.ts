import type { User } from '../identity/index.ts';
import type { Call, Operation } from '../platform/api.ts';
import { conflict, notFound } from '../platform/errors.ts';
import { ok } from '../platform/request.ts';
import type { RouteOf } from '../platform/route.ts';
import { text } from '../platform/text.ts';
import type { directoryRoutes } from './contract.ts';
import type { GroupStore } from './group-store.ts';
import { changeManaged, findManaged, type ManageDependencies } from './managed-user.ts';
import { MAX_GROUPS } from './user-schema.ts';
import { viewUser } from './user-views.ts';

export interface MembershipDependencies extends ManageDependencies {
  readonly groups: Pick<GroupStore, 'find'>;
}

type AddMember = RouteOf<typeof directoryRoutes, 'addMember'>;
type RemoveMember = RouteOf<typeof directoryRoutes, 'removeMember'>;

const tooMany = () =>
  conflict(text(`a user is in at most ${MAX_GROUPS} groups`, `一名用户最多加入 ${MAX_GROUPS} 个用户组`));

const withMember = (user: User, id: string): User => {
  if (user.groups.includes(id)) return user;
  if (user.groups.length >= MAX_GROUPS) throw tooMany();
  return { ...user, groups: [...user.groups, id] };
};

const withoutMember = (user: User, id: string): User =>
  user.groups.includes(id) ? { ...user, groups: user.groups.filter((each) => each !== id) } : user;

const changing =
  (deps: MembershipDependencies, change: (user: User, group: string) => User) =>
  async ({ params: { id, user_id }, caller }: Pick<Call<AddMember>, 'params' | 'caller'>) => {
    if ((await deps.groups.find(id)) === undefined) throw notFound();
    const find = () => findManaged(deps, caller, user_id);
    const user = await changeManaged(deps, find, (found) => change(found, id));
    return ok(viewUser(user, deps.now()));
  };

/** `PUT /groups/{id}/members/{user_id}`. */
export const makeAddMember = (deps: MembershipDependencies): Operation<AddMember> =>
  changing(deps, withMember);

/** `DELETE /groups/{id}/members/{user_id}`. */
export const makeRemoveMember = (deps: MembershipDependencies): Operation<RemoveMember> =>
  changing(deps, withoutMember);
