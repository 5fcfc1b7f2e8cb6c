import { Entity } from 'electrodb';
import { isConditionFailure } from '../platform/failures.ts';
import { once } from '../platform/once.ts';
import { type Table, tableService } from '../platform/table.ts';
import type { NewSession, Session } from './session.ts';

/** Where sessions are kept. Every read is strongly consistent: a revoked session is refused by the next request. */
export interface Sessions {
  find(userId: string, id: string): Promise<Session | undefined>;
  /** Writes a new session; one that exists with this id stays as it is. */
  start(session: NewSession): Promise<void>;
  /** Ends one session; ending it twice, or one that is not there, does nothing. */
  revoke(userId: string, id: string, at: string): Promise<void>;
  /** Ends every session of a user but one. */
  revokeOthers(userId: string, keptId: string, at: string): Promise<void>;
}

const entityOf = (table: Table) =>
  new Entity(
    {
      model: { entity: 'session', version: '1', service: tableService },
      attributes: {
        userId: { type: 'string', required: true, field: 'user_id' },
        id: { type: 'string', required: true },
        username: { type: 'string', required: true },
        refreshHash: { type: 'string', required: true, field: 'refresh_hash' },
        createdAt: { type: 'string', required: true, field: 'created_at' },
        expiresAt: { type: 'number', required: true, field: 'expires_at' },
        revokedAt: { type: 'string', field: 'revoked_at' },
      },
      // Keyed by user and session, so that "all others of this user" is one consistent query without an index.
      indexes: {
        primary: {
          pk: { field: 'pk', composite: ['userId'], casing: 'none' },
          sk: { field: 'sk', composite: ['id'], casing: 'none' },
        },
      },
    },
    { table: table.name, client: table.client },
  );

/** Sessions in the table. */
export const makeSessions = (table: Table): Sessions => {
  const entity = once(() => entityOf(table));
  const revoke = async (userId: string, id: string, at: string): Promise<void> => {
    try {
      await entity()
        .patch({ userId, id })
        .set({ revokedAt: at })
        .where(({ revokedAt }, { notExists }) => notExists(revokedAt))
        .go();
    } catch (thrown) {
      if (!isConditionFailure(thrown)) throw thrown;
    }
  };
  return {
    revoke,
    find: async (userId, id) =>
      (await entity().get({ userId, id }).go({ consistent: true })).data ?? undefined,
    start: async (session) => {
      try {
        await entity().create(session).go();
      } catch (thrown) {
        if (!isConditionFailure(thrown)) throw thrown;
      }
    },
    revokeOthers: async (userId, keptId, at) => {
      const { data } = await entity().query.primary({ userId }).go({ consistent: true, pages: 'all' });
      const others = data.filter(({ id, revokedAt }) => id !== keptId && revokedAt === undefined);
      await Promise.all(others.map(({ id }) => revoke(userId, id, at)));
    },
  };
};
