import type { User, Users } from '../identity/index.ts';
import { type ApiError, invalidField, notFound, unavailable } from '../platform/errors.ts';
import type { Caller } from '../platform/permissions.ts';
import { text } from '../platform/text.ts';
import type { RoleBook } from './roles.ts';
import { exceeding, lastAdministrator, roleExceeds, stale, userExceeds } from './user-rules.ts';
import type { DirectoryStore } from './user-store.ts';
import type { Written } from './written.ts';

export interface ManageDependencies {
  readonly users: Pick<Users, 'findById'>;
  readonly directory: DirectoryStore;
  readonly roles: RoleBook;
  readonly now: () => number;
}

/** Finds a user whom the caller may manage: throws 40401, and 40301 for one who may more than the caller. */
export const findManaged = async (
  { users, roles }: Pick<ManageDependencies, 'users' | 'roles'>,
  caller: Caller,
  id: string,
): Promise<User> => {
  const user = await users.findById(id);
  if (user === undefined) throw notFound();
  const own = await roles.permissionsOf(caller.roleNames);
  if (exceeding(own, await roles.permissionsOf(user.roles ?? [])).length > 0) throw userExceeds();
  return user;
};

/** Refuses roles that are none (40001), and among those not held before such as allow more than the caller may (40301). */
export const checkRoles = async (
  { roles }: Pick<ManageDependencies, 'roles'>,
  caller: Caller,
  wanted: readonly string[],
  before: readonly string[] = [],
): Promise<void> => {
  const unknown = await roles.unknown(wanted);
  if (unknown.length > 0)
    throw invalidField(
      `roles.${wanted.indexOf(unknown[0] ?? '')}`,
      text(`is no role: ${unknown.join(', ')}`, `不是已有的角色：${unknown.join('、')}`),
    );
  const own = await roles.permissionsOf(caller.roleNames);
  for (const [index, role] of wanted.entries()) {
    const more = before.includes(role) ? [] : exceeding(own, await roles.permissionsOf([role]));
    if (more.length > 0) throw roleExceeds(`roles.${index}`, role, more);
  }
};

/** Why a write did not happen, where another try makes no sense. */
export const refusalOf = (outcome: Written, groups: readonly string[]): ApiError => {
  if (outcome.is === 'last_administrator') return lastAdministrator();
  if (outcome.is !== 'no_unit') return stale();
  const { unit } = outcome;
  return unit.startsWith('dep_')
    ? invalidField('department', text('is no department', '不是已有的部门'))
    : invalidField(`groups.${groups.indexOf(unit)}`, text('is no group', '不是已有的用户组'));
};

/** How often a change that names no version is decided anew. */
const TRIES = 5;

/**
 * Changes a user whatever version it has, deciding anew when somebody else's change came first. `decide` gives the state
 * that is wanted, or the same user when there is nothing to do.
 */
export const changeManaged = async (
  deps: ManageDependencies,
  find: () => Promise<User>,
  decide: (user: User) => User,
): Promise<User> => {
  for (let tries = 0; tries < TRIES; tries += 1) {
    const before = await find();
    const wanted = decide(before);
    if (wanted === before) return before;
    const after = { ...wanted, version: before.version + 1 };
    const outcome = await deps.directory.change(before, after);
    if (outcome.is === 'written') return after;
    if (outcome.is !== 'stale') throw refusalOf(outcome, after.groups);
  }
  throw unavailable(new Error('the user is changed too often'));
};
