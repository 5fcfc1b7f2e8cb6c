import { createHash } from 'node:crypto';
import { Entity } from 'electrodb';
import { once } from '../platform/once.ts';
import { type Table, tableService } from '../platform/table.ts';
import { type ChallengeKind, challengeKinds } from './challenge-schema.ts';
import { givenValues } from './given-values.ts';

/** How long a challenge may be answered: the user pool's own three minutes, in milliseconds. */
export const CHALLENGE_MS = 3 * 60 * 1000;
/** Whoever must install an app first has longer; less than the access token that is held meanwhile lasts. */
const SETUP_MS = 10 * 60 * 1000;

/** How long this kind of challenge may be answered, in milliseconds. */
export const answerTime = (kind: ChallengeKind): number => (kind === 'mfa_setup' ? SETUP_MS : CHALLENGE_MS);

/** A sign-in whose password was right and that must answer one more question. */
export interface PendingChallenge {
  readonly name: string;
  readonly kind: ChallengeKind;
  /**
   * For a question of the platform's own: what the pool gave, sealed with the session that only the client has
   * (`held-sign-in.ts`). Absent for the pool's own questions.
   */
  readonly held?: string | undefined;
}

/**
 * Pending challenges, keyed by the SHA-256 of the session that only the person who knew the password has. The user
 * pool's own session is not relied on alone: a pool that forgot to check it would let anybody set anybody's password.
 */
export interface Challenges {
  put(session: string, challenge: PendingChallenge, now: number): Promise<void>;
  find(session: string, now: number): Promise<PendingChallenge | undefined>;
  remove(session: string): Promise<void>;
}

const entityOf = (table: Table) =>
  new Entity(
    {
      model: { entity: 'challenge', version: '1', service: tableService },
      attributes: {
        id: { type: 'string', required: true },
        name: { type: 'string', required: true },
        kind: { type: challengeKinds, required: true },
        held: { type: 'string' },
        validUntil: { type: 'number', required: true, field: 'valid_until' },
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

const idOf = (session: string): string => createHash('sha256').update(session).digest('hex');

/** Pending challenges in the table. */
export const makeChallenges = (table: Table): Challenges => {
  const entity = once(() => entityOf(table));
  return {
    put: async (session, challenge, now) => {
      const validUntil = now + answerTime(challenge.kind);
      const expiresAt = Math.ceil(validUntil / 1000);
      await entity()
        .put({ id: idOf(session), ...givenValues(challenge), validUntil, expiresAt })
        .go();
    },
    find: async (session, now) => {
      const { data } = await entity()
        .get({ id: idOf(session) })
        .go({ consistent: true });
      if (data === null || data.validUntil <= now) return undefined;
      const { name, kind, held } = data;
      return { name, kind, ...(held === undefined ? {} : { held }) };
    },
    remove: async (session) => {
      await entity()
        .delete({ id: idOf(session) })
        .go();
    },
  };
};
