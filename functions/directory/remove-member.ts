import type { User } from '../identity/index.ts';
import type { Operation } from '../platform/api.ts';
import type { RouteOf } from '../platform/route.ts';
import { type MembershipDependencies, makeChangeMembership } from './change-membership.ts';
import type { directoryRoutes } from './contract.ts';

const withoutMember = (user: User, id: string): User =>
  user.groups.includes(id) ? { ...user, groups: user.groups.filter((each) => each !== id) } : user;

/** `DELETE /groups/{id}/members/{user_id}`: who is not in it stays out. */
export const makeRemoveMember = (
  deps: MembershipDependencies,
): Operation<RouteOf<typeof directoryRoutes, 'removeMember'>> => makeChangeMembership(deps, withoutMember);
