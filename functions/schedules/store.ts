import { createConversions, createWriteTransaction } from 'electrodb';
import { unavailable } from '../platform/errors.ts';
import {
  claimKey,
  findEarlier,
  type IdempotencyClaim,
  type IdempotencyKey,
  makeIdempotencyEntity,
} from '../platform/idempotency.ts';
import { once } from '../platform/once.ts';
import type { Table } from '../platform/table.ts';
import { makeCalendarUseEntity, makeNameEntity, makeScheduleEntity } from './entities.ts';
import { type Schedule, scheduleRowSchema } from './schedule.ts';
import { shardOf } from './tick.ts';

/** Which index a list of schedules is read from. */
export type Shelf =
  | { readonly by: 'owner'; readonly owner: string }
  | { readonly by: 'script'; readonly script: string }
  | { readonly by: 'department'; readonly department: string }
  | { readonly by: 'everybody' };

export interface Chunk<Row> {
  readonly rows: readonly Row[];
  readonly end: boolean;
}

/** What a write came to: `taken` is the name or the key, `stale` that somebody was quicker. */
export type Written = 'written' | 'stale' | 'taken';

/** Where schedules are kept. Reads by id are strongly consistent; lists may lag behind by moments. */
export interface ScheduleStore {
  find(id: string): Promise<Schedule | undefined>;
  /** Those that exist, in no order. */
  findAll(ids: readonly string[]): Promise<readonly Schedule[]>;
  /** Writes a new schedule with its name, its calendar's use and the claimed key. */
  create(schedule: Schedule, claim: IdempotencyClaim | undefined, now: number): Promise<Written>;
  /** Writes `after` in the place of `before`, with its name and calendar where these change. */
  replace(before: Schedule, after: Schedule): Promise<Written>;
  remove(schedule: Schedule): Promise<Written>;
  /** Newest first, after an id. */
  list(shelf: Shelf, after: string | undefined, limit: number): Promise<Chunk<Schedule>>;
  /** Schedules of a shard whose next tick is to be planned, the soonest first. */
  listDue(shard: number, until: string, limit: number): Promise<readonly Schedule[]>;
  /** The ids of those that follow a calendar. */
  listUsers(calendar: string): Promise<readonly string[]>;
  findEarlier(key: IdempotencyKey | undefined, now: number): Promise<string | undefined>;
}

const EVERYBODY = 'schedules';

/** A paused schedule has no next tick; an empty text keeps it out of the index. */
const rowOf = (schedule: Schedule) => ({
  id: schedule.id,
  owner: schedule.owner,
  department: schedule.department ?? '',
  everybody: EVERYBODY,
  script: schedule.script,
  work: `schedules-${shardOf(schedule.id)}`,
  nextDue: schedule.enabled ? (schedule.next_due ?? '') : '',
  revision: schedule.revision,
  document: JSON.stringify(schedule),
});

const scheduleOf = ({ document }: { document: string }): Schedule =>
  scheduleRowSchema.parse(JSON.parse(document));

const lostRace = new Set(['ConditionalCheckFailed', 'TransactionConflict', 'None', undefined]);

/** Schedules in the table. */
export const makeScheduleStore = (table: Table): ScheduleStore => {
  const schedules = once(() => makeScheduleEntity(table));
  const names = once(() => makeNameEntity(table));
  const uses = once(() => makeCalendarUseEntity(table));
  const keys = once(() => makeIdempotencyEntity(table));
  const conversions = once(() => createConversions(schedules()).byAccessPattern);

  const queryOf = (shelf: Shelf) => {
    if (shelf.by === 'owner') return schedules().query.byOwner({ owner: shelf.owner });
    if (shelf.by === 'script') return schedules().query.byScript({ script: shelf.script });
    if (shelf.by === 'department') return schedules().query.byDepartment({ department: shelf.department });
    return schedules().query.everybody({ everybody: EVERYBODY });
  };
  const cursorOf = (shelf: Shelf, id: string | undefined): string | null => {
    if (id === undefined) return null;
    const { byOwner, byScript, byDepartment, everybody } = conversions();
    if (shelf.by === 'owner') return byOwner.fromComposite.toCursor({ id, owner: shelf.owner });
    if (shelf.by === 'script') return byScript.fromComposite.toCursor({ id, script: shelf.script });
    if (shelf.by === 'department')
      return byDepartment.fromComposite.toCursor({ id, department: shelf.department });
    return everybody.fromComposite.toCursor({ id, everybody: EVERYBODY });
  };

  /** `first` is the code of the schedule's own write; another condition that failed is the name or the key. */
  const outcomeOf = (result: {
    canceled: boolean;
    data: readonly { code?: string | undefined }[];
  }): Written => {
    if (!result.canceled) return 'written';
    const codes = result.data.map(({ code }) => code);
    if (!codes.every((code) => lostRace.has(code)))
      throw unavailable(new Error(`the transaction was cancelled: ${codes.join(', ')}`));
    const [first, ...others] = codes;
    const taken = first !== 'ConditionalCheckFailed' && others.includes('ConditionalCheckFailed');
    return taken ? 'taken' : 'stale';
  };

  return {
    find: async (id) => {
      const { data } = await schedules().get({ id }).go({ consistent: true });
      return data === null ? undefined : scheduleOf(data);
    },
    findAll: async (ids) => {
      if (ids.length === 0) return [];
      const { data, unprocessed } = await schedules()
        .get(ids.map((id) => ({ id })))
        .go();
      if (unprocessed.length > 0) throw unavailable(new Error('some schedules were not read'));
      return data.map(scheduleOf);
    },
    create: async (schedule, claim, now) => {
      const { id, name, calendar } = schedule;
      return outcomeOf(
        await createWriteTransaction(
          { schedules: schedules(), names: names(), uses: uses(), keys: keys() },
          (write) => [
            write.schedules.create(rowOf(schedule)).commit(),
            write.names.create({ name, id }).commit(),
            ...(calendar === null ? [] : [write.uses.put({ calendar: calendar.name, id }).commit()]),
            ...(claim === undefined ? [] : [claimKey(write.keys, claim, now).commit()]),
          ],
        ).go(),
      );
    },
    replace: async (before, after) => {
      const { id } = after;
      const renamed = before.name !== after.name;
      const moved = before.calendar?.name !== after.calendar?.name;
      return outcomeOf(
        await createWriteTransaction({ schedules: schedules(), names: names(), uses: uses() }, (write) => [
          write.schedules
            .put(rowOf(after))
            .where(({ revision }, { eq }) => eq(revision, before.revision))
            .commit(),
          ...(renamed
            ? [
                write.names.create({ name: after.name, id }).commit(),
                write.names.delete({ name: before.name }).commit(),
              ]
            : []),
          ...(moved && before.calendar !== null
            ? [write.uses.delete({ calendar: before.calendar.name, id }).commit()]
            : []),
          ...(moved && after.calendar !== null
            ? [write.uses.put({ calendar: after.calendar.name, id }).commit()]
            : []),
        ]).go(),
      );
    },
    remove: async ({ id, name, calendar, revision: expected }) =>
      outcomeOf(
        await createWriteTransaction({ schedules: schedules(), names: names(), uses: uses() }, (write) => [
          write.schedules
            .delete({ id })
            .where(({ revision }, { eq }) => eq(revision, expected))
            .commit(),
          write.names.delete({ name }).commit(),
          ...(calendar === null ? [] : [write.uses.delete({ calendar: calendar.name, id }).commit()]),
        ]).go(),
      ),
    list: async (shelf, after, limit) => {
      const { data, cursor } = await queryOf(shelf).go({
        cursor: cursorOf(shelf, after),
        limit,
        order: 'desc',
      });
      return { rows: data.map(scheduleOf), end: cursor === null };
    },
    listDue: async (shard, until, limit) => {
      // With an id behind all others: a key that begins with `until` is greater than `until` alone.
      const { data } = await schedules()
        .query.due({ work: `schedules-${shard}` })
        .lte({ nextDue: until, id: '~' })
        .go({ count: limit });
      return data.map(scheduleOf);
    },
    listUsers: async (calendar) => {
      const { data } = await uses().query.primary({ calendar }).go({ pages: 'all', consistent: true });
      return data.map(({ id }) => id);
    },
    findEarlier: (key, now) => findEarlier(keys(), key, now),
  };
};
