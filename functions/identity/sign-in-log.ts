import { createConversions, Entity, type EntityItem } from 'electrodb';
import { encodeTime } from 'ulid';
import { once } from '../platform/once.ts';
import { type Table, tableService } from '../platform/table.ts';
import { givenValues } from './given-values.ts';
import { signInOutcomes, signInReasons } from './session-schema.ts';
import { SIGN_IN_KEPT_SECONDS, type SignInEvent } from './sign-in-event.ts';

/** A stretch of time, in milliseconds since 1970, both ends in it. */
export interface Stretch {
  readonly since: number;
  readonly until: number;
}

/** Where in the log an attempt is. */
export interface SignInPlace {
  readonly who: string;
  readonly id: string;
}

/** The log of attempts to sign in, the newest first. Nothing in it is ever changed; TTL removes what is 400 days old. */
export interface SignInLog {
  add(event: SignInEvent): Promise<void>;
  /** Of one user by name, or of everybody; after an id. */
  list(
    name: string | undefined,
    stretch: Stretch,
    after: SignInPlace | undefined,
    limit: number,
  ): Promise<{ rows: readonly SignInEvent[]; end: boolean }>;
}

const casing = 'none';
const everybody = 'everybody';

const entityOf = (table: Table) =>
  new Entity(
    {
      model: { entity: 'sign_in_event', version: '1', service: tableService },
      attributes: {
        id: { type: 'string', required: true },
        // The user's name, or the digest of what nobody is called, with a sign that no name begins with.
        who: { type: 'string', required: true },
        log: { type: 'string', required: true, default: everybody },
        at: { type: 'string', required: true },
        name: { type: 'string' },
        typedDigest: { type: 'string', field: 'typed_digest' },
        typedLength: { type: 'number', field: 'typed_length' },
        outcome: { type: signInOutcomes, required: true },
        reason: { type: signInReasons },
        sessionId: { type: 'string', field: 'session_id' },
        device: { type: 'string', required: true },
        userAgent: { type: 'string', required: true, field: 'user_agent' },
        address: { type: 'string', required: true },
        expiresAt: { type: 'number', required: true, field: 'expires_at' },
      },
      indexes: {
        primary: {
          pk: { field: 'pk', composite: ['who'], casing },
          sk: { field: 'sk', composite: ['id'], casing },
        },
        all: {
          index: 'gsi1',
          pk: { field: 'gsi1pk', composite: ['log'], casing },
          sk: { field: 'gsi1sk', composite: ['id'], casing },
        },
      },
    },
    { table: table.name, client: table.client },
  );

const eventOf = ({
  who: _who,
  log: _log,
  expiresAt: _expiresAt,
  ...row
}: EntityItem<ReturnType<typeof entityOf>>): SignInEvent => ({
  ...row,
  name: row.name ?? null,
  typedDigest: row.typedDigest ?? null,
  typedLength: row.typedLength ?? null,
  reason: row.reason ?? null,
  sessionId: row.sessionId ?? null,
});

/** Under whom an attempt is kept: the user's name, or what no name can be. */
export const whoOf = ({ name, typedDigest }: SignInEvent): string => name ?? `?${typedDigest ?? ''}`;

/** The ids of a stretch of time: their first ten letters are the time. */
const idsOf = ({ since, until }: Stretch) =>
  [
    { id: `sgn_${encodeTime(since)}` },
    { id: `sgn_${encodeTime(until)}~` }, // behind every id of that millisecond
  ] as const;

/** The sign-in log in the table. */
export const makeSignInLog = (table: Table): SignInLog => {
  const entity = once(() => entityOf(table));
  const places = once(() => createConversions(entity()).byAccessPattern);
  return {
    add: async (event) => {
      await entity()
        .create({
          ...givenValues(event),
          who: whoOf(event),
          expiresAt: Math.floor(Date.parse(event.at) / 1000) + SIGN_IN_KEPT_SECONDS,
        })
        .go();
    },
    list: async (name, stretch, after, limit) => {
      const [from, to] = idsOf(stretch);
      const place = (): string | null => {
        if (after === undefined) return null;
        return name === undefined
          ? places().all.fromComposite.toCursor({ log: everybody, ...after })
          : places().primary.fromComposite.toCursor(after);
      };
      const query =
        name === undefined
          ? entity().query.all({ log: everybody }).between(from, to)
          : entity().query.primary({ who: name }).between(from, to);
      const { data, cursor } = await query.go({ cursor: place(), limit, order: 'desc' });
      return { rows: data.map(eventOf), end: cursor === null };
    },
  };
};
