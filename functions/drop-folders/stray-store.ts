import { createConversions, createWriteTransaction } from 'electrodb';
import { committed } from '../platform/conditional-write.ts';
import type { Table } from '../platform/table.ts';
import { makeArrivalEntity, makeStrayEntity } from './entities.ts';
import type { Chunk } from './folder-store.ts';
import { arrivalRow } from './set-store.ts';
import { type Stray, strayRow } from './stray.ts';

/** Where strays are kept. */
export interface StrayStore {
  /** Writes a stray with its arrival; false: the arrival is known. */
  create(stray: Stray, arrivalId: string, now: number): Promise<boolean>;
  find(id: string): Promise<Stray | undefined>;
  /** Newest first, after an id. */
  list(folderId: string, after: string | undefined, limit: number): Promise<Chunk<Stray>>;
  put(stray: Stray): Promise<void>;
  remove(id: string): Promise<void>;
}

/** Strays in the table. */
export const makeStrayStore = (table: Table): StrayStore => {
  const strays = makeStrayEntity(table);
  const arrivals = makeArrivalEntity(table);
  const { byFolder } = createConversions(strays).byAccessPattern;
  const strayOf = ({ document }: { document: string }): Stray => strayRow.parse(JSON.parse(document));
  const rowOf = (stray: Stray) => ({
    id: stray.id,
    folderId: stray.folderId,
    document: JSON.stringify(stray),
  });

  return {
    create: async (stray, arrivalId, now) =>
      committed(
        await createWriteTransaction({ strays, arrivals }, (write) => [
          write.strays.create(rowOf(stray)).commit(),
          write.arrivals.create(arrivalRow(arrivalId, stray.id, now)).commit(),
        ]).go(),
      ),
    find: async (id) => {
      const { data } = await strays.get({ id }).go({ consistent: true });
      return data === null ? undefined : strayOf(data);
    },
    list: async (folderId, after, limit) => {
      const start = after === undefined ? null : byFolder.fromComposite.toCursor({ folderId, id: after });
      const { data, cursor } = await strays.query
        .byFolder({ folderId })
        .go({ cursor: start, limit, order: 'desc' });
      return { rows: data.map(strayOf), end: cursor === null };
    },
    put: async (stray) => {
      await strays.put(rowOf(stray)).go();
    },
    remove: async (id) => {
      await strays.delete({ id }).go();
    },
  };
};
