import { createConversions, createWriteTransaction } from 'electrodb';
import * as z from 'zod';
import { committed } from '../platform/conditional-write.ts';
import { once } from '../platform/once.ts';
import type { Table } from '../platform/table.ts';
import { rightNames, type ThingType, thingTypes } from '../platform/thing.ts';
import { makeGrantEntity, makeGrantIdEntity, makeShareEntity } from './entities.ts';
import type { Grant, Subject } from './grant.ts';
import { subjectTypes } from './vocabulary-schema.ts';

/** Where grants are kept. Every read is strongly consistent: what was taken back counts for nothing at once. */
export interface GrantStore {
  /** All grants of one thing, ended ones among them. */
  listOn(thing: Grant['thing']): Promise<readonly Grant[]>;
  find(id: string): Promise<Grant | undefined>;
  /** Grants of things of a type to somebody, by the thing's id in falling order, below `before`. */
  listTo(
    subject: Subject,
    type: ThingType,
    before: string | undefined,
    limit: number,
  ): Promise<{ rows: readonly Grant[]; end: boolean }>;
  /** Writes a grant in the place of the one that the same somebody had; false: it was changed meanwhile. */
  put(before: Grant | undefined, after: Grant): Promise<boolean>;
  /** Takes a grant back; false: it was changed or taken back meanwhile. */
  remove(grant: Grant): Promise<boolean>;
}

const grantRow = z.object({
  id: z.string(),
  thing: z.object({ type: z.enum(thingTypes), id: z.string() }),
  to: z.object({ type: z.enum(subjectTypes), id: z.string() }),
  toName: z.string(),
  right: z.enum(rightNames),
  until: z.string().nullable(),
  grantedBy: z.string(),
  createdAt: z.string(),
});

const grantOf = ({ document }: { document: string }): Grant => grantRow.parse(JSON.parse(document));

const rowOf = (grant: Grant) => ({
  thingType: grant.thing.type,
  thingId: grant.thing.id,
  toType: grant.to.type,
  toId: grant.to.id,
  id: grant.id,
  document: JSON.stringify(grant),
  ...(grant.until === null ? {} : { expires_at: Math.ceil(Date.parse(grant.until) / 1000) }),
});

/** Grants in the table: three rows each, written together. */
export const makeGrantStore = (table: Table): GrantStore => {
  const grants = once(() => makeGrantEntity(table));
  const shares = once(() => makeShareEntity(table));
  const ids = once(() => makeGrantIdEntity(table));
  const conversions = once(() => createConversions(shares()).byAccessPattern.primary);
  const entities = () => ({ grants: grants(), shares: shares(), ids: ids() });

  return {
    listOn: async ({ type, id }) => {
      const { data } = await grants()
        .query.primary({ thingType: type, thingId: id })
        .go({ consistent: true, pages: 'all' });
      return data.map(grantOf);
    },
    find: async (id) => {
      const { data } = await ids().get({ id }).go({ consistent: true });
      return data === null ? undefined : grantOf(data);
    },
    listTo: async (subject, type, before, limit) => {
      const partition = { toType: subject.type, toId: subject.id, thingType: type };
      const start =
        before === undefined ? null : conversions().fromComposite.toCursor({ ...partition, thingId: before });
      const { data, cursor } = await shares()
        .query.primary(partition)
        .go({ consistent: true, order: 'desc', limit, cursor: start });
      return { rows: data.map(grantOf), end: cursor === null };
    },
    put: async (before, after) =>
      committed(
        await createWriteTransaction(entities(), (write) => [
          write.grants
            .put(rowOf(after))
            .where((row, { eq, notExists }) =>
              before === undefined ? notExists(row.id) : eq(row.id, before.id),
            )
            .commit(),
          write.shares.put(rowOf(after)).commit(),
          write.ids.put(rowOf(after)).commit(),
          ...(before === undefined ? [] : [write.ids.delete({ id: before.id }).commit()]),
        ]).go(),
      ),
    remove: async (grant) => {
      const { thingType, thingId, toType, toId, id } = rowOf(grant);
      return committed(
        await createWriteTransaction(entities(), (write) => [
          write.grants
            .delete({ thingType, thingId, toType, toId })
            .where((row, { eq }) => eq(row.id, id))
            .commit(),
          write.shares.delete({ thingType, thingId, toType, toId }).commit(),
          write.ids.delete({ id }).commit(),
        ]).go(),
      );
    },
  };
};
