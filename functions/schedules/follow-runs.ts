import { actingAs, platformActor } from '../platform/audit-context.ts';
import { isFinal, isWaiting, type Run } from '../runs/index.ts';
import { changeSchedule } from './change-schedule.ts';
import { paused, type Schedule } from './schedule.ts';
import type { ScheduleStore } from './store.ts';
import { ended, failuresInARow, type Tick } from './tick.ts';
import type { TickStore } from './tick-store.ts';

export interface FollowDependencies {
  readonly store: Pick<ScheduleStore, 'find' | 'replace'>;
  readonly ticks: Pick<TickStore, 'find' | 'replace' | 'list'>;
  readonly findRun: (id: string) => Promise<Run | undefined>;
  readonly now: () => number;
}

/** Ticks looked back at, besides as many as failures are counted: those whose runs have not ended. */
const LOOK_BACK = 20;

const newest = (at: number) => ({ from: '', to: new Date(at).toISOString() });

/**
 * Counts the failures of a schedule in a row from its ledger, and pauses it when they are too many. Counted anew each
 * time, so that a run's end that is told twice counts once.
 */
export const makeCountFailures =
  ({ store, ticks, now }: Pick<FollowDependencies, 'store' | 'ticks' | 'now'>) =>
  async (scheduleId: string): Promise<void> => {
    const schedule = await store.find(scheduleId);
    if (schedule === undefined) return;
    const most = schedule.max_failures + LOOK_BACK;
    const { rows } = await ticks.list(scheduleId, newest(now()), undefined, most);
    const own = rows.filter(isOwn);
    const count = (each: Schedule): Schedule => {
      const failures = failuresInARow(own, each.failures_since);
      const at = new Date(now()).toISOString();
      const counted = failures === each.failures ? each : { ...each, failures, revision: each.revision + 1 };
      if (!each.enabled || failures < each.max_failures) return counted;
      return paused({ ...each, failures }, { code: 'failures', facts: { count: String(failures) }, at });
    };
    // Whoever's request the failures are noticed in: it is the platform that pauses.
    await actingAs(platformActor(), () => changeSchedule(store, scheduleId, count));
  };

/**
 * Notes how the run of a tick has ended. False: it has not, or that was noted before.
 */
export const makeNoteEnd =
  ({ ticks, findRun }: Pick<FollowDependencies, 'ticks' | 'findRun'>) =>
  async (tick: Tick): Promise<boolean> => {
    if (tick.run_id === null || tick.run_status !== null) return false;
    const run = await findRun(tick.run_id);
    // A run that is gone was removed by its retention, which removes none that has not ended.
    const status = run === undefined ? 'cancelled' : isFinal(run) ? run.status : undefined;
    if (status !== undefined) return ticks.replace(tick, ended(tick, status));
    if (tick.status === 'queued' && run !== undefined && !isWaiting(run))
      await ticks.replace(tick, { ...tick, status: 'ran', revision: tick.revision + 1 });
    return false;
  };

/** What of a schedule has not ended, as far as the newest ticks tell. */
export interface Open {
  readonly runId: string | undefined;
  /** Whether an end was noted: the schedule may have been paused for it. */
  readonly noted: boolean;
}

/** A backfill is repeated work of other days: it neither holds up a schedule nor pauses it. */
const isOwn = ({ origin }: Tick): boolean => origin !== 'backfill';

/**
 * Looks at the newest ticks before one: notes which of their runs have ended, counts failures if one has, and answers
 * with a run that has not ended. What the events of runs did not tell is learnt here.
 */
export const makeFollowRuns = (deps: FollowDependencies) => {
  const noteEnd = makeNoteEnd(deps);
  const countFailures = makeCountFailures(deps);
  return async (schedule: Pick<Schedule, 'id'>, before: Tick | undefined): Promise<Open> => {
    const span = before === undefined ? newest(deps.now()) : { from: '', to: before.due_at };
    const { rows } = await deps.ticks.list(schedule.id, span, undefined, LOOK_BACK);
    let noted = false;
    let runId: string | undefined;
    for (const tick of rows) {
      if (!isOwn(tick) || (tick.due_at === before?.due_at && tick.slot === before.slot)) continue;
      if (tick.status === 'firing') runId ??= '';
      if (tick.run_id === null || tick.run_status !== null) continue;
      if (await noteEnd(tick)) noted = true;
      else runId ??= tick.run_id;
    }
    if (noted) await countFailures(schedule.id);
    return { runId, noted };
  };
};

export type FollowRuns = ReturnType<typeof makeFollowRuns>;
