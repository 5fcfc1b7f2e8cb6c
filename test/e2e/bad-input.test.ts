import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { beforeAll, describe, expect, inject, it } from 'vitest';
import { type Client, newUser } from './platform/client.ts';

const { url } = inject('platform');

interface Documented {
  paths: Record<string, Record<string, { operationId?: string }>>;
}

const hostile = fc.oneof(
  fc.json(),
  fc.constantFrom(
    '',
    '{',
    '[1,2',
    'null',
    '[]',
    '""',
    '{"__proto__":{"a":1}}',
    `${'['.repeat(500)}${']'.repeat(500)}`,
  ),
  fc
    .record({ script: fc.anything(), parameters: fc.anything(), name: fc.anything(), size: fc.anything() })
    .map((v) => {
      try {
        return (
          JSON.stringify(v, (_key, value: unknown) => (typeof value === 'bigint' ? String(value) : value)) ??
          ''
        );
      } catch {
        return '{}';
      }
    }),
);

describe('bad input', () => {
  let user: Client;
  let routes: { method: string; path: string }[];
  beforeAll(async () => {
    user = await newUser(url, 'fuzzer');
    const document = JSON.parse(
      await readFile(join(import.meta.dirname, '../../docs/openapi.json'), 'utf8'),
    ) as Documented;
    routes = Object.entries(document.paths).flatMap(([path, item]) =>
      Object.keys(item)
        .filter((method) => ['get', 'post', 'put', 'patch', 'delete'].includes(method))
        .map((method) => ({ method: method.toUpperCase(), path: path.replace(/^\/api\/v1/, '') })),
    );
    expect(routes.length).toBeGreaterThan(30);
  });

  it('never gives a 500, and always an envelope', async () => {
    const property = fc.asyncProperty(fc.nat(), fc.string(), hostile, async (pick, word, body) => {
      const route = routes[pick % routes.length];
      if (route === undefined || route.path.includes('logout') || route.path.includes('health')) return;
      const path = route.path.replace(/\{[^}]+\}/g, () => encodeURIComponent(word.toWellFormed() || 'x'));
      const answer = await user.call(
        route.method,
        path,
        ['GET', 'DELETE'].includes(route.method) ? undefined : body,
      );
      expect(answer.status, `${route.method} ${path} ${body}`).toBeLessThan(500);
      if (answer.status >= 400)
        expect(answer.body).toMatchObject({ code: expect.any(Number), message: expect.any(String) });
    });
    await fc.assert(property, { numRuns: 300 });
  });

  it('names every faulty field', async () => {
    const { status, body } = await user.call('POST', '/files', {
      name: '../x',
      size: -1,
      sha256: 'no',
      more: 1,
    });
    expect([status, body.code]).toEqual([400, 40001]);
    expect(body.errors.map((error: { field: string }) => error.field).sort()).toEqual([
      'more',
      'name',
      'sha256',
      'size',
    ]);
  });

  it('refuses bodies over the limit with 41301', async () => {
    const { status } = await user.call('POST', '/runs', `{"script":"x","pad":"${'x'.repeat(1_100_000)}"}`);
    expect(status).toBe(413);
  });

  it('answers unknown paths and faulty cursors with 4xx', async () => {
    expect((await user.call('GET', '/nothing/here')).status).toBe(404);
    expect((await user.call('GET', '/runs?cursor=Zm9yZ2Vk')).body.code).toBe(40001);
    expect((await user.call('GET', '/runs?page_size=0')).body.errors[0].field).toBe('page_size');
  });
});
