import type { DomainEvent } from '../../events/domain/domain-event.ts';
import type { FindOwner } from '../identity/index.ts';
import { actingAs, triggerActor } from '../platform/audit-context.ts';
import { ApiError } from '../platform/errors.ts';
import type { Log } from '../platform/log.ts';
import { may } from '../platform/permissions.ts';
import { isWaiting, type LaunchRun, type Run, type Wish } from '../runs/index.ts';
import { businessDaysOf, plainWeek } from './business-days.ts';
import type { CalendarStore } from './calendar-store.ts';
import { nextTick } from './candidates.ts';
import { type Decision, decideTick } from './decide-tick.ts';
import type { FollowRuns } from './follow-runs.ts';
import { calendarDaysOf } from './plan-ticks.ts';
import { planOf, type Schedule } from './schedule.ts';
import type { ScheduleStore } from './store.ts';
import {
  claimed,
  isSettled,
  isVoid,
  MAX_TRIES,
  type Outcome,
  postponed,
  settled,
  type Tick,
  type TickKey,
  tickKey,
} from './tick.ts';
import type { TickStore } from './tick-store.ts';
import { renderParameters } from './tick-values.ts';
import { findZone } from './zone.ts';

export interface FireDependencies {
  readonly store: Pick<ScheduleStore, 'find'>;
  readonly ticks: Pick<TickStore, 'find' | 'replace' | 'remove' | 'findEarlier'>;
  readonly calendars: Pick<CalendarStore, 'find'>;
  readonly findOwner: FindOwner;
  readonly launchRun: LaunchRun;
  readonly findRun: (id: string) => Promise<Run | undefined>;
  readonly followRuns: FollowRuns;
  readonly countFailures: (scheduleId: string) => Promise<void>;
  readonly publish: (events: readonly DomainEvent[]) => Promise<void>;
  readonly now: () => number;
  readonly log: Log;
}

const held = (code: string, facts: Readonly<Record<string, string>> = {}): Outcome => ({
  status: 'held',
  code,
  facts,
});

/** What a refusal says, field by field, in both languages. */
const wordsOf = ({ text, fields }: ApiError): Readonly<Record<string, string>> => {
  const say = (language: 'en' | 'zh-CN') =>
    fields.length === 0
      ? text[language]
      : fields.map(({ field, message }) => `${field} ${message[language]}`).join('; ');
  return { en: say('en').slice(0, 1000), zh: say('zh-CN').slice(0, 1000) };
};

const wishOf = (
  schedule: Schedule,
  tick: Tick,
  parameters: Readonly<Record<string, unknown>>,
  queue: boolean,
): Wish => ({
  script: schedule.script,
  version: schedule.script_version ?? undefined,
  parameters,
  retryOf: null,
  trigger: {
    type: 'schedule',
    schedule_id: schedule.id,
    schedule: schedule.name,
    due_at: tick.due_at,
    slot: tick.slot,
  },
  policy: {
    ...(schedule.priority === null ? {} : { priority: schedule.priority }),
    ...(schedule.retry === null ? {} : { retry: schedule.retry }),
    ...(queue
      ? { concurrency: { limit: 1, key: `schedule:${schedule.id}`, on_limit: 'queue' as const } }
      : {}),
  },
});

/**
 * Fires a tick that is due: decides, claims it, starts its run, writes what came of it. Whatever is cut off in between is
 * finished by the next heartbeat: the claim is a lease, and the run is found again by the tick's key. `seenAt`: when a
 * heartbeat saw it.
 */
export const makeFireTick = (deps: FireDependencies) => {
  const { store, ticks, calendars, findOwner, launchRun, findRun, followRuns, now, log } = deps;

  const isNewerDue = async (schedule: Schedule, tick: Tick): Promise<boolean> => {
    const next = nextTick(
      planOf(schedule, await calendarDaysOf(calendars, schedule)),
      Date.parse(tick.due_at),
    );
    return next !== undefined && next <= now();
  };

  const decide = async (schedule: Schedule, tick: Tick, seenAt: number): Promise<Decision> => {
    const { runId, noted } = await followRuns(schedule, tick);
    const fresh = (noted ? await store.find(schedule.id) : undefined) ?? schedule;
    const newerDue = tick.origin === 'plan' && (await isNewerDue(fresh, tick));
    return decideTick(tick, fresh, { seenAt, now: now(), newerDue, openRun: runId });
  };

  const settle = async (tick: Tick, outcome: Outcome): Promise<Tick> => {
    const after = settled(tick, outcome);
    if (!(await ticks.replace(tick, after))) return (await ticks.find(tick)) ?? after;
    if (after.status === 'held') await deps.countFailures(after.schedule_id);
    const { schedule_id, due_at, schedule, script, run_id, code } = after;
    try {
      const at = new Date(now()).toISOString();
      const id = `${schedule_id}:${due_at}:${outcome.status}`;
      const detail = {
        id,
        at,
        schedule_id,
        schedule,
        script,
        due_at,
        outcome: outcome.status,
        reason: code,
        run_id,
      };
      await deps.publish([{ type: 'schedule.tick', detail }]);
    } catch (thrown) {
      log.warn('the event of a tick was not published', { schedule_id, due_at, cause: thrown });
    }
    return after;
  };

  /** Starts the run, or says why it cannot be started. Throws when it may be tried again. */
  const launch = async (
    schedule: Schedule,
    tick: Tick,
    { caughtUp, queue }: { caughtUp: boolean; queue: boolean },
  ): Promise<Outcome> => {
    const caller = await findOwner({ username: schedule.owner, userId: schedule.owner_id });
    if (caller === undefined) return held('owner_gone', { owner: schedule.owner });
    if (!may(caller, 'runs.start')) return held('owner_not_allowed', { owner: schedule.owner });
    const days = await calendarDaysOf(calendars, schedule);
    const wall = findZone(schedule.time_zone)?.wallAt(Date.parse(tick.due_at)) ?? Date.parse(tick.due_at);
    const { values, faults } = renderParameters(schedule.parameters, {
      wall,
      isBusinessDay: businessDaysOf(days ?? plainWeek),
    });
    const [fault] = faults;
    if (fault !== undefined) {
      const { en, 'zh-CN': zh } = fault.message;
      return held('parameters', { en: `${fault.field} ${en}`, zh: `${fault.field} ${zh}` });
    }
    try {
      const run = await actingAs(triggerActor('schedule', schedule, caller), () =>
        launchRun(caller, wishOf(schedule, tick, values, queue), tickKey(tick)),
      );
      const status = isWaiting(run) ? 'queued' : 'ran';
      return { status, runId: run.id, createdAt: run.created_at, caughtUp };
    } catch (thrown) {
      if (thrown instanceof ApiError && thrown.status < 500 && thrown.status !== 429)
        return held('refused', wordsOf(thrown));
      throw thrown;
    }
  };

  /** The run that was started before whoever fired the tick was cut off. */
  const findStarted = async (tick: Tick): Promise<Outcome | undefined> => {
    const runId = tick.status === 'firing' ? await ticks.findEarlier(tickKey(tick), now()) : undefined;
    const run = runId === undefined ? undefined : await findRun(runId);
    return run && { status: 'ran', runId: run.id, createdAt: run.created_at, caughtUp: tick.caught_up };
  };

  const run = async (
    schedule: Schedule,
    tick: Tick,
    how: { caughtUp: boolean; queue: boolean },
  ): Promise<Tick | undefined> => {
    const mine = claimed({ ...tick, caught_up: how.caughtUp }, now());
    if (!(await ticks.replace(tick, mine))) return undefined;
    try {
      return await settle(mine, await launch(schedule, mine, how));
    } catch (thrown) {
      log.error('a tick could not be fired', {
        schedule_id: tick.schedule_id,
        due_at: tick.due_at,
        cause: thrown,
      });
      if (mine.attempts >= MAX_TRIES) return settle(mine, held('platform_error'));
      await ticks.replace(mine, postponed(mine, now()));
      throw thrown;
    }
  };

  return async (key: TickKey, seenAt: number): Promise<Tick | undefined> => {
    const tick = await ticks.find(key);
    // Settled, or in somebody's hands until its time comes.
    if (tick === undefined || isSettled(tick) || Date.parse(tick.look_at) > now()) return tick;
    const schedule = await store.find(tick.schedule_id);
    if (schedule === undefined || isVoid(tick, schedule)) {
      await ticks.remove(tick);
      return undefined;
    }
    const started = await findStarted(tick);
    if (started !== undefined) return settle(tick, started);
    const decision = await decide(schedule, tick, seenAt);
    return decision.run ? run(schedule, tick, decision) : settle(tick, decision.outcome);
  };
};

export type FireTick = ReturnType<typeof makeFireTick>;
