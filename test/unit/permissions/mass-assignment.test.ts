import { describe, expect, test } from 'vitest';
import * as z from 'zod';
import { exampleOf } from '../../../bin/generate/examples.ts';
import { routeLists } from '../../../bin/generate/route-lists.ts';
import type { Route } from '../../../functions/platform/route.ts';
import { injected, meant } from './injected-fields.ts';

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
