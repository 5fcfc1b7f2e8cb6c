import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import * as z from 'zod';
import { makeOpenapiDocument } from '../../../bin/generate/openapi-document.ts';
import { type RouteList, routeLists } from '../../../bin/generate/route-lists.ts';
import type { routes } from '../../../functions/platform/route.ts';

interface OperationView {
  operationId: string;
  deprecated?: boolean;
  security: unknown[];
  parameters: { $ref?: string }[];
  requestBody?: { required: boolean; content: Record<string, { schema: unknown; example?: unknown }> };
  responses: Record<string, { headers?: object }>;
}
interface DocumentView {
  paths: Record<string, Record<string, OperationView>>;
  components: Record<string, Record<string, unknown>>;
}

const make = (lists: readonly RouteList[]) => makeOpenapiDocument('1.2.3', lists) as unknown as DocumentView;
const document = make(routeLists);
const operations = Object.values(document.paths).flatMap((methods) => Object.values(methods));
const own = operations.filter(({ deprecated }) => deprecated !== true);
const route = {
  operation: 'showThing',
  method: 'GET',
  path: '/things',
  access: 'public',
  summary: 'Show',
  reply: z.null(),
  status: [200],
} as const;
const listOf = (...own: Parameters<typeof routes>[0]): RouteList[] => [
  { domain: 'things', description: 'Things', routes: own },
];

test('is the one in docs: run `npm run generate` after a change of a contract', () => {
  const file = readFileSync(join(import.meta.dirname, '../../../docs/openapi.json'), 'utf8');
  const { version } = JSON.parse(
    readFileSync(join(import.meta.dirname, '../../../package.json'), 'utf8'),
  ) as {
    version: string;
  };
  expect(file === `${JSON.stringify(makeOpenapiDocument(version), null, 2)}\n`).toBe(true);
});

describe('the document', () => {
  test('has every operation once, and the prototype’s paths as deprecated ones', () => {
    const named = routeLists.flatMap((list) => list.routes.map(({ operation }) => operation));
    expect(own.map(({ operationId }) => operationId).sort()).toEqual(named.sort());
    expect(new Set(operations.map(({ operationId }) => operationId)).size).toBe(operations.length);
    expect(document.paths['/users/login']?.post).toMatchObject({
      operationId: 'loginAlias',
      deprecated: true,
    });
  });

  test('refers to nothing that is not there', () => {
    const references = [...JSON.stringify(document).matchAll(/"\$ref":"#\/components\/(\w+)\/(\w+)"/g)];
    expect(references.length).toBeGreaterThan(100);
    for (const [, kind = '', name = ''] of references) expect(document.components[kind]).toHaveProperty(name);
    expect(JSON.stringify(document)).not.toContain('$defs');
  });

  test('says who must be signed in, and what then can go wrong', () => {
    for (const { operationId, security, responses } of own) {
      const open = security.length === 0;
      expect(Object.hasOwn(responses, '401') || open, operationId).toBe(true);
      for (const status of ['429', '500', '503']) expect(responses, operationId).toHaveProperty(status);
    }
    expect(document.paths['/runs']?.post?.responses).toHaveProperty('403');
    expect(document.paths['/health']?.get?.security).toEqual([]);
  });

  test('gives a Location with everything made or started', () => {
    for (const { operationId, responses } of own)
      for (const status of ['201', '202', '302'])
        if (responses[status] !== undefined)
          expect(responses[status].headers, operationId).toHaveProperty('Location');
  });

  test('has an example of every JSON body, and headers where they count', () => {
    const key = '#/components/parameters/IdempotencyKey';
    const start = document.paths['/runs']?.post;
    expect(start?.parameters.map(({ $ref }) => $ref)).toContain(key);
    for (const { operationId, requestBody } of own) {
      const json = requestBody?.content['application/json'];
      if (json !== undefined) expect(json, operationId).toHaveProperty('example');
    }
  });

  test('shows a script’s upload as a form with a file, and as JSON', () => {
    const content = document.paths['/scripts/upload']?.post?.requestBody?.content ?? {};
    expect(Object.keys(content)).toEqual(['multipart/form-data', 'application/json']);
    expect(content['multipart/form-data']?.schema).toMatchObject({
      properties: { file: { format: 'binary' } },
    });
  });

  test('keeps the null of a named schema, and every value of a choice', () => {
    const run = document.components.schemas?.Run as { properties: Record<string, unknown> };
    expect(run.properties.exception).toEqual({
      anyOf: [{ $ref: '#/components/schemas/ScriptException' }, { type: 'null' }],
    });
    const limits = document.components.schemas?.Limits as { properties: Record<string, { enum?: number[] }> };
    expect(limits.properties.cpu?.enum).toEqual([0.25, 0.5, 1, 2, 4]);
  });
});

describe('making it', () => {
  test('gives the same bytes for the same routes', () => {
    expect(JSON.stringify(make(routeLists))).toBe(JSON.stringify(document));
  });

  test('fails for two routes of one path, two schemas of one name, and a body without an example', () => {
    expect(() => make(listOf(route, { ...route, operation: 'other' }))).toThrow('GET /things');
    const named = (shape: z.ZodType) => ({ reply: z.array(z.object({ shape }).meta({ id: 'Twice' })) });
    const twice = listOf(
      { ...route, ...named(z.string()) },
      { ...route, path: '/others', operation: 'other', ...named(z.int()) },
    );
    expect(() => make(twice)).toThrow('Twice');
    expect(() => make(listOf({ ...route, method: 'POST', body: z.object({ n: z.int() }) }))).toThrow(
      'showThing',
    );
  });
});
