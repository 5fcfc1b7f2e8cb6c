/** The stores of schedules on the emulator's DynamoDB: the same suite as those in memory, and what a heartbeat costs. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Table } from '../../../functions/platform/table.ts';
import { makeBackfillStore } from '../../../functions/schedules/backfill-store.ts';
import { makeCalendarStore } from '../../../functions/schedules/calendar-store.ts';
import { makePlanTicks } from '../../../functions/schedules/plan-ticks.ts';
import { makeScheduleStore } from '../../../functions/schedules/store.ts';
import { SHARDS } from '../../../functions/schedules/tick.ts';
import { makeTickStore } from '../../../functions/schedules/tick-store.ts';
import { describeScheduleStores, scheduleOf } from '../../unit/schedules/stage/store-suite.ts';
import { startEmulator, type TestEmulator } from '../emulator/start-emulator.ts';
import { makeTable } from '../runs/make-table.ts';

let emulator: TestEmulator;
let table: Table;

beforeAll(async () => {
  emulator = await startEmulator();
  table = await makeTable(emulator);
});
afterAll(() => emulator?.stop());

describeScheduleStores('schedules in DynamoDB', async () => ({
  store: makeScheduleStore(table),
  ticks: makeTickStore(table),
  calendars: makeCalendarStore(table),
  backfills: makeBackfillStore(table),
}));

describe('what a heartbeat asks the table for', () => {
  /** Counts the calls of a table. */
  const counted = (): { table: Table; calls: () => number } => {
    let calls = 0;
    const client = new Proxy(table.client, {
      get: (target, name) => {
        const value: unknown = Reflect.get(target, name);
        if (name !== 'send' || typeof value !== 'function') return value;
        return (...args: unknown[]) => {
          calls += 1;
          return value.apply(target, args) as unknown;
        };
      },
    });
    return { table: { ...table, client }, calls: () => calls };
  };

  const costOf = async (count: number): Promise<number> => {
    const { table: watched, calls } = counted();
    const store = makeScheduleStore(watched);
    const ticks = makeTickStore(watched);
    const due = new Date('2027-01-01T00:01:00.000Z');
    const since = '2027-01-01T00:00:00.000Z';
    const made = Array.from({ length: count }, () =>
      scheduleOf({
        expression: '1 0 1 1 *',
        planned_until: since,
        next_due: due.toISOString(),
        anchor: since,
      }),
    );
    for (const each of made) await makeScheduleStore(table).create(each, undefined, due.getTime());
    const before = calls();
    const until = due.toISOString();
    const lists = await Promise.all(
      Array.from({ length: SHARDS }, (_, shard) => store.listDue(shard, until, 8000)),
    );
    const mine = new Set(made.map(({ id }) => id));
    const found = lists.flat().filter(({ id }) => mine.has(id));
    expect(found).toHaveLength(count);
    const planTicks = makePlanTicks({
      store,
      ticks,
      calendars: makeCalendarStore(watched),
      now: () => due.getTime() - 60_000,
    });
    for (const each of found) await planTicks(each);
    expect(await ticks.find({ schedule_id: made[0]?.id ?? '', due_at: until, slot: 'plan' })).toBeDefined();
    return calls() - before;
  };

  it('is the same for each schedule, however many there are: two writes, and sixteen reads for all', async () => {
    const [few, many] = [await costOf(10), await costOf(100)];
    expect([(few - SHARDS - 1) / 10, (many - SHARDS - 1) / 100]).toEqual([2, 2]);
  });
});
