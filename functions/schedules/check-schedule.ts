import { type FieldError, validationFailed } from '../platform/errors.ts';
import type { Caller } from '../platform/permissions.ts';
import { text } from '../platform/text.ts';
import type { CheckRun } from '../runs/index.ts';
import { businessDaysOf, plainWeek } from './business-days.ts';
import type { CalendarStore } from './calendar-store.ts';
import { nextTick, type Plan } from './candidates.ts';
import type { CalendarUse } from './contract.ts';
import { type Expression, parseExpression } from './expression.ts';
import { calendarDaysOf } from './plan-ticks.ts';
import { planOf, type Schedule, type Timing } from './schedule.ts';
import { renderParameters } from './tick-values.ts';
import { findZone } from './zone.ts';

const faultsOfUse = (use: CalendarUse, expression: Expression | undefined): FieldError[] => {
  const faults: FieldError[] = [];
  const nth = use.on === 'nth_business_day';
  if (nth && use.n === undefined)
    faults.push({
      field: 'calendar.n',
      message: text(
        'says which business day of the month: 1 is the first',
        '请填写是当月第几个工作日，1 为第一个',
      ),
    });
  if (!nth && use.on !== 'last_business_day' && use.n !== undefined)
    faults.push({
      field: 'calendar.n',
      message: text(
        'goes with nth_business_day and last_business_day only; leave it out',
        '只用于 nth_business_day 和 last_business_day；请去掉',
      ),
    });
  if (use.shift !== undefined && (nth || use.on === 'last_business_day'))
    faults.push({
      field: 'calendar.shift',
      message: text(
        'goes with business_days and holidays only; leave it out',
        '只用于 business_days 和 holidays；请去掉',
      ),
    });
  if (use.shift !== undefined && expression?.kind === 'rate')
    faults.push({
      field: 'calendar.shift',
      message: text(
        'goes with a cron expression only: a rate names no day',
        '只用于 cron 表达式：间隔不指定日期',
      ),
    });
  if (expression?.kind === 'at')
    faults.push({
      field: 'calendar',
      message: text(
        'goes with cron and rate only: at(…) names its day',
        '只用于 cron 和 rate：at(…) 已指定日期',
      ),
    });
  return faults;
};

/** The faults of when a schedule is to run, and the plan when there are none. */
export const checkTiming = async (
  calendars: Pick<CalendarStore, 'find'>,
  timing: Timing,
): Promise<{ readonly faults: readonly FieldError[]; readonly plan: Plan | undefined }> => {
  const faults: FieldError[] = [];
  const parsed = parseExpression(timing.expression);
  if ('fault' in parsed) faults.push({ field: 'expression', message: parsed.fault });
  if (findZone(timing.time_zone) === undefined)
    faults.push({
      field: 'time_zone',
      message: text(
        'is not a time zone; write a name such as Asia/Shanghai, Europe/Berlin or UTC',
        '不是时区；请填写 Asia/Shanghai、Europe/Berlin 或 UTC 这样的名称',
      ),
    });
  const { start_at, end_at, calendar } = timing;
  if (start_at !== null && end_at !== null && end_at < start_at)
    faults.push({ field: 'end_at', message: text('is before start_at', '早于 start_at') });
  if (calendar !== null) {
    faults.push(...faultsOfUse(calendar, 'fault' in parsed ? undefined : parsed.expression));
    if ((await calendars.find(calendar.name)) === undefined)
      faults.push({
        field: 'calendar.name',
        message: text(
          `there is no calendar ${calendar.name}; a manager makes one with PUT /calendars/${calendar.name}`,
          `没有日历 ${calendar.name}；管理员可用 PUT /calendars/${calendar.name} 创建`,
        ),
      });
  }
  if (faults.length > 0) return { faults, plan: undefined };
  return { faults, plan: planOf(timing, await calendarDaysOf(calendars, timing)) };
};

/** A tick that has passed is none: an `at` of yesterday, an end before the next. */
const neverRuns = (plan: Plan, now: number): FieldError[] =>
  nextTick(plan, now) === undefined
    ? [
        {
          field: plan.endAt === undefined ? 'expression' : 'end_at',
          message: text(
            'leaves no tick to come; write a later time',
            '之后没有可运行的时刻；请填写更晚的时间',
          ),
        },
      ]
    : [];

/**
 * Checks a schedule that is about to be written: when it runs, and what it runs as of its next tick. Throws 40001 with
 * every fault, 40401 and 40901 as `POST /runs` would. Answers its plan.
 */
export const makeCheckSchedule =
  ({
    calendars,
    checkRun,
    now,
  }: {
    readonly calendars: Pick<CalendarStore, 'find'>;
    readonly checkRun: CheckRun;
    readonly now: () => number;
  }) =>
  async (caller: Caller, schedule: Schedule, what: { timing: boolean; run: boolean }): Promise<Plan> => {
    const { faults, plan } = await checkTiming(calendars, schedule);
    if (plan === undefined) throw validationFailed(faults);
    const found = what.timing ? neverRuns(plan, now()) : [];
    if (what.run) {
      const tick = nextTick(plan, now()) ?? now();
      const days = await calendarDaysOf(calendars, schedule);
      const rendered = renderParameters(schedule.parameters, {
        wall: plan.zone.wallAt(tick),
        isBusinessDay: businessDaysOf(days ?? plainWeek),
      });
      const planned = {
        script: schedule.script,
        version: schedule.script_version ?? undefined,
        parameters: rendered.values,
        priority: schedule.priority,
      };
      found.push(...rendered.faults);
      if (rendered.faults.length === 0) found.push(...(await checkRun(caller, planned)));
    }
    if (found.length > 0) throw validationFailed(found);
    return plan;
  };

export type CheckSchedule = ReturnType<typeof makeCheckSchedule>;
