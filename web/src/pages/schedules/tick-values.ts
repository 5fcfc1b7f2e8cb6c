import { businessDaysOf, plainWeek } from '../../../../functions/schedules/business-days.ts';
import { renderParameters } from '../../../../functions/schedules/tick-values.ts';
import type { Calendar } from './schedule-draft.ts';

/** What the help offers, from the plainest to what closings need. */
const offered = [
  '{{ tick.date }}',
  '{{ tick.date | minus_days: 1 }}',
  '{{ tick.date | previous_business_day }}',
  '{{ tick.month }}',
  '{{ tick.month | minus_months: 1 }}',
  '{{ tick.date | start_of_month }}',
  '{{ tick.date | end_of_month }}',
  '{{ tick.date | start_of_quarter }}',
  '{{ tick.year | number }}',
  '{{ tick.date | format: "YYYYMMDD" }}',
  '{{ tick.datetime }}',
] as const;

export interface Rendered {
  readonly values: Readonly<Record<string, unknown>>;
  readonly faults: readonly { readonly field: string; readonly message: { en: string; 'zh-CN': string } }[];
}

/**
 * The parameters as a tick would get them, by the schedules' own rules. `local` is the tick's time in the zone of the
 * schedule, as the preview gives it; business days are those of the calendar, else Monday to Friday.
 */
export const renderFor = (
  parameters: Readonly<Record<string, unknown>>,
  local: string,
  calendar: Calendar | undefined,
): Rendered =>
  renderParameters(parameters, {
    wall: Date.parse(`${local.slice(0, 16)}Z`),
    isBusinessDay: businessDaysOf(calendar ?? plainWeek),
  }) as unknown as Rendered;

/** The values of the help with what each gives for a tick. */
export const offeredValues = (local: string | undefined, calendar: Calendar | undefined) =>
  offered.map((text) => ({
    text,
    value: local === undefined ? undefined : String(renderFor({ text }, local, calendar).values.text),
  }));
