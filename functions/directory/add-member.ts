import type { User } from '../identity/index.ts';
import type { Operation } from '../platform/api.ts';
import { conflict } from '../platform/errors.ts';
import type { RouteOf } from '../platform/route.ts';
import { text } from '../platform/text.ts';
import { type MembershipDependencies, makeChangeMembership } from './change-membership.ts';
import type { directoryRoutes } from './contract.ts';
import { MAX_GROUPS } from './user-schema.ts';

const tooMany = () =>
  conflict(text(`a user is in at most ${MAX_GROUPS} groups`, `一名用户最多加入 ${MAX_GROUPS} 个用户组`));

const withMember = (user: User, id: string): User => {
  if (user.groups.includes(id)) return user;
  if (user.groups.length >= MAX_GROUPS) throw tooMany();
  return { ...user, groups: [...user.groups, id] };
};

/** `PUT /groups/{id}/members/{user_id}`: who is in it stays. */
export const makeAddMember = (
  deps: MembershipDependencies,
): Operation<RouteOf<typeof directoryRoutes, 'addMember'>> => makeChangeMembership(deps, withMember);
