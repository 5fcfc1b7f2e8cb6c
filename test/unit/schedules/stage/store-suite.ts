import { beforeAll, describe, expect, it } from 'vitest';
import type { IdempotencyClaim } from '../../../../functions/platform/idempotency.ts';
import { newId } from '../../../../functions/platform/ids.ts';
import type { Backfill } from '../../../../functions/schedules/backfill.ts';
import type { BackfillStore } from '../../../../functions/schedules/backfill-store.ts';
import type { CalendarStore } from '../../../../functions/schedules/calendar-store.ts';
import type { Schedule } from '../../../../functions/schedules/schedule.ts';
import type { ScheduleStore } from '../../../../functions/schedules/store.ts';
import { claimed, plannedTick, settled, shardOf } from '../../../../functions/schedules/tick.ts';
import type { TickStore } from '../../../../functions/schedules/tick-store.ts';

export interface Stores {
  readonly store: ScheduleStore;
  readonly ticks: TickStore;
  readonly calendars: CalendarStore;
  readonly backfills: BackfillStore;
}

const NOON = Date.parse('2026-11-22T12:00:00.000Z');
const iso = (minutes: number): string => new Date(NOON + minutes * 60_000).toISOString();
let counter = 0;

/** A schedule for tests, with a name and an id of its own. */
export const scheduleOf = (fields: Partial<Schedule> = {}): Schedule => {
  counter += 1;
  return {
    id: newId('sch', NOON + counter),
    name: `schedule ${counter}`,
    script: 'job',
    script_version: null,
    parameters: { z: 1.5, a: ['{{ tick.date }}'] },
    expression: '* * * * *',
    time_zone: 'UTC',
    enabled: true,
    start_at: null,
    end_at: null,
    overlap: 'skip',
    catch_up: 'last',
    calendar: null,
    max_lateness: null,
    retry: null,
    priority: null,
    max_failures: 5,
    owner_id: 'sub-fang',
    owner: 'fang',
    department: null,
    version: 1,
    created_at: iso(0),
    updated_at: iso(0),
    plan: 1,
    plan_since: iso(0),
    anchor: iso(0),
    planned_until: iso(0),
    next_due: iso(1),
    failures_since: iso(0),
    failures: 0,
    paused: null,
    revision: 1,
    ...fields,
  };
};

const claimOf = (key: string, subject: string): IdempotencyClaim => ({
  key: { id: key, requestHash: 'same' },
  subject,
});

const fillOf = (schedule: Schedule): Backfill => ({
  id: newId('fill', NOON + counter),
  schedule_id: schedule.id,
  from: iso(0),
  to: iso(9),
  order: 'oldest_first',
  concurrency: 1,
  status: 'running',
  dues: [iso(1)],
  next: 0,
  open: [],
  succeeded: 0,
  failed: 0,
  not_run: 0,
  created_by: 'fang',
  created_at: iso(0),
  finished_at: null,
  revision: 1,
});

/** What every keeping of schedules and ticks must do, in memory as in the table. */
export const describeScheduleStores = (title: string, open: () => Promise<Stores>): void => {
  describe(title, () => {
    let stores: Stores;
    beforeAll(async () => {
      stores = await open();
    });

    it('keeps a schedule as it was written, once for a name and once for a key', async () => {
      const { store } = stores;
      const schedule = scheduleOf();
      const claim = claimOf(`create ${schedule.id}`, schedule.id);
      expect(await store.create(schedule, claim, NOON)).toBe('written');
      expect(await store.find(schedule.id)).toEqual(schedule);
      expect(await store.findEarlier(claim.key, NOON)).toBe(schedule.id);
      expect(await store.create(scheduleOf({ name: schedule.name }), undefined, NOON)).toBe('taken');
      expect(await store.create(scheduleOf(), claim, NOON)).toBe('taken');
    });

    it('lets one of ten writers win, and frees the name that was given up', async () => {
      const { store } = stores;
      const before = scheduleOf();
      await store.create(before, undefined, NOON);
      const after = { ...before, name: `${before.name} renamed`, revision: 2 };
      const written = await Promise.all(Array.from({ length: 10 }, () => store.replace(before, after)));
      expect(written.filter((each) => each === 'written')).toHaveLength(1);
      const next = scheduleOf({ name: before.name });
      expect(await store.create(next, undefined, NOON)).toBe('written');
      expect(await store.replace(next, { ...next, name: after.name, revision: 2 })).toBe('taken');
      expect(await store.remove(before)).toBe('stale');
      expect(await store.remove(after)).toBe('written');
      expect(await store.find(before.id)).toBeUndefined();
    });

    it('lists by owner, script and for everybody, newest first, page by page', async () => {
      const { store } = stores;
      const owner = `owner-${newId('sch', NOON)}`;
      const made = [
        scheduleOf({ owner, script: owner }),
        scheduleOf({ owner, script: owner }),
        scheduleOf({ owner }),
      ];
      for (const each of made) await store.create(each, undefined, NOON);
      const ids = made.map(({ id }) => id).reverse();
      const first = await store.list({ by: 'owner', owner }, undefined, 2);
      expect(first.rows.map(({ id }) => id)).toEqual(ids.slice(0, 2));
      const rest = await store.list({ by: 'owner', owner }, ids[1], 2);
      expect([rest.rows.map(({ id }) => id), rest.end]).toEqual([ids.slice(2), true]);
      expect((await store.list({ by: 'script', script: owner }, undefined, 9)).rows).toHaveLength(2);
      const all = await store.list({ by: 'everybody' }, undefined, 3);
      expect(all.rows.map(({ id }) => id)).toEqual(ids);
    });

    it('gives the heartbeat what runs and is due by then, and nothing that is paused', async () => {
      const { store } = stores;
      const due = scheduleOf({ next_due: iso(-5) });
      const paused = scheduleOf({ next_due: iso(-5), enabled: false });
      const later = scheduleOf({ next_due: iso(60) });
      for (const each of [due, paused, later]) await store.create(each, undefined, NOON);
      const found = await Promise.all(
        [due, paused, later].map(async ({ id }) =>
          (await store.listDue(shardOf(id), iso(-5), 100)).some((each) => each.id === id),
        ),
      );
      expect(found).toEqual([true, false, false]);
    });

    it('knows who follows a calendar, also after a change', async () => {
      const { store } = stores;
      const name = `calendar-${counter}`;
      const before = scheduleOf({ calendar: { name, on: 'business_days' } });
      await store.create(before, undefined, NOON);
      expect(await store.listUsers(name)).toEqual([before.id]);
      await store.replace(before, { ...before, calendar: null, revision: 2 });
      expect(await store.listUsers(name)).toEqual([]);
    });

    it('keeps one tick for a due time and slot, whoever plans it and however often', async () => {
      const { ticks } = stores;
      const schedule = scheduleOf();
      const tick = plannedTick(schedule, NOON, 'plan');
      const planned = await Promise.all(Array.from({ length: 10 }, () => ticks.plan(tick)));
      expect(planned.filter(Boolean)).toHaveLength(1);
      expect(await ticks.plan({ ...tick, plan: 2, script: 'other' })).toBe(true);
      expect(await ticks.find(tick)).toMatchObject({ plan: 2, script: 'other' });
      const planned2 = { ...tick, plan: 2, script: 'other' };
      const mine = claimed(planned2, NOON);
      const won = await Promise.all(Array.from({ length: 10 }, () => ticks.replace(planned2, mine)));
      expect(won.filter(Boolean)).toHaveLength(1);
      expect(await ticks.plan({ ...tick, plan: 3 })).toBe(false);
      await ticks.remove(planned2);
      expect(await ticks.find(tick)).toEqual(mine);
      await ticks.remove(mine);
      expect(await ticks.find(tick)).toBeUndefined();
    });

    it('keeps a tick with the key it was asked with, both or none', async () => {
      const { ticks } = stores;
      const tick = plannedTick(scheduleOf(), NOON, 'manual', 'manual');
      const claim = claimOf(`trigger ${tick.schedule_id}`, tick.due_at);
      expect(await ticks.planWithKey(tick, claim, NOON)).toBe(true);
      expect(await ticks.findEarlier(claim.key, NOON)).toBe(tick.due_at);
      const other = { ...tick, due_at: iso(1) };
      expect(await ticks.planWithKey(other, claim, NOON)).toBe(false);
      expect(await ticks.find(other)).toBeUndefined();
    });

    it('shows the ledger newest first within a span, page by page, every slot', async () => {
      const { ticks } = stores;
      const schedule = scheduleOf();
      for (const minute of [1, 2, 3]) await ticks.plan(plannedTick(schedule, NOON + minute * 60_000, 'plan'));
      await ticks.plan(plannedTick(schedule, NOON + 120_000, 'fill_1', 'backfill'));
      const span = { from: iso(1), to: iso(3) };
      const first = await ticks.list(schedule.id, span, undefined, 2);
      expect(first.rows.map(({ due_at, slot }) => [due_at, slot])).toEqual([
        [iso(3), 'plan'],
        [iso(2), 'plan'],
      ]);
      expect(first.end).toBe(false);
      const rest = await ticks.list(schedule.id, span, first.rows[1], 9);
      expect(rest.rows.map(({ due_at, slot }) => [due_at, slot])).toEqual([
        [iso(2), 'fill_1'],
        [iso(1), 'plan'],
      ]);
      expect(rest.end).toBe(true);
      expect((await ticks.list(schedule.id, { from: '', to: iso(1) }, undefined, 9)).rows).toHaveLength(1);
    });

    it('gives the heartbeat what is planned or in overdue hands, never what is settled or a backfill’s', async () => {
      const { ticks } = stores;
      const schedule = scheduleOf();
      const shard = shardOf(schedule.id);
      const dueBy = async (minute: number) =>
        (await ticks.listDue(shard, iso(minute), 1000))
          .filter(({ schedule_id }) => schedule_id === schedule.id)
          .map(({ status }) => status);
      const tick = plannedTick(schedule, NOON, 'plan');
      await ticks.plan(tick);
      await ticks.plan({ ...plannedTick(schedule, NOON, 'fill_2', 'backfill') });
      expect(await dueBy(-1)).toEqual([]);
      expect(await dueBy(0)).toEqual(['planned']);
      const mine = claimed(tick, NOON);
      await ticks.replace(tick, mine);
      expect(await dueBy(0)).toEqual([]);
      expect(await dueBy(2)).toEqual(['firing']);
      await ticks.replace(mine, settled(mine, { status: 'missed', code: 'newer_due' }));
      expect(await dueBy(2)).toEqual([]);
    });

    it('shows what did not run: one owner’s, a department’s, a schedule’s, or everybody’s of a month', async () => {
      const { ticks } = stores;
      const owner = `board-${newId('sch', NOON)}`;
      const department = `dep-${owner}`;
      const schedule = scheduleOf({ owner, department });
      for (const minute of [1, 2, 3]) {
        const tick = plannedTick(schedule, NOON + minute * 60_000, 'plan');
        await ticks.plan(tick);
        await ticks.replace(tick, settled(tick, { status: 'skipped', code: 'overlap' }));
      }
      for (const board of [{ owner }, { department }, { schedule: schedule.id }]) {
        const first = await ticks.listUnrun(board, 'skipped', undefined, 2);
        expect(first.rows.map(({ due_at }) => due_at)).toEqual([iso(3), iso(2)]);
        expect(first.rows[0]).toMatchObject({ owner_id: schedule.owner_id, department });
        const rest = await ticks.listUnrun(board, 'skipped', first.rows[1], 2);
        expect(rest.rows.map(({ due_at }) => due_at)).toEqual([iso(1)]);
        expect((await ticks.listUnrun(board, 'late', undefined, 2)).rows).toEqual([]);
      }
      const month = await ticks.listUnrun({ month: '2026-11' }, 'skipped', undefined, 100);
      expect(month.rows.filter((tick) => tick.owner === owner)).toHaveLength(3);
    });

    it('writes a calendar over the version it was read at, and no other', async () => {
      const { calendars } = stores;
      const name = `holidays-${counter}`;
      const calendar = {
        name,
        description: '',
        weekend: ['sunday' as const],
        holidays: ['2026-10-01'],
        workdays: [],
        version: 1,
        updated_by: 'mia',
        updated_at: iso(0),
      };
      expect(await calendars.put(calendar, undefined)).toBe(true);
      expect(await calendars.put(calendar, undefined)).toBe(false);
      expect(await calendars.put({ ...calendar, version: 2 }, 1)).toBe(true);
      expect(await calendars.find(name)).toEqual({ ...calendar, version: 2 });
      expect((await calendars.list(undefined, 100)).rows.map((each) => each.name)).toContain(name);
      expect(await calendars.remove(calendar)).toBe(false);
      expect(await calendars.remove({ ...calendar, version: 2 })).toBe(true);
      expect(await calendars.find(name)).toBeUndefined();
    });

    it('lists backfills of a schedule, and those that are not done', async () => {
      const { backfills } = stores;
      const schedule = scheduleOf();
      const fill = fillOf(schedule);
      const claim = claimOf(`fill ${fill.id}`, fill.id);
      expect(await backfills.create(fill, claim, NOON)).toBe(true);
      expect(await backfills.create({ ...fill, id: newId('fill', NOON) }, claim, NOON)).toBe(false);
      expect((await backfills.list(schedule.id, undefined, 9)).rows).toEqual([fill]);
      expect((await backfills.listActive(1000)).map(({ id }) => id)).toContain(fill.id);
      const done = { ...fill, status: 'done' as const, revision: 2 };
      expect(await backfills.replace(fill, done)).toBe(true);
      expect(await backfills.replace(fill, done)).toBe(false);
      expect((await backfills.listActive(1000)).map(({ id }) => id)).not.toContain(fill.id);
      expect(await backfills.find(schedule.id, fill.id)).toEqual(done);
    });
  });
};
