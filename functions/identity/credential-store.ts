import { Entity, type EntityItem } from 'electrodb';
import { conditionHeld } from '../platform/conditional-write.ts';
import { once } from '../platform/once.ts';
import { type Table, tableService } from '../platform/table.ts';
import { type Credentials, noCredentials, REMEMBERED_PASSWORDS } from './credentials.ts';

/** Where credentials are kept. Reads are strongly consistent. */
export interface CredentialStore {
  find(userId: string): Promise<Credentials>;
  /** Remembers a password as the newest; the sixth is forgotten. */
  addPassword(before: Credentials, hash: string, at: string): Promise<void>;
  /** Keeps a second factor's secret that has been shown, in the place of one that was not proved. */
  offerFactor(userId: string, sealed: string): Promise<void>;
  /** Makes the offered secret the second factor; false: it is not the one offered, or there is a factor already. */
  bindFactor(userId: string, factor: NewFactor): Promise<boolean>;
  /** Notes the step of a right code; false: that step, or a later one, was used before. */
  useStep(userId: string, step: number): Promise<boolean>;
  /** Takes one recovery code away; false: there is none such. */
  useRecovery(userId: string, digest: string): Promise<boolean>;
  /** Puts new recovery codes in the place of all; false: there is no second factor. */
  renewRecovery(userId: string, digests: readonly string[]): Promise<boolean>;
  /** Removes the second factor; false: there is none. */
  unbindFactor(userId: string): Promise<boolean>;
}

export interface NewFactor {
  readonly sealed: string;
  readonly since: string;
  readonly step: number;
  readonly recovery: readonly string[];
}

const entityOf = (table: Table) =>
  new Entity(
    {
      model: { entity: 'credentials', version: '1', service: tableService },
      attributes: {
        userId: { type: 'string', required: true, field: 'user_id' },
        passwords: { type: 'list', items: { type: 'string' } },
        passwordChangedAt: { type: 'string', field: 'password_changed_at' },
        factor: { type: 'string' },
        factorSince: { type: 'string', field: 'factor_since' },
        pendingFactor: { type: 'string', field: 'pending_factor' },
        lastStep: { type: 'number', field: 'last_step' },
        recovery: { type: 'set', items: 'string' },
      },
      indexes: {
        primary: {
          pk: { field: 'pk', composite: ['userId'], casing: 'none' },
          sk: { field: 'sk', composite: [], casing: 'none' },
        },
      },
    },
    { table: table.name, client: table.client },
  );

type Row = EntityItem<ReturnType<typeof entityOf>>;

const credentialsOf = ({ passwords = [], recovery = [], ...row }: Row): Credentials => ({
  ...row,
  passwords,
  recovery: [...recovery],
});

/** Credentials in the table. */
export const makeCredentialStore = (table: Table): CredentialStore => {
  const entity = once(() => entityOf(table));
  return {
    find: async (userId) => {
      const { data } = await entity().get({ userId }).go({ consistent: true });
      return data === null ? noCredentials(userId) : credentialsOf(data);
    },
    addPassword: async ({ userId, passwords }, hash, at) => {
      await entity()
        .upsert({ userId })
        .set({ passwords: [hash, ...passwords].slice(0, REMEMBERED_PASSWORDS), passwordChangedAt: at })
        .go();
    },
    offerFactor: async (userId, sealed) => {
      await entity().upsert({ userId }).set({ pendingFactor: sealed }).go();
    },
    bindFactor: (userId, { sealed, since, step, recovery }) =>
      conditionHeld(() =>
        entity()
          .patch({ userId })
          .set({ factor: sealed, factorSince: since, lastStep: step, recovery: [...recovery] })
          .remove(['pendingFactor'])
          .where(
            ({ pendingFactor, factor }, { eq, notExists }) =>
              `${eq(pendingFactor, sealed)} AND ${notExists(factor)}`,
          )
          .go(),
      ),
    useStep: (userId, step) =>
      conditionHeld(() =>
        entity()
          .patch({ userId })
          .set({ lastStep: step })
          .where(
            ({ factor, lastStep }, { exists, notExists, lt }) =>
              `${exists(factor)} AND (${notExists(lastStep)} OR ${lt(lastStep, step)})`,
          )
          .go(),
      ),
    useRecovery: (userId, digest) =>
      conditionHeld(() =>
        entity()
          .patch({ userId })
          .delete({ recovery: [digest] })
          .where(({ recovery }, { contains }) => contains(recovery, digest))
          .go(),
      ),
    renewRecovery: (userId, digests) =>
      conditionHeld(() =>
        entity()
          .patch({ userId })
          .set({ recovery: [...digests] })
          .where(({ factor }, { exists }) => exists(factor))
          .go(),
      ),
    unbindFactor: (userId) =>
      conditionHeld(() =>
        entity()
          .patch({ userId })
          .remove(['factor', 'factorSince', 'pendingFactor', 'lastStep', 'recovery'])
          .where(({ factor }, { exists }) => exists(factor))
          .go(),
      ),
  };
};
