import type { Operation } from '../platform/api.ts';
import { validationFailed } from '../platform/errors.ts';
import { ok } from '../platform/request.ts';
import type { QueryOf, RouteOf } from '../platform/route.ts';
import { text } from '../platform/text.ts';
import type { CalendarStore } from './calendar-store.ts';
import { checkTiming } from './check-schedule.ts';
import type { CalendarUse, schedulesRoutes } from './contract.ts';
import { anchorOf, moment } from './create-schedule.ts';
import { previewOf } from './preview.ts';

type PreviewExpression = RouteOf<typeof schedulesRoutes, 'previewExpression'>;

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
