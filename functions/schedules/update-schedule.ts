import { isDeepStrictEqual } from 'node:util';
import type { Operation } from '../platform/api.ts';
import { audited } from '../platform/audit-context.ts';
import { conflict } from '../platform/errors.ts';
import { ok } from '../platform/request.ts';
import type { BodyOf, RouteOf } from '../platform/route.ts';
import { text } from '../platform/text.ts';
import type { Plan } from './candidates.ts';
import type { CheckSchedule } from './check-schedule.ts';
import type { schedulesRoutes } from './contract.ts';
import { anchorOf, moment, nameTaken } from './create-schedule.ts';
import { checkVersion, findToManage, notTheOwner } from './find-schedule.ts';
import type { PlanTicks } from './plan-ticks.ts';
import type { PresentSchedule } from './present-schedule.ts';
import { paused, replanned, resumed, type Schedule } from './schedule.ts';
import type { ScheduleStore } from './store.ts';

type Update = RouteOf<typeof schedulesRoutes, 'updateSchedule'>;

/** Fields that say when it runs, and those that say what. */
const timing = ['expression', 'time_zone', 'start_at', 'end_at', 'calendar'] as const;
const content = ['script', 'script_version', 'parameters', 'priority'] as const;

const differs = (a: Schedule, b: Schedule, fields: readonly (keyof Schedule)[]): boolean =>
  fields.some((field) => !isDeepStrictEqual(a[field], b[field]));

/** The schedule with what a body changes, `enabled` excepted. */
const changed = (before: Schedule, body: BodyOf<Update>, now: number): Schedule => {
  const { version: _, enabled: __, name, start_at, end_at, ...rest } = body;
  const given = Object.fromEntries(Object.entries(rest).filter(([, value]) => value !== undefined));
  const after: Schedule = {
    ...before,
    ...given,
    name: name?.normalize('NFC') ?? before.name,
    start_at: start_at === undefined ? before.start_at : moment(start_at),
    end_at: end_at === undefined ? before.end_at : moment(end_at),
    version: before.version + 1,
    updated_at: new Date(now).toISOString(),
  };
  return differs(before, after, ['expression', 'start_at'])
    ? { ...after, anchor: anchorOf(after.start_at, now) }
    : after;
};

/** `enabled` in a body pauses and resumes as the routes do. */
const switched = (
  schedule: Schedule,
  enabled: boolean | undefined,
  plan: Plan,
  user: string,
  now: number,
): Schedule => {
  if (enabled === undefined || enabled === schedule.enabled) return schedule;
  return enabled
    ? resumed(schedule, plan, now)
    : paused(schedule, { code: 'by_user', facts: { user }, at: new Date(now).toISOString() });
};

/** A heartbeat moves a schedule on each minute at most. */
const MAX_ROUNDS = 5;

/** Changes a schedule. What is planned by its old times never was. */
export const makeUpdateSchedule =
  ({
    store,
    checkSchedule,
    planTicks,
    presentSchedule,
    now,
  }: {
    readonly store: Pick<ScheduleStore, 'find' | 'replace'>;
    readonly checkSchedule: CheckSchedule;
    readonly planTicks: PlanTicks;
    readonly presentSchedule: PresentSchedule;
    readonly now: () => number;
  }): Operation<Update> =>
  async ({ params, body, caller, request }) => {
    for (let round = 0; round < MAX_ROUNDS; round += 1) {
      const before = await findToManage(store, params.id, caller);
      checkVersion(before, body.version);
      const at = now();
      const after = changed(before, body, at);
      const retimed = differs(before, after, timing);
      const run = differs(before, after, content);
      const mine = caller.userId === before.owner_id;
      if (run && !mine) throw notTheOwner(before.owner);
      const plan = await checkSchedule(caller, after, { timing: retimed, run: run || (retimed && mine) });
      const moved = retimed ? replanned(after, plan, at) : after;
      const whole = {
        ...switched(moved, body.enabled, plan, caller.username, at),
        revision: before.revision + 1,
      };
      const written = await audited(
        { resource: { type: 'schedule', id: whole.id }, before, after: whole },
        () => store.replace(before, whole),
      );
      if (written === 'taken') throw nameTaken();
      if (written === 'stale') continue; // a heartbeat moved it on
      await planTicks(whole);
      return ok(await presentSchedule(whole, request.language));
    }
    throw conflict(text('the schedule is being changed by others; try again', '该计划正被修改，请重试'));
  };
