import { describe, expect, test } from 'vitest';
import * as z from 'zod';
import { exampleOf } from '../../../bin/generate/examples.ts';
import { routeLists } from '../../../bin/generate/route-lists.ts';
import type { Route } from '../../../functions/platform/route.ts';

/** What nobody says in a body: whose a thing is, what somebody is, where it stands, what it costs. */
const injected: Readonly<Record<string, unknown>> = {
  owner: 'admin',
  owner_id: 'admin',
  ownerId: 'admin',
  created_by: 'admin',
  department: 'dep_01JDA2B3C4D5E6F7G8H9JKMNPQ',
  role: 'admin',
  roles: ['admin'],
  groups: ['admin'],
  permissions: ['permissions.manage'],
  status: 'succeeded',
  admitted_at: '2026-11-25T00:00:00.000Z',
  cost: 0,
  usage: { wall_ms: 0 },
  granted_by: 'admin',
  built_in: true,
  token_hash: 'x',
  id: 'run_01JDA2B3C4D5E6F7G8H9JKMNPQ',
};

/** Where a field of the list is what the route is for. */
const meant: ReadonlySet<string> = new Set([
  'createRole permissions',
  'updateRole permissions',
  'createUser roles',
  'createUser department',
  'createUser groups',
  'changeUser roles',
  'changeUser department',
  'changeUser groups',
]);

const withBodies = routeLists
  .flatMap(({ routes }) => routes as readonly Route[])
  .filter(({ body, bodyType }) => body !== undefined && bodyType !== 'bytes');

const objectsOf = (schema: z.ZodType): readonly z.ZodObject[] => {
  if (schema instanceof z.ZodObject) return [schema];
  return schema instanceof z.ZodUnion ? (schema.options as z.ZodType[]).flatMap(objectsOf) : [];
};

describe.each(withBodies.map((route) => [route.operation, route] as const))('%s', (operation, route) => {
  test('takes none of what nobody says in a body', () => {
    const objects = objectsOf(route.body as z.ZodType);
    expect(objects.length).toBeGreaterThan(0);
    const { body } = route;
    const good =
      body instanceof z.ZodObject ? (exampleOf(route, body) as Record<string, unknown>) : undefined;
    for (const [field, value] of Object.entries(injected)) {
      if (meant.has(`${operation} ${field}`)) continue;
      for (const each of objects) expect([field, field in each.shape]).toEqual([field, false]);
      if (good === undefined || body === undefined) continue;
      const read = body.safeParse({ ...good, [field]: value });
      expect([field, read.success]).toEqual([field, false]);
      expect(JSON.stringify(read.error?.issues)).toContain(field);
    }
  });
});

test('looks at every route with a body', () => {
  expect(withBodies.length).toBeGreaterThan(25);
});
