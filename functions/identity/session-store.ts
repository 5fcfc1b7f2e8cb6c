import { createConversions } from 'electrodb';
import { conditionHeld } from '../platform/conditional-write.ts';
import { once } from '../platform/once.ts';
import type { Table } from '../platform/table.ts';
import { givenValues } from './given-values.ts';
import type { NewSession, Session } from './session.ts';
import { makeSessionEntity, sessionOf } from './session-entity.ts';

/** A refresh token that takes the place of another. */
export interface Rotation {
  readonly refreshHash: string;
  readonly previousHash: string;
  readonly rotatedAt: number;
  readonly sealedNonce: string;
}

/** Where in the list of open sessions one is. */
export type SessionPlace = Required<Pick<Session, 'userId' | 'id'>> & { readonly lastSeen: string };

/** Where sessions are kept. Every read but the list of open ones is strongly consistent. */
export interface Sessions {
  find(userId: string, id: string): Promise<Session | undefined>;
  /** Writes a new session; one that exists with this id stays as it is. */
  start(session: NewSession): Promise<void>;
  /** Ends one session; ending it twice, or one that is not there, does nothing. False: it had ended, or is not there. */
  revoke(userId: string, id: string, at: string): Promise<boolean>;
  /** Ends every session of a user but one. */
  revokeOthers(userId: string, keptId: string, at: string): Promise<void>;
  /** All of a user's that TTL has not removed, ended ones too. */
  listOf(userId: string): Promise<readonly Session[]>;
  /** Those of everybody that nobody has ended, the latest seen first. */
  listOpen(
    after: SessionPlace | undefined,
    limit: number,
  ): Promise<{ rows: readonly Session[]; end: boolean }>;
  /** Puts another refresh token in the place of `previousHash`; false: it is not in force, or the session has ended. */
  rotate(userId: string, id: string, rotation: Rotation): Promise<boolean>;
  /** Notes that somebody is here; nothing for a session that has ended. */
  noteSeen(userId: string, id: string, at: string): Promise<void>;
  /** Notes that password or code were given, at milliseconds since 1970; false for a session that has ended. */
  noteConfirmed(userId: string, id: string, at: number): Promise<boolean>;
}

/** Sessions in the table. */
export const makeSessions = (table: Table): Sessions => {
  const entity = once(() => makeSessionEntity(table));
  const places = once(() => createConversions(entity()).byAccessPattern.open.fromComposite);
  const listOf = async (userId: string): Promise<readonly Session[]> => {
    const { data } = await entity().query.primary({ userId }).go({ consistent: true, pages: 'all' });
    return data.map(sessionOf);
  };
  const revoke = (userId: string, id: string, at: string): Promise<boolean> =>
    conditionHeld(() =>
      entity()
        .patch({ userId, id })
        .set({ revokedAt: at, state: 'ended' })
        .where(({ revokedAt }, { notExists }) => notExists(revokedAt))
        .go(),
    );
  return {
    revoke,
    listOf,
    find: async (userId, id) => {
      const { data } = await entity().get({ userId, id }).go({ consistent: true });
      return data === null ? undefined : sessionOf(data);
    },
    start: async ({ lastSeen = '', ...session }) => {
      await conditionHeld(() =>
        entity()
          .create({ ...givenValues(session), state: 'open', seen: lastSeen })
          .go(),
      );
    },
    revokeOthers: async (userId, keptId, at) => {
      const others = (await listOf(userId)).filter(
        ({ id, revokedAt }) => id !== keptId && revokedAt === undefined,
      );
      await Promise.all(others.map(({ id }) => revoke(userId, id, at)));
    },
    listOpen: async (after, limit) => {
      const start =
        after === undefined
          ? null
          : places().toCursor({ state: 'open', seen: after.lastSeen, userId: after.userId, id: after.id });
      const { data, cursor } = await entity()
        .query.open({ state: 'open' })
        .go({ cursor: start, limit, order: 'desc' });
      return { rows: data.map(sessionOf), end: cursor === null };
    },
    rotate: (userId, id, rotation) =>
      conditionHeld(() =>
        entity()
          .patch({ userId, id })
          .set(rotation)
          .where(
            ({ refreshHash, revokedAt }, { eq, notExists }) =>
              `${eq(refreshHash, rotation.previousHash)} AND ${notExists(revokedAt)}`,
          )
          .go(),
      ),
    noteSeen: async (userId, id, at) => {
      await conditionHeld(() =>
        entity()
          .patch({ userId, id })
          .set({ seen: at })
          .where(({ revokedAt }, { notExists }) => notExists(revokedAt))
          .go(),
      );
    },
    noteConfirmed: (userId, id, at) =>
      conditionHeld(() =>
        entity()
          .patch({ userId, id })
          .set({ confirmedAt: at })
          .where(({ revokedAt }, { notExists }) => notExists(revokedAt))
          .go(),
      ),
  };
};
