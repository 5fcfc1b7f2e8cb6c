import { once } from '../platform/once.ts';
import type { Caller } from '../platform/permissions.ts';
import type { Table } from '../platform/table.ts';
import { callerOf, normalizeUsername, type User } from './user.ts';
import { makeUserIdEntity } from './user-entities.ts';
import { makeUsers } from './user-store.ts';

/** Finds users for those who speak of others: by id, or by name. */
export interface FindUser {
  findUser(by: {
    readonly id?: string | undefined;
    readonly username?: string | undefined;
  }): Promise<User | undefined>;
  /** An active user as who calls. */
  findCaller(id: string): Promise<Caller | undefined>;
}

/** Users in the table, disabled ones among them; a name that is only reserved is nobody's. */
export const makeFindUser = (table: Table): FindUser => {
  const users = makeUsers(table);
  const ids = once(() => makeUserIdEntity(table));
  const byName = async (given: string): Promise<User | undefined> => {
    const name = normalizeUsername(given);
    const row = name === undefined ? undefined : await users.find(name);
    return row === undefined || row.status === 'creating' ? undefined : row;
  };
  const byId = async (id: string): Promise<User | undefined> => {
    const { data } = await ids().get({ id }).go({ consistent: true });
    const user = data === null ? undefined : await byName(data.name);
    return user?.id === id ? user : undefined;
  };
  return {
    findUser: async ({ id, username }) => {
      if (id !== undefined) return byId(id);
      return username === undefined ? undefined : byName(username);
    },
    findCaller: async (id) => {
      const user = await byId(id);
      return user?.status === 'active' ? callerOf(user, 'explained', []) : undefined;
    },
  };
};
