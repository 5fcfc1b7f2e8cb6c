import { type SignInRecords, secondsLocked, type User, type Users } from '../identity/index.ts';
import type { Operation } from '../platform/api.ts';
import { notFound } from '../platform/errors.ts';
import { ok } from '../platform/request.ts';
import type { RouteOf } from '../platform/route.ts';
import type { directoryRoutes } from './contract.ts';
import { viewUser } from './user-views.ts';

export interface ShowDependencies {
  readonly users: Pick<Users, 'findById'>;
  readonly signIns: Pick<SignInRecords, 'find' | 'unlock'>;
  readonly now: () => number;
}

/** A user together with until when sign-in is locked. */
export const viewShown = async ({ signIns, now }: ShowDependencies, user: User) => {
  const record = await signIns.find(user.name);
  const locked = secondsLocked(record, now()) === undefined ? undefined : record?.lockedUntil;
  const locked_until = locked === undefined ? null : new Date(locked).toISOString();
  return { ...viewUser(user, now()), locked_until };
};

/** `GET /users/{id}`. */
export const makeShowUser =
  (deps: ShowDependencies): Operation<RouteOf<typeof directoryRoutes, 'showUser'>> =>
  async ({ params: { id } }) => {
    const user = await deps.users.findById(id);
    if (user === undefined) throw notFound();
    return ok(await viewShown(deps, user));
  };
