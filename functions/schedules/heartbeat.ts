import type { ScheduleWork } from '../../events/sqs/schedule-work.ts';
import { inParallel } from '../platform/in-parallel.ts';
import type { Log } from '../platform/log.ts';
import type { AdvanceBackfill } from './advance-backfill.ts';
import type { BackfillStore } from './backfill-store.ts';
import type { FireTick } from './fire-tick.ts';
import type { PlanTicks } from './plan-ticks.ts';
import { AHEAD_MS, type Schedule } from './schedule.ts';
import type { ScheduleStore } from './store.ts';
import { SHARDS, type Tick, type TickKey } from './tick.ts';
import type { TickStore } from './tick-store.ts';

export interface HeartbeatDependencies {
  readonly store: Pick<ScheduleStore, 'find' | 'listDue'>;
  readonly ticks: Pick<TickStore, 'listDue'>;
  readonly backfills: Pick<BackfillStore, 'listActive'>;
  readonly planTicks: PlanTicks;
  readonly fireTick: FireTick;
  readonly advanceBackfill: AdvanceBackfill;
  /** Hands work on to other functions, which do it as `doWork` does. */
  readonly handOn: (works: readonly ScheduleWork[]) => Promise<void>;
  readonly now: () => number;
  readonly log: Log;
}

/** What one heartbeat did, for the log and the metrics. */
export interface Beat {
  readonly planned: number;
  readonly fired: number;
  readonly handedOn: number;
  readonly failed: number;
  /** Of the tick that was due longest, in ms; 0 without one. */
  readonly oldestMs: number;
}

/** What a heartbeat does itself; the rest goes to others in batches. */
const OWN_SHARE = 64;
const BATCH = 25;
/** Ticks of different schedules at a time. */
const AT_ONCE = 8;
/** What one shard gives at one heartbeat: 16 of them are 100,000 and more. */
const MAX_OF_SHARD = 8000;
const MAX_BACKFILLS = 100;
const shards = Array.from({ length: SHARDS }, (_, shard) => shard);

/** Ticks of one schedule that one heartbeat takes on, and of one message: below SQS's 256 KiB. */
const MAX_OF_SCHEDULE = 200;
const MAX_OF_MESSAGE = 400;

/** By schedule, in their order. */
const bySchedule = (ticks: readonly TickKey[]): TickKey[][] => {
  const groups = new Map<string, TickKey[]>();
  for (const tick of ticks) {
    const group = groups.get(tick.schedule_id) ?? [];
    if (group.length < MAX_OF_SCHEDULE) groups.set(tick.schedule_id, [...group, tick]);
  }
  return [...groups.values()];
};

/** Groups packed into messages: of at most 25 schedules and 400 ticks. */
const packed = (groups: readonly TickKey[][]): TickKey[][] => {
  const messages: TickKey[][] = [];
  let inLast = 0;
  for (const group of groups) {
    const last = messages.at(-1);
    if (last === undefined || inLast >= BATCH || last.length + group.length > MAX_OF_MESSAGE) {
      messages.push([...group]);
      inLast = 1;
    } else {
      last.push(...group);
      inLast += 1;
    }
  }
  return messages;
};

const batches = <Item>(items: readonly Item[], size: number): Item[][] =>
  Array.from({ length: Math.ceil(items.length / size) }, (_, n) => items.slice(n * size, (n + 1) * size));

const keyOf = ({ schedule_id, due_at, slot }: Tick): TickKey => ({ schedule_id, due_at, slot });
const nameOf = ({ schedule_id, due_at, slot }: TickKey): string => `${schedule_id} ${due_at} ${slot}`;

/** Ticks that were handed on longer ago, later heartbeats have handed on again, and seen them anew. */
const STALE_MS = 15 * 60_000;

/** Does what a heartbeat handed on. What fails is thrown when all has been tried. */
export const makeDoWork =
  ({
    store,
    planTicks,
    fireTick,
    now,
  }: Pick<HeartbeatDependencies, 'store' | 'planTicks' | 'fireTick' | 'now'>) =>
  async (work: ScheduleWork): Promise<void> => {
    if (work.kind === 'plan') {
      await inParallel(work.schedule_ids, AT_ONCE, async (id) => {
        const schedule = await store.find(id);
        if (schedule !== undefined) await planTicks(schedule);
      });
      return;
    }
    if (now() - Date.parse(work.seen_at) > STALE_MS) return;
    await inParallel(bySchedule(work.ticks), AT_ONCE, async (ticks) => {
      for (const tick of ticks) await fireTick(tick, Date.parse(work.seen_at));
    });
  };

/**
 * The minute's work: plans the ticks of the next minutes, fires those that are due, takes backfills on. It may come twice,
 * at the same time, late, or not at all for an hour: every step is held by a condition on its row.
 */
export const makeHeartbeat = (deps: HeartbeatDependencies) => {
  const { store, ticks, backfills, planTicks, fireTick, advanceBackfill, handOn, now, log } = deps;
  let failed = 0;

  const guarded = async (what: string, facts: object, work: () => Promise<unknown>): Promise<void> => {
    try {
      await work();
    } catch (thrown) {
      // One schedule that cannot be looked after must not keep the others from it; the next heartbeat comes in a minute.
      failed += 1;
      log.error(what, { ...facts, cause: thrown });
    }
  };

  /** What the queue does not take the next heartbeat finds again. */
  const pass = (works: readonly ScheduleWork[]) =>
    guarded('work could not be handed on', { messages: works.length }, () => handOn(works));

  const plan = async (): Promise<{ planned: number; handedOn: number }> => {
    const until = new Date(now() + AHEAD_MS).toISOString();
    const lists = await Promise.all(shards.map((shard) => store.listDue(shard, until, MAX_OF_SHARD)));
    const due: Schedule[] = lists.flat();
    const [own, others] = [due.slice(0, OWN_SHARE), due.slice(OWN_SHARE)];
    await pass(
      batches(others, BATCH).map((some) => ({ kind: 'plan', schedule_ids: some.map(({ id }) => id) })),
    );
    await inParallel(own, AT_ONCE, ({ id }) =>
      guarded('a schedule could not be planned', { schedule_id: id }, async () => {
        const schedule = await store.find(id); // the index may lag behind
        if (schedule !== undefined) await planTicks(schedule);
      }),
    );
    return { planned: due.length, handedOn: others.length };
  };

  /** `known`: what this heartbeat has looked at before; it adds to it. */
  const fire = async (known: Set<string>): Promise<{ fired: number; handedOn: number; oldestMs: number }> => {
    const seenAt = now();
    const until = new Date(seenAt).toISOString();
    const lists = await Promise.all(shards.map((shard) => ticks.listDue(shard, until, MAX_OF_SHARD)));
    const due = lists
      .flat()
      .filter((tick) => !known.has(nameOf(tick)))
      .sort((a, b) => (a.due_at < b.due_at ? -1 : 1));
    for (const tick of due) known.add(nameOf(tick));
    const groups = bySchedule(due.map(keyOf));
    const [own, others] = [groups.slice(0, OWN_SHARE), groups.slice(OWN_SHARE)];
    await pass(packed(others).map((some) => ({ kind: 'fire', seen_at: until, ticks: some })));
    await inParallel(own, AT_ONCE, (group) =>
      guarded('a tick could not be fired', { schedule_id: group[0]?.schedule_id }, async () => {
        for (const tick of group) await fireTick(tick, seenAt);
      }),
    );
    const oldestMs = due[0] === undefined ? 0 : Math.max(0, seenAt - Date.parse(due[0].due_at));
    return { fired: due.length, handedOn: others.flat().length, oldestMs };
  };

  return async (): Promise<Beat> => {
    failed = 0;
    const known = new Set<string>();
    // First what is due: a row that is due now was planned minutes ago. Then again, for what was planned too late.
    const first = await fire(known);
    const planning = await plan();
    const second = planning.planned === 0 ? undefined : await fire(known);
    await inParallel(await backfills.listActive(MAX_BACKFILLS), AT_ONCE, ({ schedule_id, id }) =>
      guarded('a backfill could not be taken on', { schedule_id, backfill_id: id }, () =>
        advanceBackfill(schedule_id, id),
      ),
    );
    return {
      planned: planning.planned,
      fired: first.fired + (second?.fired ?? 0),
      handedOn: first.handedOn + planning.handedOn + (second?.handedOn ?? 0),
      failed,
      oldestMs: Math.max(first.oldestMs, second?.oldestMs ?? 0),
    };
  };
};
