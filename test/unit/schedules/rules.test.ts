import { describe, expect, it } from 'vitest';
import { businessDaysOf, dayRule, plainWeek } from '../../../functions/schedules/business-days.ts';
import { ticksAfter } from '../../../functions/schedules/candidates.ts';
import type { CalendarUse } from '../../../functions/schedules/contract.ts';
import { parseExpression } from '../../../functions/schedules/expression.ts';
import { renderParameters } from '../../../functions/schedules/tick-values.ts';
import { findZone, showLocal } from '../../../functions/schedules/zone.ts';

/** China, October 2026: a week off from the 1st to the 7th, Saturday the 10th and Sunday the 20th of September worked. */
const china = {
  ...plainWeek,
  holidays: ['2026-10-01', '2026-10-02', '2026-10-05', '2026-10-06', '2026-10-07'],
  workdays: ['2026-09-20', '2026-10-10'],
};

const ticks = (
  expression: string,
  after: string,
  most: number,
  use?: CalendarUse,
  zoneName = 'Asia/Shanghai',
) => {
  const parsed = parseExpression(expression);
  const zone = findZone(zoneName);
  if ('fault' in parsed || zone === undefined) throw new Error(expression);
  const days = use === undefined ? undefined : dayRule(use, china);
  const plan = { expression: parsed.expression, zone, anchor: Date.parse(after), days };
  return ticksAfter(plan, Date.parse(after), { most }).map((at) => showLocal(zone, at).slice(0, 16));
};

describe('cron with L, W and #', () => {
  it.each([
    ['0 9 L * *', ['2026-10-31T09:00', '2026-11-30T09:00']],
    ['0 9 15W * *', ['2026-10-15T09:00', '2026-11-16T09:00']],
    ['0 9 1W * *', ['2026-10-01T09:00', '2026-11-02T09:00']],
    ['0 9 LW * *', ['2026-10-30T09:00', '2026-11-30T09:00']],
    ['0 9 * * 5L', ['2026-10-30T09:00', '2026-11-27T09:00']],
    ['0 9 * * FRI#L', ['2026-10-30T09:00', '2026-11-27T09:00']],
    ['0 9 * * MON#2', ['2026-10-12T09:00', '2026-11-09T09:00']],
  ])('%s', (expression, expected) => {
    expect(ticks(expression, '2026-09-30T16:00:00Z', 2)).toEqual(expected);
  });
});

describe('rate and at', () => {
  it('a rate counts real time from its anchor, through a change of the clock', () => {
    const parsed = parseExpression('rate(12 hours)');
    const zone = findZone('Europe/Berlin');
    if ('fault' in parsed || zone === undefined) throw new Error('rate');
    const anchor = Date.parse('2026-03-28T08:00:00Z');
    const found = ticksAfter({ expression: parsed.expression, zone, anchor }, anchor, { most: 3 });
    expect(found.map((at) => showLocal(zone, at))).toEqual([
      '2026-03-28T21:00+01:00',
      '2026-03-29T10:00+02:00',
      '2026-03-29T22:00+02:00',
    ]);
  });

  it('an at in a gap runs at its end, one that comes twice at the first', () => {
    expect(ticks('at(2026-03-29T02:30)', '2026-01-01T00:00:00Z', 2, undefined, 'Europe/Berlin')).toEqual([
      '2026-03-29T03:00',
    ]);
    expect(ticks('at(2026-10-25T02:30)', '2026-01-01T00:00:00Z', 2, undefined, 'Europe/Berlin')).toEqual([
      '2026-10-25T02:30',
    ]);
  });
});

describe('a business calendar', () => {
  const daily = '0 9 * * *';
  const after = '2026-09-30T16:00:00Z';

  it('knows weekends, holidays and make-up workdays', () => {
    const isBusinessDay = businessDaysOf(china);
    const day = (written: string) => isBusinessDay(Date.parse(written));
    expect(
      ['2026-09-20', '2026-09-30', '2026-10-01', '2026-10-03', '2026-10-08', '2026-10-10'].map(day),
    ).toEqual([true, true, false, false, true, true]);
  });

  it.each<[string, CalendarUse, string, string[]]>([
    [
      'business days',
      { name: 'c', on: 'business_days' },
      daily,
      ['2026-10-08T09:00', '2026-10-09T09:00', '2026-10-10T09:00', '2026-10-12T09:00'],
    ],
    [
      'holidays',
      { name: 'c', on: 'holidays' },
      daily,
      ['2026-10-01T09:00', '2026-10-02T09:00', '2026-10-03T09:00', '2026-10-04T09:00'],
    ],
    [
      'the second business day',
      { name: 'c', on: 'nth_business_day', n: 2 },
      daily,
      ['2026-10-09T09:00', '2026-11-03T09:00'],
    ],
    [
      'the last business day',
      { name: 'c', on: 'last_business_day' },
      daily,
      ['2026-10-30T09:00', '2026-11-30T09:00'],
    ],
    [
      'the last but one',
      { name: 'c', on: 'last_business_day', n: 2 },
      daily,
      ['2026-10-29T09:00', '2026-11-27T09:00'],
    ],
    [
      'the 1st, or the next business day',
      { name: 'c', on: 'business_days', shift: 'next' },
      '0 9 1 * *',
      ['2026-10-08T09:00', '2026-11-02T09:00'],
    ],
    [
      'the 1st, or the one before',
      { name: 'c', on: 'business_days', shift: 'previous' },
      '0 9 1 * *',
      ['2026-10-30T09:00', '2026-12-01T09:00'],
    ],
    [
      'the 3rd and 8th, moved onto one day once',
      { name: 'c', on: 'business_days', shift: 'next' },
      '0 9 3,8 10 *',
      ['2026-10-08T09:00'],
    ],
  ])('%s', (_, use, expression, expected) => {
    expect(ticks(expression, after, expected.length, use)).toEqual(expected);
  });
});

describe('values of a tick', () => {
  const tick = { wall: Date.UTC(2026, 2, 31, 8, 5), isBusinessDay: businessDaysOf(china) };
  const value = (written: unknown) => renderParameters({ a: written }, tick).values.a;

  it.each([
    ['{{ tick.date }}', '2026-03-31'],
    ['{{tick.time}}', '08:05'],
    ['{{ tick.datetime }}', '2026-03-31 08:05'],
    ['{{ tick.month }}', '2026-03'],
    ['{{ tick.year }}', '2026'],
    ['{{ tick.date | minus_days: 1 }}', '2026-03-30'],
    ['{{ tick.date | plus_days: 1 }}', '2026-04-01'],
    ['{{ tick.date | minus_months: 1 }}', '2026-02-28'],
    ['{{ tick.month | minus_months: 1 }}', '2026-02'],
    ['{{ tick.date | minus_years: 1 | start_of_year }}', '2025-01-01'],
    ['{{ tick.date | start_of_month }}', '2026-03-01'],
    ['{{ tick.date | plus_months: 1 | end_of_month }}', '2026-04-30'],
    ['{{ tick.date | start_of_quarter }}', '2026-01-01'],
    ['{{ tick.date | start_of_week }}', '2026-03-30'],
    ['{{ tick.date | previous_business_day }}', '2026-03-30'],
    ['{{ tick.date | format: "YYYYMMDD" }}', '20260331'],
    ['{{ tick.date | format: "YYYY年M月" }}', '2026年3月'],
    ['{{ tick.datetime | minus_hours: 9 | format: "YYYY-MM-DD HH:mm:ss" }}', '2026-03-30 23:05:00'],
    ['bank_{{ tick.date | format: "YYMM" }}.csv', 'bank_2603.csv'],
    ['{{ tick.year | number }}', 2026],
    ['no value', 'no value'],
    [
      ['{{ tick.date }}', { b: '{{ tick.day }}' }, 7, null],
      ['2026-03-31', { b: '31' }, 7, null],
    ],
  ])('%j', (written, expected) => {
    expect(value(written)).toEqual(expected);
  });

  it.each([
    ['{{ tick.dat }}', 'write {{ tick.date }}'],
    ['{{ tick.date | minus_days }}', 'write minus_days: 1'],
    ['{{ tick.date | minus_days: x }}', 'write minus_days: 1'],
    ['{{ tick.date | upper }}', 'after | may stand'],
    ['{{ tick.date | format: YYYY }}', 'write format: "YYYYMMDD"'],
    ['{{ tick.date | format: "yyyy" }}', 'it may hold YYYY'],
    ['{{ tick.date | number }}', 'is no number'],
    ['no. {{ tick.year | number }}', 'inside of other text'],
    ['{{ tick.date', '{{ without }}'],
    ['{{ constructor }}', 'write {{ tick.date }}'],
  ])('%j is refused with what to write', (written, words) => {
    const { faults } = renderParameters({ a: written }, tick);
    expect(faults).toMatchObject([{ field: 'parameters.a' }]);
    expect(faults[0]?.message.en).toContain(words);
    expect(faults[0]?.message['zh-CN']).not.toBe(faults[0]?.message.en);
  });
});
