import type { Role } from '../platform/permissions.ts';
import { type EnrolDependencies, makeEnrol } from './enrol-user.ts';
import type { PoolUsers } from './pool-users.ts';
import { freshUser, type NewUser, type User } from './user.ts';
import type { Users } from './user-store.ts';

export interface CreateUserDependencies extends EnrolDependencies {
  readonly users: Users;
  readonly pool: PoolUsers;
}

/** Makes a user with a password of their own and built-in roles: who registers, and the first administrator. */
export const makeCreateUser = (deps: CreateUserDependencies) => {
  const enrol = makeEnrol(deps);
  return async (wanted: NewUser, roles: readonly Role[]): Promise<User> => {
    const who = await enrol(wanted, {
      roles,
      setPassword: (name) => deps.pool.setPassword(name, wanted.password, 'password'),
      activate: ({ name, id }, attempt) => deps.users.activate(name, attempt, id, roles),
    });
    return freshUser(who, roles);
  };
};

export type CreateUser = ReturnType<typeof makeCreateUser>;
