import { createConversions, createWriteTransaction, type EntityItem } from 'electrodb';
import { committed } from '../platform/conditional-write.ts';
import {
  claimKey,
  findEarlier,
  type IdempotencyClaim,
  type IdempotencyKey,
  makeIdempotencyEntity,
} from '../platform/idempotency.ts';
import { once } from '../platform/once.ts';
import type { Table } from '../platform/table.ts';
import { nameKey } from './department-tree.ts';
import { makeGroupEntity, makeGroupNameEntity, SHELF } from './entities.ts';
import type { Group } from './group.ts';

/** Where groups are kept. Single reads are strongly consistent; each change is one transaction. */
export interface GroupStore {
  find(id: string): Promise<Group | undefined>;
  /** False: the name is taken, or the key was used meanwhile. */
  create(group: Group, claim: IdempotencyClaim | undefined, now: number): Promise<boolean>;
  /** False: changed meanwhile, or the new name is taken. */
  replace(before: Group, after: Group): Promise<boolean>;
  /** Removes one without users; false: changed meanwhile, or users came. */
  remove(group: Group): Promise<boolean>;
  isTaken(name: string): Promise<boolean>;
  /** By name; positions are {@link positionOf}. */
  list(after: string | undefined, limit: number): Promise<{ rows: readonly Group[]; end: boolean }>;
  findEarlier(key: IdempotencyKey | undefined, now: number): Promise<string | undefined>;
}

/** Where a group is in the list: names are told apart by their keys, and rows by their ids. */
export const positionOf = ({ name, id }: Pick<Group, 'name' | 'id'>): string =>
  JSON.stringify([nameKey(name), id]);

const groupOf = (item: EntityItem<ReturnType<typeof makeGroupEntity>>): Group => ({
  id: item.id,
  name: item.name,
  description: item.description,
  members: item.members,
  version: item.version,
  createdAt: item.createdAt,
  updatedAt: item.updatedAt,
});

/** Groups in the table. */
export const makeGroupStore = (table: Table): GroupStore => {
  const groups = once(() => makeGroupEntity(table));
  const names = once(() => makeGroupNameEntity(table));
  const keys = once(() => makeIdempotencyEntity(table));
  const conversions = once(() => createConversions(groups()).byAccessPattern);
  const entities = () => ({ groups: groups(), names: names(), keys: keys() });
  const shelf = SHELF;

  const cursorOf = (after: string | undefined): string | null => {
    if (after === undefined) return null;
    const [key = '', id = ''] = JSON.parse(after) as string[];
    return conversions().byName.fromComposite.toCursor({ shelf, key, id });
  };

  return {
    find: async (id) => {
      const { data } = await groups().get({ shelf, id }).go({ consistent: true });
      return data === null ? undefined : groupOf(data);
    },
    create: async (group, claim, now) => {
      const key = nameKey(group.name);
      return committed(
        await createWriteTransaction(entities(), (write) => [
          write.groups.create({ shelf, key, ...group }).commit(),
          write.names.create({ key, id: group.id }).commit(),
          ...(claim === undefined ? [] : [claimKey(write.keys, claim, now).commit()]),
        ]).go(),
      );
    },
    replace: async (before, after) => {
      const { id, name, description, version: next, updatedAt } = after;
      const key = nameKey(name);
      const renamed = key !== nameKey(before.name);
      return committed(
        await createWriteTransaction(entities(), (write) => [
          write.groups
            .patch({ shelf, id })
            .set({ name, key, description, version: next, updatedAt })
            .where(({ version }, { eq }) => eq(version, before.version))
            .commit(),
          ...(renamed
            ? [
                write.names.create({ key, id }).commit(),
                write.names.delete({ key: nameKey(before.name) }).commit(),
              ]
            : []),
        ]).go(),
      );
    },
    remove: async ({ id, name, version: expected }) =>
      committed(
        await createWriteTransaction(entities(), (write) => [
          write.groups
            .delete({ shelf, id })
            .where(({ version, members }, { eq }) => `${eq(version, expected)} AND ${eq(members, 0)}`)
            .commit(),
          write.names.delete({ key: nameKey(name) }).commit(),
        ]).go(),
      ),
    isTaken: async (name) =>
      (
        await names()
          .get({ key: nameKey(name) })
          .go({ consistent: true })
      ).data !== null,
    list: async (after, limit) => {
      const { data, cursor } = await groups()
        .query.byName({ shelf })
        .go({ cursor: cursorOf(after), limit });
      return { rows: data.map(groupOf), end: cursor === null };
    },
    findEarlier: (key, now) => findEarlier(keys(), key, now),
  };
};
