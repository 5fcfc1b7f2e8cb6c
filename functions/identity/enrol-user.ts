import { type ApiError, conflict } from '../platform/errors.ts';
import type { Log } from '../platform/log.ts';
import type { Role } from '../platform/permissions.ts';
import { text } from '../platform/text.ts';
import type { PoolUser } from './pool-lookup.ts';
import type { PoolUsers } from './pool-users.ts';
import { type Reservation, type User, wantedName } from './user.ts';
import { ABANDONED_AFTER_MS, type Users } from './user-store.ts';

export interface EnrolDependencies {
  readonly users: Pick<Users, 'find' | 'reserve' | 'release'>;
  readonly pool: Pick<PoolUsers, 'create' | 'find' | 'remove' | 'addRole'>;
  readonly now: () => number;
  /** A fresh name for an attempt. */
  readonly newAttempt: () => string;
  readonly log: Log;
}

/** Who is enrolled, as far as the two steps in between need it. */
export type Enrolled = Pick<User, 'id' | 'name' | 'username' | 'email' | 'createdAt'>;

/** What differs between who registers, who is made and who is invited. */
export interface EnrolSteps {
  /** The groups of the pool. */
  readonly roles: readonly Role[];
  /** Sets a password in the pool, or leaves the one that nobody knows. */
  setPassword(name: string): Promise<void>;
  /** Makes the row complete; false when another attempt has taken the name over. */
  activate(who: Enrolled, attempt: string): Promise<boolean>;
}

/** The pool's clock and ours may differ by this much, in milliseconds. */
const CLOCK_SLACK_MS = 5000;

const taken = (): ApiError =>
  conflict(text('this user name is taken', '用户名已被占用'), [
    { field: 'username', message: text('is taken', '已被占用') },
  ]);

/**
 * Makes a user in the table and in the user pool so that the two cannot drift apart:
 *
 *  1. the name is reserved in the table (conditional write: of twenty at once one wins);
 *  2. the user is made in the pool with a password nobody knows, then gets the roles, then the password;
 *  3. the row becomes active.
 *
 * What fails on the way is undone. What is cut off (the function dies) leaves a reservation: after a minute the next one
 * who wants the name removes the half-made pool user and starts afresh; and if the password had been set already, the
 * first sign-in completes the row, with all its roles. A pool user who is not from an attempt of ours is never touched:
 * the name is taken.
 */
export const makeEnrol = ({ users, pool, now, newAttempt, log }: EnrolDependencies) => {
  /** Reserves the name; gives the abandoned attempt that was taken over, if there was one. */
  const reserve = async (reservation: Reservation): Promise<Reservation | undefined> => {
    if (await users.reserve(reservation)) return undefined;
    const row = await users.find(reservation.name);
    const abandoned =
      row?.status === 'creating' && Date.parse(row.createdAt) + ABANDONED_AFTER_MS <= now() ? row : undefined;
    if (abandoned === undefined || !(await users.reserve(reservation, abandoned.attempt))) throw taken();
    return abandoned;
  };

  const createInPool = async (
    { name, email }: Reservation,
    abandoned: Reservation | undefined,
  ): Promise<PoolUser> => {
    const made = await pool.create(name, email);
    if (made !== undefined) return made;
    const existing = await pool.find(name);
    const ours =
      abandoned !== undefined &&
      existing !== undefined &&
      existing.createdAt >= Date.parse(abandoned.createdAt) - CLOCK_SLACK_MS;
    if (!ours) throw taken();
    await pool.remove(name);
    const again = await pool.create(name, email);
    if (again === undefined) throw taken();
    return again;
  };

  /** Whether the row was written although its answer was lost: then there is nothing to undo. */
  const isComplete = async (name: string, id: string): Promise<boolean> => {
    const row = await users.find(name);
    return row !== undefined && row.status !== 'creating' && row.id === id;
  };

  const undo = async (what: string, action: () => Promise<void>): Promise<void> => {
    try {
      await action();
    } catch (cause) {
      log.warn('a half-made user is left for the next registration to remove', { what, cause });
    }
  };

  return async (
    wanted: { readonly username: string; readonly email?: string | undefined },
    steps: EnrolSteps,
  ): Promise<Enrolled> => {
    const name = wantedName(wanted.username);
    const createdAt = new Date(now()).toISOString();
    const who = { name, username: wanted.username, email: wanted.email ?? null, createdAt };
    const attempt = newAttempt();
    const abandoned = await reserve({ ...who, attempt });
    let made: PoolUser | undefined;
    try {
      made = await createInPool({ ...who, attempt }, abandoned);
      for (const role of steps.roles) await pool.addRole(name, role);
      await steps.setPassword(name);
      if (!(await steps.activate({ id: made.id, ...who }, attempt))) throw taken();
    } catch (thrown) {
      if (made !== undefined && (await isComplete(name, made.id))) return { id: made.id, ...who };
      if (made !== undefined) await undo('pool user', () => pool.remove(name));
      await undo('reservation', () => users.release(name, attempt));
      throw thrown;
    }
    return { id: made.id, ...who };
  };
};

export type Enrol = ReturnType<typeof makeEnrol>;
