import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import * as z from 'zod';
import { routeLists } from '../../../bin/generate/route-lists.ts';
import { permissions } from '../../../functions/platform/permissions.ts';

const functions = join(import.meta.dirname, '../../../functions');
const all = routeLists.flatMap(({ domain, routes }) => routes.map((route) => ({ domain, route })));
const kebab = (name: string) => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
const unique = (values: readonly string[]) => new Set(values).size === values.length;

test('operations and paths are named once', () => {
  expect(all.length).toBeGreaterThan(30);
  expect(unique(all.map(({ route }) => route.operation))).toBe(true);
  const paths = all.flatMap(({ route }) =>
    [route.path, ...(route.aliases ?? [])].map(
      (path) => `${route.method} ${path.replace(/\{[^}]+\}/g, '{}')}`,
    ),
  );
  expect(unique(paths)).toBe(true);
});

describe.each(all.map(({ domain, route }) => [route.operation, domain, route] as const))(
  '%s',
  (_, domain, route) => {
    test('has a file of its name, and a maker of its name in it', async () => {
      const file = join(functions, domain, `${kebab(route.operation)}.ts`);
      expect(existsSync(file), `functions/${domain}/${kebab(route.operation)}.ts`).toBe(true);
      const made = (await import(file)) as Record<string, unknown>;
      const maker = `make${route.operation.charAt(0).toUpperCase()}${route.operation.slice(1)}`;
      expect(Object.keys(made)).toContain(maker);
    });

    test('declares who may, and what its path takes', () => {
      expect(['public', 'signed-in', ...permissions]).toContain(route.access);
      const inPath = [...route.path.matchAll(/\{(\w+)\+?\}/g)].map(([, name]) => name);
      expect(Object.keys(route.params?.shape ?? {}).sort()).toEqual(inPath.sort());
    });

    test('keeps to HTTP: no body on GET and DELETE, keys on POST only, success below 400', () => {
      if (route.method === 'GET' || route.method === 'DELETE') expect(route.body).toBeUndefined();
      if (route.idempotent === true) expect(route.method).toBe('POST');
      if (route.query !== undefined) expect(route.query).toBeInstanceOf(z.ZodObject);
      for (const status of route.status) expect(status).toBeLessThan(400);
    });
  },
);
