import { createConversions, createWriteTransaction } from 'electrodb';
import {
  addAdministrator,
  EVERYONE,
  makeAdministratorsEntity,
  makeUserEntity,
  makeUserIdEntity,
  removeAdministrator,
  type User,
  userRowOf,
} from '../identity/index.ts';
import { unavailable } from '../platform/errors.ts';
import {
  claimKey,
  findEarlier,
  type IdempotencyClaim,
  type IdempotencyKey,
  makeIdempotencyEntity,
} from '../platform/idempotency.ts';
import { once } from '../platform/once.ts';
import type { Table } from '../platform/table.ts';
import { makeDepartmentEntity, makeGroupEntity, makeMemberEntity } from './entities.ts';
import { isAdministrator, unitsOf } from './membership.ts';
import { joining, leaving } from './unit-items.ts';
import { type Written, writeAll } from './written.ts';

/** Users as those see them who manage them. Each change is one transaction with whatever follows from it. */
export interface DirectoryStore {
  /** Completes a reserved user with roles, department and groups; `stale`: another attempt has taken the name over. */
  activate(user: User, attempt: string, claim: IdempotencyClaim | undefined, now: number): Promise<Written>;
  /** Writes what differs between two states of one user; `stale`: the row is not in the state `before` any more. */
  change(before: User, after: User): Promise<Written>;
  /** Everybody, by name; a position is a name. */
  list(after: string | undefined, limit: number): Promise<{ rows: readonly User[]; end: boolean }>;
  /** The users of one department or group, by name. */
  listOf(
    unit: string,
    after: string | undefined,
    limit: number,
  ): Promise<{ rows: readonly User[]; end: boolean }>;
  findEarlier(key: IdempotencyKey | undefined, now: number): Promise<string | undefined>;
}

const isUser = (row: ReturnType<typeof userRowOf>): row is User => row.status !== 'creating';
const byName = (a: User, b: User): number => (a.name < b.name ? -1 : 1);

/** What a user's own row says besides the keys. */
const valuesOf = ({ roles, groups: inGroups, ...user }: User) => ({
  id: user.id,
  username: user.username,
  status: user.status,
  roles: [...(roles ?? [])],
  groups: [...inGroups],
  version: user.version,
  listed: EVERYONE,
  ...(user.displayName === null ? {} : { displayName: user.displayName }),
  ...(user.email === null ? {} : { email: user.email }),
  ...(user.department === null ? {} : { department: user.department }),
  ...(user.invitation === null
    ? {}
    : { invitation: user.invitation.hash, invitedUntil: user.invitation.until }),
});
const missingOf = (user: User) => [
  ...(user.displayName === null ? (['displayName'] as const) : []),
  ...(user.email === null ? (['email'] as const) : []),
  ...(user.department === null ? (['department'] as const) : []),
  ...(user.invitation === null ? (['invitation', 'invitedUntil'] as const) : []),
];

/** Users in the table. */
export const makeDirectoryStore = (table: Table): DirectoryStore => {
  const users = once(() => makeUserEntity(table));
  const ids = once(() => makeUserIdEntity(table));
  const administrators = once(() => makeAdministratorsEntity(table));
  const departments = once(() => makeDepartmentEntity(table));
  const groups = once(() => makeGroupEntity(table));
  const members = once(() => makeMemberEntity(table));
  const keys = once(() => makeIdempotencyEntity(table));
  const conversions = once(() => createConversions(users()).byAccessPattern.everyone);
  const memberConversions = once(() => createConversions(members()).byAccessPattern.primary);
  const entities = () => ({
    users: users(),
    ids: ids(),
    administrators: administrators(),
    departments: departments(),
    groups: groups(),
    members: members(),
    keys: keys(),
  });

  return {
    activate: (user, attempt, claim, now) => {
      const { name } = user;
      const units = unitsOf(user);
      const first: readonly Written[] = [{ is: 'stale' }, { is: 'stale' }];
      const joined = units.flatMap((unit): Written[] => [{ is: 'no_unit', unit }, { is: 'stale' }]);
      const counted: readonly Written[] = isAdministrator(user) ? [{ is: 'stale' }] : [];
      return writeAll(
        () =>
          createWriteTransaction(entities(), (write) => [
            write.users
              .patch({ name })
              .set(valuesOf(user))
              .where((row, { eq }) => `${eq(row.attempt, attempt)} AND ${eq(row.status, 'creating')}`)
              .commit(),
            write.ids.put({ id: user.id, name }).commit(),
            ...units.flatMap((unit) => joining(write, name, unit)),
            ...(isAdministrator(user) ? [addAdministrator(write.administrators, name)] : []),
            ...(claim === undefined ? [] : [claimKey(write.keys, claim, now).commit()]),
          ]).go(),
        [...first, ...joined, ...counted, { is: 'key_used' }],
      );
    },
    change: (before, after) => {
      const { name } = before;
      const state = before.status as 'creating' | User['status'];
      const joins = unitsOf(after).filter((unit) => !unitsOf(before).includes(unit));
      const leaves = unitsOf(before).filter((unit) => !unitsOf(after).includes(unit));
      const [was, is] = [isAdministrator(before), isAdministrator(after)];
      const joined = joins.flatMap((unit): Written[] => [{ is: 'no_unit', unit }, { is: 'stale' }]);
      const left = leaves.flatMap((): Written[] => [{ is: 'stale' }, { is: 'stale' }]);
      return writeAll(
        () =>
          createWriteTransaction(entities(), (write) => [
            write.users
              .patch({ name })
              .set(valuesOf(after))
              .remove([...missingOf(after)])
              .where(
                ({ version, status, id }, { eq }) =>
                  `${eq(version, before.version)} AND ${eq(status, state)} AND ${eq(id, before.id)}`,
              )
              .commit(),
            ...joins.flatMap((unit) => joining(write, name, unit)),
            ...leaves.flatMap((unit) => leaving(write, name, unit)),
            ...(is && !was ? [addAdministrator(write.administrators, name)] : []),
            ...(was && !is ? [removeAdministrator(write.administrators, name)] : []),
          ]).go(),
        [{ is: 'stale' }, ...joined, ...left, { is: 'last_administrator' }],
      );
    },
    list: async (after, limit) => {
      const position =
        after === undefined ? null : conversions().fromComposite.toCursor({ listed: EVERYONE, name: after });
      const { data, cursor } = await users()
        .query.everyone({ listed: EVERYONE })
        .go({ cursor: position, limit });
      return { rows: data.map(userRowOf).filter(isUser), end: cursor === null };
    },
    listOf: async (unit, after, limit) => {
      const position =
        after === undefined ? null : memberConversions().fromComposite.toCursor({ unit, name: after });
      const { data, cursor } = await members()
        .query.primary({ unit })
        .go({ cursor: position, limit, consistent: true });
      if (data.length === 0) return { rows: [], end: cursor === null };
      const found = await users()
        .get(data.map(({ name }) => ({ name })))
        .go({ consistent: true, concurrency: 2 });
      if (found.unprocessed.length > 0) throw unavailable(new Error('not all users could be read'));
      return { rows: found.data.map(userRowOf).filter(isUser).sort(byName), end: cursor === null };
    },
    findEarlier: (key, now) => findEarlier(keys(), key, now),
  };
};
