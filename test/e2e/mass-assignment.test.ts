import { beforeAll, describe, expect, it } from 'vitest';
import * as z from 'zod';
import { exampleOf } from '../../bin/generate/examples.ts';
import { routeLists } from '../../bin/generate/route-lists.ts';
import { inParallel } from '../../functions/platform/in-parallel.ts';
import type { Route } from '../../functions/platform/route.ts';
import { injected, meant } from '../unit/permissions/injected-fields.ts';
import { further, missing } from './access-stage.ts';
import { guarded } from './access-table.ts';
import type { Client } from './platform/client.ts';
import { openAdministrator } from './platform/people.ts';
import { changesOf, dumpTable } from './platform/table-dump.ts';

/** Requests at the same time: two cores, the emulator on one of them. */
const AT_ONCE = 8;
type Json = Record<string, unknown>;

/** A webhook's body is its sender's: all of it is payload, and none of it names a field of ours. */
const withBodies = routeLists
  .flatMap(({ routes }) => routes as readonly Route[])
  .filter(({ body, bodyType }) => body !== undefined && bodyType !== 'bytes');

const inside = (schema: unknown): unknown =>
  schema instanceof z.ZodOptional || schema instanceof z.ZodNullable || schema instanceof z.ZodDefault
    ? inside(schema.unwrap())
    : schema;

/** Every object of a body that has a shape, by its place: `''` the body itself, `members.0` the first of a list. */
const placesIn = (schema: unknown, value: unknown, at: readonly string[] = []): (readonly string[])[] => {
  const inner = inside(schema);
  if (inner instanceof z.ZodArray && Array.isArray(value))
    return value.flatMap((each, index) => placesIn(inner.element, each, [...at, String(index)]));
  if (!(inner instanceof z.ZodObject) || typeof value !== 'object' || value === null) return [];
  const below = Object.entries(inner.shape).flatMap(([name, part]) =>
    placesIn(part, (value as Json)[name], [...at, name]),
  );
  return [at, ...below];
};

/** The value with more fields in the object at a place. */
const withFields = (value: unknown, [first, ...rest]: readonly string[], fields: Json): unknown => {
  if (first === undefined) return { ...(value as Json), ...fields };
  const changed = withFields((value as Json)[first], rest, fields);
  return Array.isArray(value)
    ? value.map((each, index) => (String(index) === first ? changed : each))
    : { ...(value as Json), [first]: changed };
};

const shapeOf = (schema: unknown, [first, ...rest]: readonly string[]): Json => {
  const inner = inside(schema);
  if (inner instanceof z.ZodArray) return shapeOf(inner.element, rest);
  if (!(inner instanceof z.ZodObject)) throw new Error('this is no object');
  return first === undefined ? inner.shape : shapeOf(inner.shape[first], rest);
};

/** The one form of a body that JSON is read by. */
const jsonOf = ({ operation, body }: Route): z.ZodType => {
  const forms = body instanceof z.ZodUnion ? (body.options as z.ZodType[]) : [body as z.ZodType];
  const form = forms.find((each) => each instanceof z.ZodObject && !('file' in each.shape));
  if (form === undefined) throw new Error(`${operation} has no form for JSON`);
  return form;
};

const pathOf = ({ operation, path }: Route): string => {
  let place = 0;
  return path.replace(/\{(\w+)\+?\}/g, (_, name: string) => {
    const guard = guarded.get(operation);
    place += 1;
    if (place > 1) return further[name] ?? name;
    return guard === undefined ? 'x' : missing[guard.kind]();
  });
};

describe('whose it is, what somebody is, where it stands and what it costs', () => {
  let admin: Client;
  beforeAll(async () => {
    admin = await openAdministrator();
  });

  it('is refused in each object of each body, by name, and nothing is stored', async () => {
    const places = withBodies.flatMap((route) => {
      const schema = jsonOf(route);
      const sample = exampleOf(route, schema);
      return placesIn(schema, sample).map((place) => ({ route, schema, sample, place }));
    });
    expect(new Set(places.map(({ route }) => route)).size).toBe(withBodies.length);
    expect(places.length).toBeGreaterThan(withBodies.length);
    const before = await dumpTable();
    const wrong: unknown[] = [];
    await inParallel(places, AT_ONCE, async ({ route, schema, sample, place }) => {
      const { operation, method } = route;
      const known = shapeOf(schema, place);
      const fields = Object.fromEntries(
        Object.entries({ ...injected, version: 7 }).filter(
          ([name]) => !meant.has(`${operation} ${name}`) && !(name in known),
        ),
      );
      const { status, body } = await admin.call(method, pathOf(route), withFields(sample, place, fields));
      const named = new Set((body.errors ?? []).map(({ field }: { field: string }) => field));
      const unnamed = Object.keys(fields).filter((name) => !named.has([...place, name].join('.')));
      if (status !== 400 || body.code !== 40001 || unnamed.length > 0)
        wrong.push(`${operation} ${place.join('.')}: ${status}, does not name ${unnamed.join()}`);
    });
    expect(wrong).toEqual([]);
    expect(changesOf(before, await dumpTable())).toEqual([]);
  });
});
