import { type CronFields, cronFields, type Part } from './cron-fields.ts';

type Say = (key: string, named?: Record<string, string | number>) => string;

/** Words of dates in the reader's language: weekday and month names, and lists of things. */
const namesOf = (language: string) => {
  const weekdays = new Intl.DateTimeFormat(language, {
    weekday: language === 'zh-CN' ? 'short' : 'long',
    timeZone: 'UTC',
  });
  const months = new Intl.DateTimeFormat(language, {
    month: language === 'zh-CN' ? 'short' : 'long',
    timeZone: 'UTC',
  });
  const list = new Intl.ListFormat(language, { type: 'conjunction' });
  return {
    // 2023-01-01 was a Sunday.
    weekday: (day: number): string => weekdays.format(new Date(Date.UTC(2023, 0, 1 + (day % 7)))),
    month: (month: number): string => months.format(new Date(Date.UTC(2023, month - 1, 1))),
    list: (items: readonly (string | number)[]): string => list.format(items.map(String)),
  };
};
type Names = ReturnType<typeof namesOf>;

const two = (value: number): string => String(value).padStart(2, '0');
const isRun = (values: readonly number[]): boolean =>
  values.length > 2 && values.every((value, at) => at === 0 || value === (values[at - 1] ?? 0) + 1);

const clockTimes = (minutes: readonly number[], hours: readonly number[]): readonly string[] =>
  hours.flatMap((hour) => minutes.map((minute) => `${two(hour)}:${two(minute)}`));

const hoursWords = (hour: Part, t: Say, names: Names): string | undefined => {
  if (hour.kind !== 'values') return undefined;
  const first = hour.values[0] ?? 0;
  const last = hour.values.at(-1) ?? 0;
  if (isRun(hour.values)) return t('when.hoursBetween', { from: `${two(first)}:00`, to: `${two(last)}:59` });
  return t('when.inHours', { hours: names.list(hour.values.map((value) => `${two(value)}:00`)) });
};

interface TimeWords {
  readonly text: string;
  /** Whether it names times of a day ("at 08:30") or a rhythm ("every 5 minutes"). */
  readonly times: boolean;
}

const timeWords = ({ minute, hour }: CronFields, t: Say, names: Names): TimeWords | undefined => {
  if (minute.kind === 'special' || hour.kind === 'special') return undefined;
  if (minute.kind === 'values' && hour.kind === 'values') {
    const times = clockTimes(minute.values, hour.values);
    if (times.length <= 6) return { text: names.list(times), times: true };
  }
  const rhythm =
    minute.kind === 'any'
      ? t('when.everyMinute')
      : minute.kind === 'step'
        ? t('when.everyMinutes', { count: minute.step })
        : hour.kind === 'step'
          ? t('when.everyHours', { count: hour.step, minutes: names.list(minute.values.map(two)) })
          : t('when.everyHour', { minutes: names.list(minute.values.map(two)) });
  if (hour.kind === 'step' && minute.kind !== 'values') return undefined;
  const within = hoursWords(hour, t, names);
  return { text: within === undefined ? rhythm : t('when.within', { rhythm, hours: within }), times: false };
};

const weekdayWords = (part: Part, t: Say, names: Names): string | undefined => {
  if (part.kind === 'values') {
    const days = [...new Set(part.values.map((day) => day % 7))].sort((a, b) => (a || 7) - (b || 7));
    if (days.length === 7) return t('when.everyDay');
    if (days.join() === '1,2,3,4,5') return t('when.weekdays');
    return t('when.everyWeekday', { days: names.list(days.map(names.weekday)) });
  }
  if (part.kind !== 'special') return undefined;
  const last = /^(\d)#?L$/.exec(part.text);
  if (last !== null) return t('when.lastWeekday', { day: names.weekday(Number(last[1])) });
  const nth = /^(\d)#(\d)$/.exec(part.text);
  return nth === null
    ? undefined
    : t('when.nthWeekday', { nth: Number(nth[2]), day: names.weekday(Number(nth[1])) });
};

const dayWords = (part: Part, t: Say, names: Names): string | undefined => {
  if (part.kind === 'values') return t('when.daysOfMonth', { days: names.list(part.values) });
  if (part.kind === 'step') return t('when.everyDays', { count: part.step });
  if (part.kind !== 'special') return undefined;
  if (part.text === 'L') return t('when.lastDay');
  if (part.text === 'LW') return t('when.lastWorkday');
  const nearest = /^(\d+)W$/.exec(part.text);
  return nearest === null ? undefined : t('when.nearestWorkday', { day: Number(nearest[1]) });
};

const dateWords = (fields: CronFields, t: Say, names: Names): string | undefined => {
  const { day, month, weekday } = fields;
  const both = day.kind !== 'any' && weekday.kind !== 'any';
  if (both) return undefined; // a day that fits either: easily misread, so the expression itself is shown
  const days =
    day.kind === 'any' && weekday.kind === 'any'
      ? t('when.everyDay')
      : day.kind === 'any'
        ? weekdayWords(weekday, t, names)
        : dayWords(day, t, names);
  if (days === undefined || month.kind === 'any') return days;
  return month.kind === 'values'
    ? t('when.inMonths', { days, months: names.list(month.values.map(names.month)) })
    : undefined;
};

const cronWords = (expression: string, t: Say, language: string): string | undefined => {
  const fields = cronFields(expression);
  if (fields === undefined) return undefined;
  const names = namesOf(language);
  const time = timeWords(fields, t, names);
  const date = dateWords(fields, t, names);
  if (time === undefined || date === undefined) return undefined;
  const daily = fields.day.kind === 'any' && fields.weekday.kind === 'any' && fields.month.kind === 'any';
  if (!time.times && daily) return time.text;
  return time.times
    ? t('when.dateAt', { date, times: time.text })
    : t('when.dateRhythm', { date, rhythm: time.text });
};

const rateKeys: Readonly<Record<string, string>> = {
  minute: 'when.everyMinutes',
  hour: 'when.everyFullHours',
  day: 'when.everyDays',
};

/** "Every 1 minutes" is no English. */
const oneKeys: Readonly<Record<string, string>> = {
  minute: 'when.everyMinute',
  hour: 'when.everyOneHour',
  day: 'when.everyDay',
};

/** What an expression means, as a sentence in the reader's language; the expression itself where words would mislead. */
export const whenWords = (expression: string, t: Say, language: string): string => {
  const text = expression.trim();
  const rate = /^rate\(\s*(\d+)\s+(minute|hour|day)s?\s*\)$/.exec(text);
  const one = rate?.[1] === '1' ? oneKeys[rate[2] ?? ''] : undefined;
  if (one !== undefined) return t(one);
  if (rate !== null) return t(rateKeys[rate[2] ?? ''] ?? 'when.everyMinutes', { count: Number(rate[1]) });
  const once = /^at\(\s*(\d{4}-\d{2}-\d{2})T(\d{2}:\d{2})(?::\d{2})?\s*\)$/.exec(text);
  if (once !== null) return t('when.once', { at: `${once[1]} ${once[2]}` });
  return cronWords(text, t, language) ?? text;
};
