import { describe, expect, it } from 'vitest';
import english from '../../../web/src/locales/en/triggers.json' with { type: 'json' };
import chinese from '../../../web/src/locales/zh-CN/triggers.json' with { type: 'json' };
import { cronFields } from '../../../web/src/when/cron-fields.ts';
import { monthAfter, monthWeeks } from '../../../web/src/when/month-grid.ts';
import { draftOfExpression, expressionOf, firstWhen } from '../../../web/src/when/simple-when.ts';
import { whenWords } from '../../../web/src/when/when-words.ts';

const words = (catalogue: { when: Record<string, string> }, language: string) => (expression: string) =>
  whenWords(
    expression,
    (key, named = {}) =>
      (catalogue.when[key.replace('when.', '')] ?? key).replace(/\{(\w+)\}/g, (_, name: string) =>
        String(named[name]),
      ),
    language,
  );
const inChinese = words(chinese, 'zh-CN');
const inEnglish = words(english, 'en');

describe('an expression in words', () => {
  it.each([
    ['30 8 * * *', 'every day at 08:30', '每天 08:30'],
    ['30 8 * * 1-5', 'Monday to Friday at 08:30', '周一至周五 08:30'],
    ['0 9,18 * * MON,WED', 'every Monday and Wednesday at 09:00 and 18:00', '每周一和周三 09:00和18:00'],
    ['0 9 * * 0', 'every Sunday at 09:00', '每周日 09:00'],
    ['0 9 * * 7', 'every Sunday at 09:00', '每周日 09:00'],
    ['0 18 L * *', 'on the last day of the month at 18:00', '每月最后一天 18:00'],
    ['0 18 LW * *', 'on the last weekday of the month at 18:00', '每月最后一个周一至周五 18:00'],
    [
      '0 9 15W * *',
      'on the weekday nearest to day 15 of the month at 09:00',
      '每月最接近 15 日的周一至周五 09:00',
    ],
    ['0 9 * * 5L', 'on the last Friday of the month at 09:00', '每月最后一个周五 09:00'],
    ['0 9 * * FRI#L', 'on the last Friday of the month at 09:00', '每月最后一个周五 09:00'],
    ['0 9 * * 1#2', 'on Monday number 2 of the month at 09:00', '每月第 2 个周一 09:00'],
    ['0 9 1,15 * *', 'on day 1 and 15 of the month at 09:00', '每月 1和15 日 09:00'],
    ['0 9 1 1,7 *', 'on day 1 of the month in January and July at 09:00', '1月和7月，每月 1 日 09:00'],
    ['*/5 * * * *', 'every 5 minutes', '每 5 分钟'],
    [
      '*/15 9-17 * * 1-5',
      'Monday to Friday, every 15 minutes, from 09:00 to 17:59',
      '周一至周五，09:00 至 17:59，每 15 分钟',
    ],
    ['5 * * * *', 'every hour at minute 05', '每小时的第 05 分'],
    ['rate(1 hour)', 'every hour', '每小时'],
    ['rate(1 day)', 'every day', '每天'],
    ['rate(2 hours)', 'every 2 hours', '每 2 小时'],
    ['at(2026-12-31T23:00)', 'once, at 2026-12-31 23:00', '仅一次，2026-12-31 23:00'],
  ])('%s', (expression, en, zh) => {
    expect(inEnglish(expression)).toBe(en);
    expect(inChinese(expression)).toBe(zh);
  });

  it.each(['0 0 13 * 5', '0 0 1 */2 *', '61 * * * *', '* * * *', 'nonsense', '0 */5 * * 1#9', '0 24 * * *'])(
    'shows what words would mislead about as it is written: %s',
    (expression) => {
      expect(inEnglish(expression)).toBe(expression);
      expect(inChinese(expression)).toBe(expression);
    },
  );

  it('reads ranges with steps and names of months', () => {
    expect(cronFields('0 9-17/4 * jan-MAR *')).toMatchObject({
      hour: { kind: 'values', values: [9, 13, 17] },
      month: { kind: 'values', values: [1, 2, 3] },
    });
  });
});

describe('the builder of expressions', () => {
  it.each([
    '* * * * *',
    'rate(15 minutes)',
    '5 * * * *',
    '30 8 * * *',
    '30 8 * * 1,3',
    '0 9 31 * *',
    '0 18 L * *',
    'at(2026-12-31T23:00)',
    '*/5 9-17 * * 1-5',
    'rate(2 hours)',
  ])('gives back what it was opened with: %s', (expression) => {
    expect(expressionOf(draftOfExpression(expression, null))).toBe(expression);
  });

  it('knows nothing simpler for what only cron can say', () => {
    expect(draftOfExpression('0 9 1 1 *', null).kind).toBe('cron');
    expect(draftOfExpression('*/5 * * * *', null).kind).toBe('cron');
  });

  it('reads the nth business day from the calendar, and Sunday as the last of the week', () => {
    const use = { name: 'china', on: 'last_business_day' as const, n: 2 };
    expect(draftOfExpression('0 9 * * *', use)).toMatchObject({ kind: 'businessDay', nth: 2, fromEnd: true });
    expect(draftOfExpression('0 9 * * 0,6', null)).toMatchObject({ kind: 'weekly', weekdays: [6, 7] });
    expect(expressionOf({ ...firstWhen, kind: 'weekly', weekdays: [7, 6], time: '09:00' })).toBe(
      '0 9 * * 6,0',
    );
  });

  it('does not hide a half-typed time behind another one', () => {
    expect(expressionOf({ ...firstWhen, kind: 'daily', time: '8' })).toBe('? ? * * *');
  });
});

describe('the month of the calendar', () => {
  it('begins on Monday and holds every day once', () => {
    const weeks = monthWeeks('2026-11');
    expect(weeks.every((week) => week.length === 7)).toBe(true);
    expect(weeks[0]).toEqual([...Array<undefined>(6).fill(undefined), '2026-11-01']);
    expect(weeks.flat().filter((day) => day !== undefined)).toHaveLength(30);
    expect(monthWeeks('2024-02').flat().at(-4)).toBe('2024-02-29');
  });

  it('turns over the year in both directions', () => {
    expect(monthAfter('2026-12', 1)).toBe('2027-01');
    expect(monthAfter('2026-01', -1)).toBe('2025-12');
    expect(monthAfter('2026-03', -15)).toBe('2024-12');
  });
});
