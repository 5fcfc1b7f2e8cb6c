import { createWriteTransaction } from 'electrodb';
import { committed, conditionHeld } from '../platform/conditional-write.ts';
import { once } from '../platform/once.ts';
import type { Table } from '../platform/table.ts';
import type { Reservation, User, UserRow } from './user.ts';
import { EVERYONE, makeAdministratorsEntity, makeUserEntity, makeUserIdEntity } from './user-entities.ts';
import { addAdministrator, userRowOf } from './user-rows.ts';

export type { Reservation, UserRow } from './user.ts';

/** A registration that was not finished after this time was cut off and may be taken over, in milliseconds. */
export const ABANDONED_AFTER_MS = 60_000;

/** Where users are kept. Reads are strongly consistent. */
export interface Users {
  find(name: string): Promise<UserRow | undefined>;
  /** By the user pool's id; undefined too for a user who has not signed in since rows have ids to be found by. */
  findById(id: string): Promise<User | undefined>;
  /** Takes a name that is free, or was left by the abandoned attempt `over`; false when somebody else has it. */
  reserve(reservation: Reservation, over?: string): Promise<boolean>;
  /** Completes this attempt, with these roles; false when it was taken over. */
  activate(name: string, attempt: string, id: string, roles: readonly string[]): Promise<boolean>;
  /** Gives a name back that this attempt has reserved and not completed. */
  release(name: string, attempt: string): Promise<void>;
  /** Writes a user whom the pool knows and the table does not; one that is there stays as it is. */
  adopt(user: User): Promise<void>;
  /** Gives roles, a place in the list and an id to a row that is older than those; one that has them stays as it is. */
  complete(user: User, roles: readonly string[]): Promise<void>;
}

/** Users in the table. */
export const makeUsers = (table: Table): Users => {
  const users = once(() => makeUserEntity(table));
  const ids = once(() => makeUserIdEntity(table));
  const administrators = once(() => makeAdministratorsEntity(table));
  const entities = () => ({ users: users(), ids: ids(), administrators: administrators() });

  const find = async (name: string): Promise<UserRow | undefined> => {
    const { data } = await users().get({ name }).go({ consistent: true });
    return data === null ? undefined : userRowOf(data);
  };
  return {
    find,
    findById: async (id) => {
      const { data } = await ids().get({ id }).go({ consistent: true });
      const row = data === null ? undefined : await find(data.name);
      return row === undefined || row.status === 'creating' || row.id !== id ? undefined : row;
    },
    reserve: ({ email, ...reservation }, over) =>
      conditionHeld(() =>
        users()
          .put({
            ...reservation,
            status: 'creating',
            ...(email === null ? {} : { email }),
          })
          .where(({ name, status, attempt }, { notExists, eq }) =>
            over === undefined
              ? notExists(name)
              : `${notExists(name)} OR (${eq(status, 'creating')} AND ${eq(attempt, over)})`,
          )
          .go(),
      ),
    activate: async (name, attempt, id, roles) =>
      committed(
        await createWriteTransaction(entities(), (write) => [
          write.users
            .patch({ name })
            .set({ status: 'active', id, roles: [...roles], groups: [], version: 1, listed: EVERYONE })
            .where((row, { eq }) => `${eq(row.attempt, attempt)} AND ${eq(row.status, 'creating')}`)
            .commit(),
          write.ids.put({ id, name }).commit(),
          ...(roles.includes('admin') ? [addAdministrator(write.administrators, name)] : []),
        ]).go(),
      ),
    release: async (name, attempt) => {
      await conditionHeld(() =>
        users()
          .delete({ name })
          .where((row, { eq }) => `${eq(row.attempt, attempt)} AND ${eq(row.status, 'creating')}`)
          .go(),
      );
    },
    adopt: async ({ email, displayName, department: _, invitation: __, roles = [], groups, ...user }) => {
      committed(
        await createWriteTransaction(entities(), (write) => [
          write.users
            .create({
              ...user,
              roles: [...roles],
              groups: [...groups],
              listed: EVERYONE,
              ...(email === null ? {} : { email }),
              ...(displayName === null ? {} : { displayName }),
            })
            .commit(),
          write.ids.put({ id: user.id, name: user.name }).commit(),
          ...(roles.includes('admin') ? [addAdministrator(write.administrators, user.name)] : []),
        ]).go(),
      );
    },
    complete: async ({ name, username, email, id, status, createdAt }, roles) => {
      const state = status as UserRow['status'];
      committed(
        await createWriteTransaction(entities(), (write) => [
          // The whole row, of which there was no more then: a patch writes only half of an index key that was not there.
          write.users
            .put({
              ...{ name, username, id, status, createdAt, listed: EVERYONE },
              ...{ roles: [...roles], groups: [], version: 1 },
              ...(email === null ? {} : { email }),
            })
            .where(
              (row, { eq, notExists }) =>
                `${eq(row.id, id)} AND ${eq(row.status, state)} AND ${notExists(row.roles)}`,
            )
            .commit(),
          write.ids.put({ id, name }).commit(),
          ...(roles.includes('admin') && status === 'active'
            ? [addAdministrator(write.administrators, name)]
            : []),
        ]).go(),
      );
    },
  };
};
