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

const tooMany = () =>
  conflict(text(`a user is in at most ${MAX_GROUPS} groups`, `一名用户最多加入 ${MAX_GROUPS} 个用户组`));

const withMember = (user: User, id: string): User => {
  if (user.groups.includes(id)) return user;
  if (user.groups.length >= MAX_GROUPS) throw tooMany();
  return { ...user, groups: [...user.groups, id] };
};

/** Changes one membership, whatever version the user has; the event is the user’s, whose groups change. */
export const changeMembership =
  (deps: MembershipDependencies, change: (user: User, group: string) => User) =>
  async ({ params: { id, user_id }, caller }: Pick<Call<AddMember>, 'params' | 'caller'>) => {
    if ((await deps.groups.find(id)) === undefined) throw notFound();
    const find = () => findManaged(deps, caller, user_id);
    const user = await changeManaged(deps, find, (found) => change(found, id));
    return ok(viewUser(user, deps.now()));
  };

/** `PUT /groups/{id}/members/{user_id}`: one who is in it stays. */
export const makeAddMember = (deps: MembershipDependencies): Operation<AddMember> =>
  changeMembership(deps, withMember);
