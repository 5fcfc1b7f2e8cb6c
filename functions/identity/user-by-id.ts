import { once } from '../platform/once.ts';
import type { Table } from '../platform/table.ts';
import type { User } from './user.ts';
import { makeUserIdEntity } from './user-entities.ts';
import { makeUsers } from './user-store.ts';

/** Finds a complete user by id; reads are strongly consistent. */
export const makeFindUserById = (table: Table) => {
  const ids = once(() => makeUserIdEntity(table));
  const users = makeUsers(table);
  return async (id: string): Promise<User | undefined> => {
    const { data } = await ids().get({ id }).go({ consistent: true });
    const row = data === null ? undefined : await users.find(data.name);
    return row === undefined || row.status === 'creating' || row.id !== id ? undefined : row;
  };
};
