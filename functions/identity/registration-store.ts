import { Entity } from 'electrodb';
import { conditionHeld, unlessRefused } from '../platform/conditional-write.ts';
import { once } from '../platform/once.ts';
import { type Table, tableService } from '../platform/table.ts';
import { MAIL_CODE_MS, MAIL_CODE_TRIES } from './mail-code.ts';

/** A registration that waits for the code that was sent by mail. */
export interface Registration {
  /** SHA-256 of what the client was given. */
  readonly id: string;
  /** Keyed digest of the code. */
  readonly digest: string;
  /** Name, password and address, sealed with what the client was given. */
  readonly sealed: string;
  readonly createdAt: number;
}

/** Where registrations wait. */
export interface Registrations {
  add(registration: Registration): Promise<void>;
  /** Counts a try before the code is compared; undefined: there is none such that still waits. */
  reserveTry(id: string, now: number): Promise<Registration | undefined>;
  /** Takes it out of the list; false: it was taken before. */
  take(id: string): Promise<boolean>;
}

const entityOf = (table: Table) =>
  new Entity(
    {
      model: { entity: 'registration', version: '1', service: tableService },
      attributes: {
        id: { type: 'string', required: true },
        digest: { type: 'string', required: true },
        sealed: { type: 'string', required: true },
        createdAt: { type: 'number', required: true, field: 'created_at' },
        tries: { type: 'number', required: true, default: 0 },
        expiresAt: { type: 'number', required: true, field: 'expires_at' },
      },
      indexes: {
        primary: {
          pk: { field: 'pk', composite: ['id'], casing: 'none' },
          sk: { field: 'sk', composite: [], casing: 'none' },
        },
      },
    },
    { table: table.name, client: table.client },
  );

/** Registrations in the table. */
export const makeRegistrations = (table: Table): Registrations => {
  const entity = once(() => entityOf(table));
  return {
    add: async (registration) => {
      const expiresAt = Math.ceil((registration.createdAt + MAIL_CODE_MS) / 1000);
      await entity()
        .create({ ...registration, expiresAt })
        .go();
    },
    reserveTry: async (id, now) => {
      return unlessRefused(async () => {
        const { data } = await entity()
          .patch({ id })
          .add({ tries: 1 })
          .where(
            ({ tries, createdAt }, { lt, gt }) =>
              `${lt(tries, MAIL_CODE_TRIES)} AND ${gt(createdAt, now - MAIL_CODE_MS)}`,
          )
          .go({ response: 'all_new' });
        const { digest = '', sealed = '', createdAt = 0 } = data;
        return { id, digest, sealed, createdAt };
      });
    },
    take: (id) =>
      conditionHeld(() =>
        entity()
          .delete({ id })
          .where((row, { exists }) => exists(row.digest))
          .go(),
      ),
  };
};
