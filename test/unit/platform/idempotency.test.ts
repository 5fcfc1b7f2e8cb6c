import { describe, expect, test } from 'vitest';
import {
  findEarlier,
  IDEMPOTENCY_SECONDS,
  type IdempotencyEntity,
  type IdempotencyKey,
  readIdempotencyKey,
} from '../../../functions/platform/idempotency.ts';
import type { HttpRequest } from '../../../functions/platform/request.ts';

const request = (changes: { key?: string; body?: string; path?: string; type?: string }): HttpRequest => ({
  requestId: 'r',
  method: 'POST',
  path: changes.path ?? '/runs',
  headers: {
    ...(changes.key === undefined ? {} : { 'idempotency-key': changes.key }),
    'content-type': changes.type ?? 'application/json',
  },
  query: {},
  body: Buffer.from(changes.body ?? '{"script": "a"}'),
  sourceIp: '',
  language: 'en',
});
const read = (changes: Parameters<typeof request>[0], operation = 'startRun', user = 'user-1') =>
  readIdempotencyKey(request({ key: 'k', ...changes }), operation, user);

describe('reading the key', () => {
  test('none is none', () => {
    expect(readIdempotencyKey(request({}), 'startRun', 'user-1')).toBeUndefined();
  });

  test.each(['', ' ', 'a b', 'ü', '\t', 'x'.repeat(256)])('%j cannot be one: 40001', (key) => {
    expect(() => read({ key })).toThrow(expect.objectContaining({ code: 40001 }));
  });

  test('belongs to one caller and one operation', () => {
    const ids = [read({}), read({}, 'startRun', 'user-2'), read({}, 'retryRun'), read({ key: 'k2' })].map(
      (k) => k?.id,
    );
    expect(new Set(ids).size).toBe(4);
    expect(read({})?.id).toBe(ids[0]);
    for (const id of ids) expect(id).toMatch(/^[0-9a-f]{64}$/);
  });

  test('knows the same request by path and body', () => {
    const hash = (changes: object) => read(changes)?.requestHash;
    expect(hash({})).toBe(hash({}));
    expect(hash({ body: '{"script": "b"}' })).not.toBe(hash({}));
    expect(hash({ path: '/scripts/execute/a' })).not.toBe(hash({}));
  });

  test('knows the same form although every client draws its boundary anew', () => {
    const form = (boundary: string, content: string) =>
      read({
        type: `multipart/form-data; boundary=${boundary}`,
        body: `--${boundary}\r\ncontent-disposition: form-data; name="file"\r\n\r\n${content}\r\n--${boundary}--\r\n`,
      })?.requestHash;
    expect(form('----abc123', 'x = 1')).toBe(form('----def456', 'x = 1'));
    expect(form('----abc123', 'x = 1')).not.toBe(form('----abc123', 'x = 2'));
  });
});

describe('finding what the key made', () => {
  const now = 1_800_000_000_000;
  const key: IdempotencyKey = { id: 'id', requestHash: 'hash' };
  const stored = (row: object | null) =>
    ({ get: () => ({ go: async () => ({ data: row }) }) }) as unknown as IdempotencyEntity;
  const row = {
    id: 'id',
    request_hash: 'hash',
    subject: 'run_1',
    expires_at: now / 1000 + IDEMPOTENCY_SECONDS,
  };

  test('gives the thing again, and nothing without key or row', async () => {
    expect(await findEarlier(stored(row), key, now)).toBe('run_1');
    expect(await findEarlier(stored(null), key, now)).toBeUndefined();
    expect(await findEarlier(stored(row), undefined, now)).toBeUndefined();
  });

  test('is 40901 for another request', async () => {
    const other = { ...row, request_hash: 'other' };
    await expect(findEarlier(stored(other), key, now)).rejects.toMatchObject({ code: 40901 });
  });

  test('forgets after 24 h, although the row is still there', async () => {
    const later = now + IDEMPOTENCY_SECONDS * 1000;
    expect(await findEarlier(stored(row), key, later - 1000)).toBe('run_1');
    expect(await findEarlier(stored({ ...row, request_hash: 'other' }), key, later)).toBeUndefined();
  });
});
