import { setTimeout as sleep } from 'node:timers/promises';
import type { Operation } from '../platform/api.ts';
import { audited } from '../platform/audit-context.ts';
import { conflict, unavailable } from '../platform/errors.ts';
import { readIdempotencyKey } from '../platform/idempotency.ts';
import { newId } from '../platform/ids.ts';
import type { Caller } from '../platform/permissions.ts';
import { created } from '../platform/request.ts';
import type { BodyOf, RouteOf } from '../platform/route.ts';
import { text } from '../platform/text.ts';
import type { CheckSchedule } from './check-schedule.ts';
import type { schedulesRoutes } from './contract.ts';
import type { PlanTicks } from './plan-ticks.ts';
import type { PresentSchedule } from './present-schedule.ts';
import { planFrom, type Schedule } from './schedule.ts';
import type { ScheduleStore } from './store.ts';

type Create = RouteOf<typeof schedulesRoutes, 'createSchedule'>;

/** Rounds against others who use the same name or key at this moment. */
const MAX_ROUNDS = 10;
const PAUSE_MS = 25;
const MINUTE_MS = 60_000;

/** A moment as it is kept: UTC with milliseconds. */
export const moment = (written: string | null): string | null =>
  written === null ? null : new Date(written).toISOString();

/** A rate counts from the first whole minute of its start, or from the minute it was made in. */
export const anchorOf = (start: string | null, now: number): string => {
  const minutes = start === null ? Math.floor(now / MINUTE_MS) : Math.ceil(Date.parse(start) / MINUTE_MS);
  return new Date(minutes * MINUTE_MS).toISOString();
};

/** 40901: the name is another schedule's. */
export const nameTaken = () =>
  conflict(text('another schedule has this name', '已有同名的计划'), [
    {
      field: 'name',
      message: text('is the name of another schedule; choose another', '已被其他计划使用，请换一个'),
    },
  ]);

const newSchedule = (body: BodyOf<Create>, caller: Caller, now: number): Schedule => {
  const at = new Date(now).toISOString();
  const { version, name, ...rest } = body;
  const start_at = moment(body.start_at);
  return {
    ...rest,
    name: name.normalize('NFC'),
    id: newId('sch', now),
    script_version: version,
    start_at,
    end_at: moment(body.end_at),
    owner_id: caller.userId,
    owner: caller.username,
    department: caller.department,
    version: 1,
    created_at: at,
    updated_at: at,
    plan: 1,
    plan_since: at,
    anchor: anchorOf(start_at, now),
    planned_until: at,
    next_due: null,
    failures_since: at,
    failures: 0,
    paused: body.enabled ? null : { code: 'by_user', facts: { user: caller.username }, at },
    revision: 1,
  };
};

/** Writes a schedule after a check of all it says, and its first ticks when they are near. */
export const makeCreateSchedule =
  ({
    store,
    checkSchedule,
    planTicks,
    presentSchedule,
    now,
  }: {
    readonly store: ScheduleStore;
    readonly checkSchedule: CheckSchedule;
    readonly planTicks: PlanTicks;
    readonly presentSchedule: PresentSchedule;
    readonly now: () => number;
  }): Operation<Create> =>
  async ({ body, caller, request }) => {
    const key = readIdempotencyKey(request, 'createSchedule', caller.userId);
    const answer = async (schedule: Schedule) => {
      await planTicks(schedule);
      return created(await presentSchedule(schedule, request.language), `/api/v1/schedules/${schedule.id}`);
    };
    const findEarlier = async (): Promise<Schedule | undefined> => {
      const id = await store.findEarlier(key, now());
      return id === undefined ? undefined : store.find(id);
    };
    const earlier = await findEarlier();
    if (earlier !== undefined) return answer(earlier);
    const draft = newSchedule(body, caller, now());
    const plan = await checkSchedule(caller, draft, { timing: true, run: true });
    const schedule = planFrom(draft, plan, now());
    for (let round = 0; round < MAX_ROUNDS; round += 1) {
      const claim = key && { key, subject: schedule.id };
      const written = await audited(
        { resource: { type: 'schedule', id: schedule.id }, after: schedule },
        () => store.create(schedule, claim, now()),
      );
      if (written === 'written') return answer(schedule);
      const first = await findEarlier();
      if (first !== undefined) return answer(first);
      if (written === 'taken') throw nameTaken();
      await sleep(Math.random() * PAUSE_MS * (round + 1));
    }
    throw unavailable(new Error('the name of a schedule is being claimed by others'));
  };
