import { expect, test } from 'vitest';
import { emptySnapshot } from '../../../functions/permissions/policy-set.ts';
import { makeCursors } from '../../../functions/platform/cursor.ts';
import { decide } from '../../../functions/platform/decide.ts';
import type { Caller } from '../../../functions/platform/permissions.ts';
import { makeListUnrunTicks } from '../../../functions/schedules/list-unrun-ticks.ts';
import { type Schedule, thingOfSchedule } from '../../../functions/schedules/schedule.ts';
import { plannedTick, settled } from '../../../functions/schedules/tick.ts';
import { inMemoryGrants, inMemoryPolicies, openAuthority } from '../permissions/in-memory.ts';

import { makeMemoryTickStore } from './stage/memory-stores.ts';
import { scheduleOf } from './stage/store-suite.ts';

const NOON = Date.parse('2026-11-25T12:00:00.000Z');
const at = new Date(NOON).toISOString();
const scopes = ['own', 'department', 'department_and_below', 'all'] as const;
const roles = new Map(
  scopes.map((dataScope) => {
    const role = { name: dataScope, title: dataScope, inherits: ['operator'], permissions: [], dataScope };
    return [dataScope, { ...role, version: 1, createdAt: at, updatedAt: at }] as const;
  }),
);

/** Three ticks that were skipped, of each of six schedules: of two owners, in departments `a`, `b` (below `a`) and none. */
const openBoard = async (forbidden: readonly string[] = []) => {
  const ticks = makeMemoryTickStore(async () => undefined);
  const schedules: Schedule[] = [];
  for (const [owner, department] of [
    ['u1', 'a'],
    ['u1', null],
    ['u2', 'a'],
    ['u2', 'b'],
    ['u2', 'e'],
    ['u2', null],
  ] as const)
    schedules.push(scheduleOf({ owner: `name-${owner}`, owner_id: owner, department }));
  for (const minute of [1, 2, 3])
    for (const schedule of schedules) {
      const tick = plannedTick(schedule, NOON - minute * 60_000, 'plan');
      await ticks.plan(tick);
      await ticks.replace(tick, settled(tick, { status: 'skipped', code: 'overlap' }));
    }
  const grants = inMemoryGrants();
  const shared = schedules[4];
  if (shared === undefined) throw new Error('there is no schedule to share');
  const thing = { type: 'schedule', id: shared.id } as const;
  const to = { type: 'group', id: 'g1' } as const;
  const grant = { id: 'grt_1', thing, to, toName: 'g', right: 'view', until: null } as const;
  await grants.put(undefined, { ...grant, grantedBy: 'x', createdAt: at });
  const policies = inMemoryPolicies({
    ...emptySnapshot,
    version: 1,
    roles,
    policies: forbidden.map((text) => {
      const policy = { name: 'one', title: 'one', text, enabled: true, version: 1 };
      return { ...policy, createdAt: at, updatedAt: at };
    }),
  });
  const { authorize } = openAuthority(policies, grants, () => NOON);
  const list = makeListUnrunTicks({ ticks, cursors: makeCursors(async () => 'secret'), now: () => NOON });
  /** The schedules of all pages, one for each tick. */
  const pages = async (caller: Caller): Promise<string[]> => {
    const found: string[] = [];
    for (let cursor: string | undefined; ; ) {
      const query = { page_size: 2, status: 'skipped' as const, ...(cursor === undefined ? {} : { cursor }) };
      const call = { query, caller, request: { language: 'en' } } as Parameters<typeof list>[0];
      const page = (await list(call)).data as {
        items: readonly { schedule_id: string }[];
        next_cursor: string | null;
      };
      expect(page.items.length).toBeLessThanOrEqual(2);
      found.push(...page.items.map(({ schedule_id }) => schedule_id));
      if (page.next_cursor === null) return found;
      cursor = page.next_cursor;
    }
  };
  return { schedules, authorize, pages };
};

const callers = scopes.flatMap((roleName) =>
  (['a', 'b', null] as const).flatMap((department) =>
    [[], ['g1']].map((groups) => ({ roleName, department, groups })),
  ),
);

test.each([
  ['no policy of the installation', []],
  [
    'one that forbids schedules of a script',
    [
      'forbid (principal, action == Action::"triggers.read", resource is Schedule) when { resource.script == "job" } unless { resource.owner == principal };',
    ],
  ],
] as const)('the board holds the ticks of the schedules that one may see, with %s', async (_, forbidden) => {
  const { schedules, authorize, pages } = await openBoard(forbidden);
  const counts = new Set<number>();
  for (const { roleName, department, groups } of callers) {
    const who = { userId: 'u1', username: 'name-u1', roles: [], roleNames: [roleName], sessionId: 's' };
    const caller = await authorize({ ...who, department, groups });
    const seen: string[] = [];
    for (const schedule of schedules)
      if (await decide(caller, 'triggers.read', thingOfSchedule(schedule))) seen.push(schedule.id);
    const listed = await pages(caller);
    expect([roleName, department, groups, [...listed].sort()]).toEqual([
      roleName,
      department,
      groups,
      seen.flatMap((id) => [id, id, id]).sort(),
    ]);
    counts.add(seen.length);
  }
  expect(counts.size).toBe(forbidden.length === 0 ? 5 : 1);
});
