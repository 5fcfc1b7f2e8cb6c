import fc from 'fast-check';
import { expect } from 'vitest';
import type { Route } from '../../../functions/platform/route.ts';
import type { Answer, EventOptions } from './http-events.ts';

const words = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 30 }),
  fc.constantFrom(
    '',
    '..',
    '%',
    '%zz',
    '\0',
    '__proto__',
    'null',
    '-1',
    '1e9',
    'file_01JDA2B3C4D5E6F7G8H9JKMNPQ',
    'a',
  ),
);
const bodies = fc.oneof(
  fc.json(),
  words,
  fc.dictionary(
    fc.constantFrom('name', 'size', 'sha256', 'version', 'limits', 'tags', 'source', 'file_name'),
    fc.jsonValue(),
  ),
);
const options = fc.record({
  query: fc
    .dictionary(fc.constantFrom('cursor', 'page_size', 'q', 'owner', 'from', 'to', 'rows', 'version'), words)
    .map((query) => new URLSearchParams(query).toString()),
  body: bodies,
  headers: fc
    .dictionary(fc.constantFrom('idempotency-key', 'content-type', 'accept-language'), words)
    .map((headers): Record<string, string> => headers),
});

/** Sends anything to every route: each answer is an envelope, and none is our fault. */
export const fuzzRoutes = (
  routes: readonly Route[],
  call: (method: string, path: string, options: EventOptions) => Promise<Answer>,
): Promise<void> =>
  fc.assert(
    fc.asyncProperty(fc.constantFrom(...routes), words, options, async ({ method, path }, word, given) => {
      const filled = path.replace(/\{[^}]+\}/g, encodeURIComponent(word.toWellFormed()));
      const { status, body } = await call(method, filled, given);
      expect(status).toBeLessThan(500);
      expect(body).toMatchObject({ code: expect.any(Number), message: expect.any(String) });
      expect(Math.floor(body.code / 100)).toBe(status < 300 ? 0 : status);
    }),
    { numRuns: 400 },
  );
