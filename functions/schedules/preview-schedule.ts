import type * as z from 'zod';
import type { Operation } from '../platform/api.ts';
import { validationFailed } from '../platform/errors.ts';
import { ok } from '../platform/request.ts';
import type { QueryOf, RouteOf } from '../platform/route.ts';
import { type Language, text } from '../platform/text.ts';
import { businessDaysOf, plainWeek } from './business-days.ts';
import type { CalendarStore } from './calendar-store.ts';
import { candidates, type Plan } from './candidates.ts';
import { checkTiming } from './check-schedule.ts';
import type { CalendarUse, previewSchema, schedulesRoutes } from './contract.ts';
import { anchorOf, moment } from './create-schedule.ts';
import { findToSee } from './find-schedule.ts';
import { calendarDaysOf } from './plan-ticks.ts';
import { planOf } from './schedule.ts';
import type { ScheduleStore } from './store.ts';
import { renderParameters } from './tick-values.ts';
import { showLocal, showWall } from './zone.ts';

type PreviewExpression = RouteOf<typeof schedulesRoutes, 'previewExpression'>;
type Preview = z.input<typeof previewSchema>;

/** Of what is left out the first are shown. */
const MAX_LEFT_OUT = 50;
/** What comes to nothing within these many candidates comes to nothing. */
const MAX_CANDIDATES = 20_000;

const previewOf = (
  plan: Plan,
  after: number,
  count: number,
  language: Language,
  parametersAt: (at: number) => Preview['ticks'][number]['parameters'],
): Preview => {
  const ticks: Preview['ticks'] = [];
  const left_out: Preview['left_out'] = [];
  let seen = 0;
  for (const each of candidates(plan, after)) {
    seen += 1;
    if (each.at === undefined) {
      if (left_out.length < MAX_LEFT_OUT)
        left_out.push({ local: showWall(each.wall), why: each.why[language] });
    } else
      ticks.push({
        at: new Date(each.at).toISOString(),
        local: showLocal(plan.zone, each.at),
        moved_from: each.movedFrom === undefined ? null : showWall(each.movedFrom),
        why: each.why?.[language] ?? null,
        parameters: parametersAt(each.at),
      });
    if (ticks.length >= count || seen >= MAX_CANDIDATES) break;
  }
  return { time_zone: plan.zone.name, ticks, left_out };
};

/** `calendar`, `on`, `n`, `shift` of a query as a schedule's calendar. */
const useOf = ({ calendar, on, n, shift }: QueryOf<PreviewExpression>): CalendarUse | null => {
  if (calendar === undefined && on === undefined && n === undefined && shift === undefined) return null;
  if (calendar === undefined || on === undefined)
    throw validationFailed([
      {
        field: calendar === undefined ? 'calendar' : 'on',
        message: text('calendar and on go together', 'calendar 和 on 必须一起填写'),
      },
    ]);
  return {
    name: calendar,
    on,
    ...(n === undefined ? {} : { n }),
    ...(shift === undefined ? {} : { shift }),
  };
};

/** In a query the calendar's parts are fields of their own. */
const fieldOf = (field: string): string =>
  field === 'calendar.name' ? 'calendar' : field.replace(/^calendar\./, '');

/** The next ticks of an expression that is being written. */
export const makePreviewExpression =
  ({
    calendars,
    now,
  }: {
    readonly calendars: Pick<CalendarStore, 'find'>;
    readonly now: () => number;
  }): Operation<PreviewExpression> =>
  async ({ query, request }) => {
    const start_at = moment(query.start_at ?? null);
    const { faults, plan } = await checkTiming(calendars, {
      expression: query.expression,
      time_zone: query.time_zone,
      start_at,
      end_at: moment(query.end_at ?? null),
      calendar: useOf(query),
      anchor: anchorOf(start_at, now()),
    });
    if (plan === undefined)
      throw validationFailed(faults.map((each) => ({ ...each, field: fieldOf(each.field) })));
    const after = query.after === undefined ? now() : Date.parse(query.after);
    return ok(previewOf(plan, after, query.count, request.language, () => null));
  };

/** The next ticks of a schedule with the parameters of each. */
export const makePreviewSchedule =
  ({
    store,
    calendars,
    now,
  }: {
    readonly store: Pick<ScheduleStore, 'find'>;
    readonly calendars: Pick<CalendarStore, 'find'>;
    readonly now: () => number;
  }): Operation<RouteOf<typeof schedulesRoutes, 'previewSchedule'>> =>
  async ({ params, query, caller, request }) => {
    const schedule = await findToSee(store, params.id, caller);
    const days = await calendarDaysOf(calendars, schedule);
    const plan = planOf(schedule, days);
    const isBusinessDay = businessDaysOf(days ?? plainWeek);
    const after = query.after === undefined ? now() : Date.parse(query.after);
    return ok(
      previewOf(plan, after, query.count, request.language, (at) => {
        const tick = { wall: plan.zone.wallAt(at), isBusinessDay };
        return renderParameters(schedule.parameters, tick).values;
      }),
    );
  };
