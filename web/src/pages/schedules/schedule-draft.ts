import type { Schemas } from '../../api/schemas.ts';
import { tidyMoment } from '../../text/moment.ts';
import {
  type CalendarUse,
  draftOfExpression,
  expressionOf,
  firstWhen,
  type WhenDraft,
} from '../../when/simple-when.ts';

export type Schedule = Schemas['Schedule'];
export type Tick = Schemas['Tick'];
export type Calendar = Schemas['Calendar'];
export type Retry = Schemas['RetryPolicy'];

/** Which days count, beside the builder's own kinds. */
export interface CalendarDraft {
  /** Empty: no calendar. */
  readonly name: string;
  readonly on: CalendarUse['on'];
  readonly n: number;
  readonly shift: '' | NonNullable<CalendarUse['shift']>;
}

/** Everything that stands in the form of a schedule, except the script's parameters. */
export interface ScheduleDraft {
  name: string;
  script: string;
  scriptVersion: number | null;
  when: WhenDraft;
  timeZone: string;
  calendar: CalendarDraft;
  /** As typed, in the reader's zone; empty: no bound. */
  startAt: string;
  endAt: string;
  overlap: Schedule['overlap'];
  catchUp: Schedule['catch_up'];
  lateMinutes: number | '';
  retry: Retry | null;
  priority: number | '';
  maxFailures: number;
  enabled: boolean;
}

export const firstRetry: Retry = {
  attempts: 3,
  delay_seconds: 30,
  backoff: 'exponential',
  max_delay_seconds: 600,
  jitter: true,
  on: ['platform_error'],
};

const readerZone = (): string => Intl.DateTimeFormat().resolvedOptions().timeZone;
const two = (value: number): string => String(value).padStart(2, '0');
const localText = (at: string | null): string => {
  if (at === null) return '';
  const date = new Date(at);
  const day = `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
  return `${day} ${two(date.getHours())}:${two(date.getMinutes())}`;
};
/** The moment of a local text; text that is none goes to the API as it is, which names the field. */
const instantOf = (typed: string): string | null => {
  if (typed.trim() === '') return null;
  const text = tidyMoment('date-time', typed);
  const at = new Date((text.includes(' ') ? text : `${text} 00:00`).replace(' ', 'T'));
  return Number.isNaN(at.getTime()) ? typed : at.toISOString();
};

const calendarDraftOf = (use: CalendarUse | null): CalendarDraft => ({
  name: use?.name ?? '',
  on: use?.on ?? 'business_days',
  n: use?.n ?? 1,
  shift: use?.shift ?? '',
});

/** The form's beginning: of a schedule that exists, or of a new one. */
export const draftOfSchedule = (schedule: Schedule | undefined, script = ''): ScheduleDraft =>
  schedule === undefined
    ? {
        name: '',
        script,
        scriptVersion: null,
        when: firstWhen,
        timeZone: readerZone(),
        calendar: calendarDraftOf(null),
        startAt: '',
        endAt: '',
        overlap: 'skip',
        catchUp: 'last',
        lateMinutes: '',
        retry: null,
        priority: '',
        maxFailures: 5,
        enabled: true,
      }
    : {
        name: schedule.name,
        script: schedule.script,
        scriptVersion: schedule.script_version,
        when: draftOfExpression(schedule.expression, schedule.calendar),
        timeZone: schedule.time_zone,
        calendar: calendarDraftOf(schedule.calendar),
        startAt: localText(schedule.start_at),
        endAt: localText(schedule.end_at),
        overlap: schedule.overlap,
        catchUp: schedule.catch_up,
        lateMinutes: schedule.max_lateness === null ? '' : schedule.max_lateness / 60,
        retry: schedule.retry,
        priority: schedule.priority ?? '',
        maxFailures: schedule.max_failures,
        enabled: schedule.enabled,
      };

/** How a draft uses a calendar; the nth business day is the builder's own. */
export const calendarUseOf = ({ when, calendar }: ScheduleDraft): CalendarUse | null => {
  if (calendar.name === '') return null;
  if (when.kind === 'businessDay')
    return {
      name: calendar.name,
      on: when.fromEnd ? 'last_business_day' : 'nth_business_day',
      n: when.nth,
    };
  const counted = calendar.on === 'nth_business_day' || calendar.on === 'last_business_day';
  return {
    name: calendar.name,
    on: calendar.on,
    ...(counted ? { n: calendar.n } : {}),
    ...(calendar.shift === '' || counted ? {} : { shift: calendar.shift }),
  };
};

/** What the preview asks the API. */
export const previewQueryOf = (draft: ScheduleDraft) => {
  const use = calendarUseOf(draft);
  const [start, end] = [instantOf(draft.startAt), instantOf(draft.endAt)];
  return {
    expression: expressionOf(draft.when),
    time_zone: draft.timeZone,
    ...(start === null ? {} : { start_at: start }),
    ...(end === null ? {} : { end_at: end }),
    ...(use === null ? {} : { calendar: use.name, on: use.on }),
    ...(use?.n === undefined ? {} : { n: use.n }),
    ...(use?.shift === undefined ? {} : { shift: use.shift }),
    count: 10,
  };
};

/** The body that makes or changes a schedule, but for its version. */
export const bodyOf = (draft: ScheduleDraft, parameters: Readonly<Record<string, unknown>>) => ({
  name: draft.name.trim(),
  script: draft.script,
  parameters,
  expression: expressionOf(draft.when),
  time_zone: draft.timeZone,
  enabled: draft.enabled,
  start_at: instantOf(draft.startAt),
  end_at: instantOf(draft.endAt),
  overlap: draft.overlap,
  catch_up: draft.catchUp,
  calendar: calendarUseOf(draft),
  max_lateness: draft.lateMinutes === '' ? null : Math.round(draft.lateMinutes * 60),
  retry: draft.retry,
  priority: draft.priority === '' ? null : draft.priority,
  max_failures: draft.maxFailures,
});
