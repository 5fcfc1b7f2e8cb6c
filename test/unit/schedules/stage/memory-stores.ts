import type { IdempotencyClaim } from '../../../../functions/platform/idempotency.ts';
import { type Backfill, backfillRowSchema } from '../../../../functions/schedules/backfill.ts';
import type { BackfillStore } from '../../../../functions/schedules/backfill-store.ts';
import { type Calendar, calendarRowSchema } from '../../../../functions/schedules/calendar.ts';
import type { CalendarStore } from '../../../../functions/schedules/calendar-store.ts';
import { type Schedule, scheduleRowSchema } from '../../../../functions/schedules/schedule.ts';
import type { ScheduleStore } from '../../../../functions/schedules/store.ts';
import {
  isSettled,
  shardOf,
  type Tick,
  type TickKey,
  tickRowSchema,
} from '../../../../functions/schedules/tick.ts';
import type { TickStore } from '../../../../functions/schedules/tick-store.ts';

/** The stores in memory, with the conditions of the real ones; a suite holds both to the same behaviour. */

/** Every call gives way once, so that calls side by side mix as they do over a network. */
const network = () => new Promise<void>((resolve) => setImmediate(resolve));

const page = <Row>(rows: readonly Row[], limit: number) => ({
  rows: rows.slice(0, limit),
  end: rows.length <= limit,
});

/** Keys that requests have claimed. */
const makeKeys = () => {
  const keys = new Map<string, string>();
  return {
    claim: (claim: IdempotencyClaim | undefined): boolean => {
      if (claim === undefined) return true;
      if (keys.has(claim.key.id)) return false;
      keys.set(claim.key.id, claim.subject);
      return true;
    },
    find: (id: string | undefined) => (id === undefined ? undefined : keys.get(id)),
  };
};

export const makeMemoryScheduleStore = (): ScheduleStore & { readonly rows: Map<string, string> } => {
  const rows = new Map<string, string>();
  const keys = makeKeys();
  const all = (): Schedule[] => [...rows.values()].map((row) => scheduleRowSchema.parse(JSON.parse(row)));
  const read = (id: string) => all().find((each) => each.id === id);
  const isTaken = (name: string, id: string) => all().some((each) => each.name === name && each.id !== id);
  return {
    rows,
    find: async (id) => {
      await network();
      return read(id);
    },
    create: async (schedule, claim) => {
      await network();
      if (isTaken(schedule.name, schedule.id) || !keys.claim(claim)) return 'taken';
      rows.set(schedule.id, JSON.stringify(schedule));
      return 'written';
    },
    replace: async (before, after) => {
      await network();
      if (read(before.id)?.revision !== before.revision) return 'stale';
      if (isTaken(after.name, after.id)) return 'taken';
      rows.set(after.id, JSON.stringify(after));
      return 'written';
    },
    remove: async (schedule) => {
      await network();
      if (read(schedule.id)?.revision !== schedule.revision) return 'stale';
      rows.delete(schedule.id);
      return 'written';
    },
    findAll: async (ids) => all().filter(({ id }) => ids.includes(id)),
    list: async (shelf, after, limit) =>
      page(
        all()
          .sort((a, b) => (a.id < b.id ? 1 : -1))
          .filter(({ id }) => after === undefined || id < after)
          .filter(
            (each) =>
              shelf.by === 'everybody' ||
              (shelf.by === 'owner'
                ? each.owner === shelf.owner
                : shelf.by === 'script'
                  ? each.script === shelf.script
                  : each.department === shelf.department),
          ),
        limit,
      ),
    listDue: async (shard, until, limit) => {
      await network();
      return all()
        .filter(
          ({ id, enabled, next_due }) =>
            shardOf(id) === shard && enabled && next_due !== null && next_due <= until,
        )
        .slice(0, limit);
    },
    listUsers: async (calendar) =>
      all()
        .filter((each) => each.calendar?.name === calendar)
        .map(({ id }) => id),
    findEarlier: async (key) => keys.find(key?.id),
  };
};

const nameOf = ({ schedule_id, due_at, slot }: TickKey): string => `${schedule_id} ${due_at} ${slot}`;

/** `findEarlierRun`: the runs' own keys are in the same table. */
export const makeMemoryTickStore = (
  findEarlierRun: TickStore['findEarlier'],
): TickStore & { readonly rows: Map<string, string> } => {
  const rows = new Map<string, string>();
  const keys = makeKeys();
  const parse = (row: string): Tick => tickRowSchema.parse(JSON.parse(row));
  const read = (key: TickKey): Tick | undefined => {
    const row = rows.get(nameOf(key));
    return row === undefined ? undefined : parse(row);
  };
  const all = () => [...rows.values()].map(parse);
  const newestFirst = (a: Tick, b: Tick) =>
    `${a.due_at} ${a.slot} ${a.schedule_id}` < `${b.due_at} ${b.slot} ${b.schedule_id}` ? 1 : -1;
  return {
    rows,
    find: async (key) => {
      await network();
      return read(key);
    },
    plan: async (tick) => {
      await network();
      const there = read(tick);
      if (there !== undefined && !(there.status === 'planned' && there.plan < tick.plan)) return false;
      rows.set(nameOf(tick), JSON.stringify(tick));
      return true;
    },
    planWithKey: async (tick, claim) => {
      await network();
      if (read(tick) !== undefined || !keys.claim(claim)) return false;
      rows.set(nameOf(tick), JSON.stringify(tick));
      return true;
    },
    replace: async (before, after) => {
      await network();
      if (read(before)?.revision !== before.revision) return false;
      rows.set(nameOf(after), JSON.stringify(after));
      return true;
    },
    remove: async (tick) => {
      await network();
      if (read(tick)?.revision === tick.revision) rows.delete(nameOf(tick));
    },
    list: async (scheduleId, { from, to }, after, limit) => {
      await network();
      const found = all()
        .filter(({ schedule_id, due_at }) => schedule_id === scheduleId && due_at >= from && due_at <= to)
        .sort(newestFirst)
        .filter(
          ({ due_at, slot }) => after === undefined || `${due_at} ${slot}` < `${after.due_at} ${after.slot}`,
        );
      return page(found, limit);
    },
    listUnrun: async (shelf, status, after, limit) => {
      const found = all()
        .filter((tick) => tick.status === status && tick.origin === 'plan')
        .filter((tick) => {
          if ('owner' in shelf) return tick.owner === shelf.owner;
          if ('department' in shelf) return tick.department === shelf.department;
          if ('schedule' in shelf) return tick.schedule_id === shelf.schedule;
          return tick.due_at.startsWith(shelf.month);
        })
        .sort(newestFirst)
        .filter(
          (tick) =>
            after === undefined ||
            `${tick.due_at} ${tick.schedule_id}` < `${after.due_at} ${after.schedule_id}`,
        );
      return page(found, limit);
    },
    listDue: async (shard, until, limit) => {
      await network();
      return all()
        .filter(
          (tick) =>
            shardOf(tick.schedule_id) === shard &&
            !isSettled(tick) &&
            tick.origin !== 'backfill' &&
            tick.look_at <= until,
        )
        .sort((a, b) => (a.look_at < b.look_at ? -1 : 1))
        .slice(0, limit);
    },
    findEarlier: async (key, now) => {
      await network();
      return keys.find(key?.id) ?? findEarlierRun(key, now);
    },
  };
};

export const makeMemoryCalendarStore = (): CalendarStore => {
  const rows = new Map<string, string>();
  const read = (name: string): Calendar | undefined => {
    const row = rows.get(name);
    return row === undefined ? undefined : calendarRowSchema.parse(JSON.parse(row));
  };
  return {
    find: async (name) => read(name),
    list: async (after, limit) =>
      page(
        [...rows.keys()]
          .sort()
          .filter((name) => after === undefined || name > after)
          .flatMap((name) => read(name) ?? []),
        limit,
      ),
    put: async (calendar, expected) => {
      if (read(calendar.name)?.version !== expected) return false;
      rows.set(calendar.name, JSON.stringify(calendar));
      return true;
    },
    remove: async (calendar) =>
      read(calendar.name)?.version === calendar.version && rows.delete(calendar.name),
  };
};

export const makeMemoryBackfillStore = (): BackfillStore => {
  const rows = new Map<string, string>();
  const keys = makeKeys();
  const all = (): Backfill[] => [...rows.values()].map((row) => backfillRowSchema.parse(JSON.parse(row)));
  const read = (id: string) => all().find((each) => each.id === id);
  return {
    find: async (_, id) => read(id),
    create: async (fill, claim) => {
      if (!keys.claim(claim)) return false;
      rows.set(fill.id, JSON.stringify(fill));
      return true;
    },
    replace: async (before, after) => {
      await network();
      if (read(before.id)?.revision !== before.revision) return false;
      rows.set(after.id, JSON.stringify(after));
      return true;
    },
    list: async (scheduleId, after, limit) =>
      page(
        all()
          .filter(({ schedule_id, id }) => schedule_id === scheduleId && (after === undefined || id < after))
          .sort((a, b) => (a.id < b.id ? 1 : -1)),
        limit,
      ),
    listActive: async (limit) =>
      all()
        .filter(({ status }) => status === 'running')
        .slice(0, limit),
    findEarlier: async (key) => keys.find(key?.id),
  };
};
