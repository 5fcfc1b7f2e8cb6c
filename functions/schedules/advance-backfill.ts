import { inParallel } from '../platform/in-parallel.ts';
import { advanced, type Backfill, type BackfillEnd } from './backfill.ts';
import type { BackfillStore } from './backfill-store.ts';
import type { FireTick } from './fire-tick.ts';
import type { makeNoteEnd } from './follow-runs.ts';
import type { ScheduleStore } from './store.ts';
import { isSettled, plannedTick, type Tick } from './tick.ts';
import type { TickStore } from './tick-store.ts';

export interface AdvanceDependencies {
  readonly store: Pick<ScheduleStore, 'find'>;
  readonly ticks: Pick<TickStore, 'find' | 'plan'>;
  readonly backfills: Pick<BackfillStore, 'find' | 'replace'>;
  readonly fireTick: FireTick;
  readonly noteEnd: ReturnType<typeof makeNoteEnd>;
  readonly now: () => number;
}

/** Runs may end as fast as they start; the next heartbeat goes on. */
const MAX_ROUNDS = 5;

const endOf = (tick: Tick | undefined): BackfillEnd['as'] | undefined => {
  if (tick === undefined || !isSettled(tick)) return undefined;
  if (tick.run_id === null) return 'not_run';
  if (tick.run_status === null) return undefined;
  return tick.run_status === 'succeeded' ? 'succeeded' : 'failed';
};

/**
 * Takes a backfill on: notes which of its runs have ended and starts as many as may run beside those that have not. What
 * it is about to start is written first, so that what was cut off is found again; a tick that was fired is not fired twice.
 */
export const makeAdvanceBackfill = ({
  store,
  ticks,
  backfills,
  fireTick,
  noteEnd,
  now,
}: AdvanceDependencies) => {
  const keyOf = (fill: Backfill, due: string) => ({
    schedule_id: fill.schedule_id,
    due_at: due,
    slot: fill.id,
  });

  const look = async (fill: Backfill, due: string): Promise<BackfillEnd['as'] | undefined> => {
    const tick = await ticks.find(keyOf(fill, due));
    if (tick !== undefined && (await noteEnd(tick))) return endOf(await ticks.find(tick));
    return endOf(tick);
  };

  const start = async (fill: Backfill, due: string): Promise<void> => {
    const schedule = await store.find(fill.schedule_id);
    if (schedule === undefined) return;
    const tick = plannedTick(schedule, Date.parse(due), fill.id, 'backfill');
    await ticks.plan({ ...tick, look_at: new Date(now()).toISOString() });
    await fireTick(tick, now());
  };

  return async (scheduleId: string, id: string): Promise<Backfill | undefined> => {
    for (let round = 0; round < MAX_ROUNDS; round += 1) {
      const fill = await backfills.find(scheduleId, id);
      if (fill === undefined || fill.status !== 'running') return fill;
      if ((await store.find(scheduleId)) === undefined) {
        const at = new Date(now()).toISOString();
        const stopped = { ...fill, status: 'stopped', finished_at: at, revision: fill.revision + 1 } as const;
        if (await backfills.replace(fill, stopped)) return stopped;
        continue;
      }
      const ends: BackfillEnd[] = [];
      for (const due of fill.open) {
        const as = await look(fill, due);
        if (as !== undefined) ends.push({ due, as });
      }
      const after = advanced(fill, ends, now());
      if (after !== fill && !(await backfills.replace(fill, after))) continue;
      await inParallel(after.open, after.concurrency, (due) => start(after, due));
      if (after === fill || after.status !== 'running') return after;
    }
    return backfills.find(scheduleId, id);
  };
};

export type AdvanceBackfill = ReturnType<typeof makeAdvanceBackfill>;
