import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Decision, Engine } from '../../../functions/permissions/engine.ts';
import { type CustomPolicy, emptySnapshot } from '../../../functions/permissions/policy-set.ts';
import { collectPage } from '../../../functions/platform/collect-page.ts';
import { decide } from '../../../functions/platform/decide.ts';
import type { Caller } from '../../../functions/platform/permissions.ts';
import {
  admitRows,
  type ListKind,
  readableRows,
  type Shelves,
} from '../../../functions/platform/readable.ts';
import type { Thing } from '../../../functions/platform/thing.ts';
import { engine, inMemoryGrants, inMemoryPolicies, openAuthority } from './in-memory.ts';
import { anyCaller, anyCustomRoles, anyGrants, anyThing, NOW } from './random-cases.ts';

/** (policies, rows) pairs: so many worlds of policies, each with so many rows. */
const ROWS = 40;
const WORLDS = { plain: 1700, ofEachPolicy: 160 };

const actions = {
  script: 'scripts.read',
  file: 'files.read',
  run: 'runs.read',
  schedule: 'triggers.read',
} as const;
type Listed = keyof typeof actions;

const kindOf = (type: Listed): ListKind<Thing> => ({
  type,
  action: actions[type],
  thingOf: (row) => row,
  positionOf: ({ id }) => id,
  byId: type !== 'script',
});

/** An index in memory: partitions that are read in falling order, and nothing is filtered behind them. */
const shelvesOf = (rows: readonly Thing[], caller: Caller, reads: Set<string>): Shelves<Thing> => {
  const partition = (name: string, holds: (row: Thing) => boolean) => ({
    read: async (after: string | undefined, limit: number) => {
      reads.add(name);
      const found = rows
        .filter((row) => holds(row) && (after === undefined || row.id < after))
        .sort((a, b) => (a.id < b.id ? 1 : -1));
      return { rows: found.slice(0, limit), end: found.length <= limit };
    },
  });
  return {
    everybody: partition('everybody', () => true),
    open: partition('open', ({ restricted }) => restricted === false),
    own: partition('own', ({ ownerId }) => ownerId === caller.userId),
    // Open scripts are in no department's partition: they are in everybody's.
    department: (id) =>
      partition(`department ${id}`, (row) => row.department === id && row.restricted !== false),
    inside: { type: 'folder', shelf: (id) => partition(`folder ${id}`, ({ folder }) => folder === id) },
    findAll: async (ids) => rows.filter(({ id }) => ids.includes(id)),
  };
};

const forbid = (text: string): CustomPolicy => ({
  name: 'one',
  title: 'one',
  text,
  enabled: true,
  version: 1,
  createdAt: '',
  updatedAt: '',
});
/** One after the other: Cedar parses its policies once for each. */
const policiesOfInstallations: readonly CustomPolicy[] = [
  forbid(
    'forbid (principal, action == Action::"runs.read", resource is Run) when { resource.script == "payroll" };',
  ),
  forbid('forbid (principal in Group::"g1", action, resource is File) when { resource has folder };'),
  forbid(
    'forbid (principal, action == Action::"scripts.read", resource is Script) unless { resource.owner == principal };',
  ),
  forbid(
    'forbid (principal in Department::"a", action == Action::"runs.read", resource == Platform::"openscript");',
  ),
  forbid(
    'permit (principal in Group::"g2", action == Action::"runs.read.all", resource == Platform::"openscript");',
  ),
];
const cases: readonly (readonly [string, number, readonly CustomPolicy[]])[] = [
  ['without a policy of the installation', WORLDS.plain, []],
  ...policiesOfInstallations.map((policy) => [policy.text, WORLDS.ofEachPolicy, [policy]] as const),
];
const total = cases.reduce((sum, [, worlds]) => sum + worlds * ROWS, 0);

const anyWorld = fc.constantFrom<Listed>('script', 'file', 'run', 'schedule').chain((type) =>
  fc.record({
    type: fc.constant(type),
    things: fc.array(anyThing, { minLength: ROWS, maxLength: ROWS }),
    sharing: fc.array(
      fc
        .integer({ min: 1, max: ROWS + 3 })
        .chain((n) => anyGrants({ type, id: `${type}_${String(n).padStart(2, '0')}` })),
      { maxLength: 4 },
    ),
    folders: anyGrants({ type: 'folder', id: 'alice/x' }),
    custom: anyCustomRoles,
    caller: anyCaller,
    pageSize: fc.integer({ min: 1, max: 9 }),
  }),
);

type World = typeof anyWorld extends fc.Arbitrary<infer Value> ? Value : never;

/**
 * Cedar's answer to a question it was asked before, by everything the question holds. A list asks about each of its rows
 * what the single decision has asked.
 */
const engineOf = (): (() => Promise<Engine>) => {
  const known = new Map<string, Decision>();
  return async () => {
    const { decidePermission, decideThing } = await engine();
    return {
      decidePermission,
      decideThing: (snapshot, principal, action, thing, sharing) => {
        const rights = { ...principal.rights, permissions: [...principal.rights.permissions] };
        const key = JSON.stringify([{ ...principal, rights }, action, thing, sharing]);
        const answer = known.get(key) ?? decideThing(snapshot, principal, action, thing, sharing);
        known.set(key, answer);
        return answer;
      },
    };
  };
};

describe(`${total} random (policies, rows): the pages of a list hold exactly what the single decision allows`, () => {
  const seen = { rows: 0, shared: 0, everybody: 0, empty: 0, worlds: 0 };

  const agree = async (world: World, policies: readonly CustomPolicy[]): Promise<void> => {
    const { type, things, sharing, folders, custom, caller: who, pageSize } = world;
    // Every row gets a number of its own; some users had the name of others, ids count.
    const rows = things.map((thing, place): Thing => {
      const { restricted: _, folder, ...plain } = thing;
      const id = `${type}_${String(place + 1).padStart(2, '0')}`;
      if (type === 'script') return { ...plain, type, id, restricted: place % 3 !== 0 };
      if (type === 'file')
        return { ...plain, type, id, ...(place % 2 === 0 ? { folder: folder ?? 'alice/x' } : {}) };
      return { ...plain, type, id, script: place % 2 === 0 ? 'payroll' : 'merge' };
    });
    const grants = inMemoryGrants();
    for (const grant of [...sharing.flat(), ...(type === 'file' ? folders : [])])
      grants.rows.set(JSON.stringify([grant.thing, grant.to]), grant);
    const stored = inMemoryPolicies({ ...emptySnapshot, version: 1, roles: custom, policies });
    const caller = await openAuthority(stored, grants, () => NOW, engineOf()).authorize(who);

    const kind = kindOf(type);
    const allowed: string[] = [];
    for (const row of rows) if (await decide(caller, kind.action, row)) allowed.push(row.id);

    const reads = new Set<string>();
    const { read } = await readableRows(caller, kind, shelvesOf(rows, caller, reads));
    const listed: string[] = [];
    for (let start: string | undefined, end = false; !end; ) {
      const admit = admitRows(caller, kind);
      const page = await collectPage({ read, positionOf: kind.positionOf, admit }, pageSize, start);
      expect(page.rows.length).toBeLessThanOrEqual(pageSize);
      listed.push(...page.rows.map(({ id }) => id));
      end = page.next === null;
      start = page.next ?? undefined;
    }
    expect(listed).toEqual(allowed.sort().reverse());
    seen.worlds += 1;
    seen.rows += listed.length;
    if (reads.has('everybody')) seen.everybody += 1;
    else if (listed.length > 0 && grants.rows.size > 0) seen.shared += 1;
    if (listed.length === 0) seen.empty += 1;
  };

  test.each(cases)('%s', { timeout: 300_000 }, async (_, worlds, policies) => {
    await fc.assert(
      fc.asyncProperty(anyWorld, (world) => agree(world, policies)),
      { numRuns: worlds },
    );
  });

  test('are not all of one kind', () => {
    expect(total).toBeGreaterThanOrEqual(100_000);
    expect(seen.worlds * ROWS).toBe(total);
    expect(seen.rows).toBeGreaterThan(seen.worlds);
    for (const count of [seen.everybody, seen.empty, seen.shared])
      expect(count).toBeGreaterThan(seen.worlds / 50);
  });
});
