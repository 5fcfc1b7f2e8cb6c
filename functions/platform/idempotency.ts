import { createHash } from 'node:crypto';
import { Entity, type TransactWriteEntity } from 'electrodb';
import { conflict, invalidField } from './errors.ts';
import type { HttpRequest } from './request.ts';
import { type Table, tableService } from './table.ts';
import { text } from './text.ts';

/** How long a key gives the first answer again: 24 h, in seconds. */
export const IDEMPOTENCY_SECONDS = 24 * 60 * 60;

/** A caller's `Idempotency-Key` together with what it was first used for. */
export interface IdempotencyKey {
  /** SHA-256 over caller, operation and key: the row's key. */
  readonly id: string;
  /** SHA-256 of the request: another one under the same key is a conflict. */
  readonly requestHash: string;
  /** How long it is kept, in seconds, where 24 h are too short: what a trigger starts may be looked for days later. */
  readonly seconds?: number;
}

const sha256 = (parts: readonly unknown[]): string =>
  createHash('sha256').update(JSON.stringify(parts)).digest('hex');

/**
 * The body without what a client makes up anew each time it sends the same form: the boundary between the parts
 * (RFC 2046 §5.1.1).
 */
const bodyDigest = (request: HttpRequest): string => {
  const type = request.headers['content-type'] ?? '';
  const boundary = /^multipart\/.*;\s*boundary="?([^";]+)"?/i.exec(type)?.[1]?.trim() ?? '';
  const body = boundary === '' ? request.body : request.body.toString('latin1').replaceAll(boundary, '');
  return createHash('sha256').update(body).digest('hex');
};

/** Reads the `Idempotency-Key` header; undefined when there is none. Throws 40001 for an unusable one. */
export const readIdempotencyKey = (
  request: HttpRequest,
  operation: string,
  userId: string,
): IdempotencyKey | undefined => {
  const key = request.headers['idempotency-key'];
  if (key === undefined) return undefined;
  if (!/^[\x21-\x7e]{1,255}$/.test(key))
    throw invalidField(
      'Idempotency-Key',
      text('must be 1 to 255 visible ASCII characters', '必须是 1 到 255 个可见 ASCII 字符'),
    );
  return {
    id: sha256([userId, operation, key]),
    requestHash: sha256([request.path, bodyDigest(request)]),
  };
};

/** How long what a trigger started is remembered: longer than any queue or schedule delivers the same thing again. */
export const TRIGGER_KEY_SECONDS = 40 * 24 * 60 * 60;

/**
 * The key of what a trigger starts, made of what makes it one and the same: `['tick', scheduleId, dueAt]`. Whatever the
 * rest of the wish is, the first one counts.
 */
export const triggerKey = (parts: readonly [kind: string, ...rest: string[]]): IdempotencyKey => ({
  id: sha256(['trigger', ...parts]),
  requestHash: 'trigger',
  seconds: TRIGGER_KEY_SECONDS,
});

/**
 * The row of a used key. It is written in the same transaction as the thing the request creates, on condition that
 * it does not exist, so that twenty requests at once make one thing; it names that thing and nothing secret.
 */
export const makeIdempotencyEntity = (table: Table) =>
  new Entity(
    {
      model: { entity: 'idempotency', version: '1', service: tableService },
      attributes: {
        id: { type: 'string', required: true },
        request_hash: { type: 'string', required: true },
        subject: { type: 'string', required: true },
        expires_at: { type: 'number', required: true },
      },
      indexes: { primary: { pk: { field: 'pk', composite: ['id'] }, sk: { field: 'sk', composite: [] } } },
    },
    { table: table.name, client: table.client },
  );

export type IdempotencyEntity = ReturnType<typeof makeIdempotencyEntity>;
/** The same entity as `createWriteTransaction` hands it out. */
type IdempotencyWriter =
  IdempotencyEntity extends Entity<infer A, infer F, infer C, infer S>
    ? TransactWriteEntity<A, F, C, S>
    : never;

/** What a key is claimed for: the name of the thing its request makes. */
export interface IdempotencyClaim {
  readonly key: IdempotencyKey;
  readonly subject: string;
}

/**
 * The row as an item of the transaction that makes the subject. `entity` is the one the transaction hands out.
 * The condition fails while the key is in use; a key whose 24 h are over is free again, although TTL has not removed
 * its row yet.
 */
export const claimKey = (entity: IdempotencyWriter, { key, subject }: IdempotencyClaim, now: number) => {
  const seconds = Math.floor(now / 1000);
  return entity
    .put({
      id: key.id,
      request_hash: key.requestHash,
      subject,
      expires_at: seconds + (key.seconds ?? IDEMPOTENCY_SECONDS),
    })
    .where(({ id, expires_at }, { notExists, lt }) => `${notExists(id)} OR ${lt(expires_at, seconds)}`);
};

/**
 * What an earlier request with this key created, if there was one within 24 h.
 * Throws 40901 when that request was another one.
 */
export const findEarlier = async (
  entity: IdempotencyEntity,
  key: IdempotencyKey | undefined,
  now: number,
): Promise<string | undefined> => {
  if (key === undefined) return undefined;
  const { data } = await entity.get({ id: key.id }).go({ consistent: true });
  if (data === null || data.expires_at * 1000 <= now) return undefined; // TTL deletes days late
  if (data.request_hash !== key.requestHash)
    throw conflict(
      text(
        'this Idempotency-Key was used for another request; use a new key',
        '此 Idempotency-Key 已用于另一个请求，请换一个新的',
      ),
      [{ field: 'Idempotency-Key', message: text('was used for another request', '已用于另一个请求') }],
    );
  return data.subject;
};
