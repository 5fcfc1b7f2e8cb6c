import type { Schedule } from './schedule.ts';
import { ON_TIME_MS, type Outcome, type Tick } from './tick.ts';

/** What the rules need to know of the moment. */
export interface Sight {
  /** When a heartbeat saw that the tick was due: a long queue behind it makes no tick missed. */
  readonly seenAt: number;
  readonly now: number;
  /** Whether a newer tick of the plan is due already. */
  readonly newerDue: boolean;
  /** An earlier run of the schedule that has not ended. */
  readonly openRun: string | undefined;
}

export type Decision =
  | { readonly run: true; readonly caughtUp: boolean; readonly queue: boolean }
  | { readonly run: false; readonly outcome: Extract<Outcome, { code: string }> };

const not = (
  status: 'skipped' | 'late' | 'missed' | 'held',
  code: string,
  facts: Readonly<Record<string, string>> = {},
): Decision => ({ run: false, outcome: { status, code, facts } });

const seconds = (ms: number): string => String(Math.round(ms / 1000));

/**
 * Whether a tick runs: by the schedule's pause, what it says of ticks that were missed, of lateness, and of an earlier
 * run. What was tried before is not missed any more; a backfill's and a person's ticks are not of the plan.
 */
export const decideTick = (tick: Tick, schedule: Schedule, sight: Sight): Decision => {
  const { catch_up, max_lateness, overlap } = schedule;
  const queue = overlap === 'queue';
  if (tick.origin !== 'plan') return { run: true, caughtUp: false, queue: queue && tick.origin === 'manual' };
  if (!schedule.enabled) return not('held', 'paused');
  const due = Date.parse(tick.due_at);
  const missed = tick.status === 'planned' && sight.seenAt - due > ON_TIME_MS;
  if (missed && catch_up === 'none')
    return not('missed', 'not_caught_up', { late: seconds(sight.now - due) });
  if (missed && catch_up === 'last' && sight.newerDue) return not('missed', 'newer_due');
  if (max_lateness !== null && sight.now - due > max_lateness * 1000)
    return not('late', 'too_late', { late: seconds(sight.now - due), most: String(max_lateness) });
  const caughtUp = missed || tick.caught_up;
  // All that was missed is to run, one after the other: those behind the first cannot be skipped for it.
  if (caughtUp && catch_up === 'all' && overlap === 'skip') return { run: true, caughtUp, queue: true };
  if (overlap === 'skip' && sight.openRun !== undefined)
    return not('skipped', 'overlap', { run_id: sight.openRun });
  return { run: true, caughtUp, queue };
};
