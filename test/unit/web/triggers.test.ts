import { describe, expect, it } from 'vitest';
import { renewedList } from '../../../web/src/api/renewed-list.ts';
import { fieldsOf } from '../../../web/src/form/field.ts';
import { draftsFor, readForm } from '../../../web/src/form/form-values.ts';
import {
  draftOfFolder,
  firstMembers,
  folderBodyOf,
} from '../../../web/src/pages/drop-folders/folder-draft.ts';
import { tryNames } from '../../../web/src/pages/drop-folders/try-names.ts';
import { readDays } from '../../../web/src/pages/schedules/calendar-days.ts';
import {
  bodyOf,
  calendarUseOf,
  draftOfSchedule,
  previewQueryOf,
} from '../../../web/src/pages/schedules/schedule-draft.ts';
import { offeredValues, renderFor } from '../../../web/src/pages/schedules/tick-values.ts';
import {
  draftOfWebhook,
  pointersIn,
  readFallback,
  sourcesOf,
  tried,
  webhookBodyOf,
} from '../../../web/src/pages/webhooks/webhook-draft.ts';

const schema = {
  type: 'object',
  properties: {
    bank: { type: 'string', format: 'file', 'x-accept': ['.csv'] },
    ledger: { type: 'string', format: 'file', 'x-accept': ['.xlsx'] },
    rates: {
      type: 'array',
      items: { type: 'string', format: 'file' },
      maxItems: 3,
      'x-accept': ['.csv', '.xlsx'],
    },
    month: { type: 'string' },
    count: { type: 'integer', maximum: 9 },
  },
  required: ['bank', 'ledger', 'month'],
};

describe('a form whose values are filled in later', () => {
  const fields = fieldsOf(schema).filter(({ name }) => name === 'month' || name === 'count');
  const drafts = { ...draftsFor(fields), month: '{{ tick.month }}', count: '{{ tick.year | number }}' };

  it('sends them as they stand, whatever the field takes', () => {
    const { parameters, faults } = readForm(fields, drafts, {}, true);
    expect(parameters).toEqual({ month: '{{ tick.month }}', count: '{{ tick.year | number }}' });
    expect(faults.size).toBe(0);
  });

  it('refuses them where a run starts now', () => {
    expect([...readForm(fields, drafts, {}).faults.keys()]).toEqual(['count']);
  });

  it('still finds what is wrong with a plain value', () => {
    expect([...readForm(fields, { ...drafts, count: '12' }, {}, true).faults.keys()]).toEqual(['count']);
  });
});

describe('the values of the next tick', () => {
  it('are rendered by the rules of the schedules, business days by the calendar', () => {
    const calendar = {
      name: 'china',
      description: '',
      weekend: ['saturday' as const, 'sunday' as const],
      holidays: ['2026-11-24'],
      workdays: ['2026-11-22'],
      version: 1,
      updated_by: 'a',
      updated_at: '2026-01-01T00:00:00.000Z',
    };
    const given = {
      day: '{{ tick.date | previous_business_day }}',
      month: '{{ tick.month | minus_months: 1 }}',
    };
    expect(renderFor(given, '2026-11-25T08:30+08:00', undefined).values).toEqual({
      day: '2026-11-24',
      month: '2026-10',
    });
    expect(renderFor(given, '2026-11-25T08:30+08:00', calendar).values.day).toBe('2026-11-23');
    expect(
      renderFor(given, '2026-11-24T08:30+08:00', { ...calendar, holidays: ['2026-11-23'] }).values.day,
    ).toBe('2026-11-22');
  });

  it('name the field of a value that is none', () => {
    expect(renderFor({ day: '{{ tick.dat }}' }, '2026-11-25T08:30+08:00', undefined).faults).toMatchObject([
      { field: 'parameters.day' },
    ]);
  });

  it('offer nothing that the rules refuse', () => {
    for (const { text, value } of offeredValues('2026-11-25T08:30+08:00', undefined)) {
      expect(value).not.toBe(text);
      expect(value).toMatch(/^[\d :-]+$/);
    }
  });
});

describe('the body of a schedule', () => {
  const draft = { ...draftOfSchedule(undefined, 'report'), name: ' closing ', timeZone: 'Asia/Shanghai' };

  it('has what the form shows, and nulls for what is left to the script', () => {
    expect(bodyOf(draft, { month: 'x' })).toMatchObject({
      name: 'closing',
      script: 'report',
      parameters: { month: 'x' },
      expression: '30 8 * * *',
      time_zone: 'Asia/Shanghai',
      calendar: null,
      max_lateness: null,
      retry: null,
      priority: null,
      start_at: null,
    });
    expect(bodyOf({ ...draft, lateMinutes: 1.5 }, {}).max_lateness).toBe(90);
  });

  it('gives the nth business day to the calendar, and moves no day that is counted', () => {
    const calendar = { name: 'china', on: 'business_days' as const, n: 1, shift: 'next' as const };
    expect(calendarUseOf({ ...draft, calendar })).toEqual({
      name: 'china',
      on: 'business_days',
      shift: 'next',
    });
    const nth = { ...draft, calendar, when: { ...draft.when, kind: 'businessDay' as const, nth: 3 } };
    expect(calendarUseOf(nth)).toEqual({ name: 'china', on: 'nth_business_day', n: 3 });
    expect(previewQueryOf(nth)).toMatchObject({ calendar: 'china', on: 'nth_business_day', n: 3, count: 10 });
  });
});

describe('days of a calendar as they are pasted', () => {
  it('are read in any form, each once, and what is none is named', () => {
    expect(readDays('2026/10/1\n20261002, 2026年10月3日\n2026-10-01\n2026-02-30 x')).toEqual({
      days: ['2026-10-01', '2026-10-02', '2026-10-03'],
      wrong: ['2026-02-30 x'],
    });
  });
});

describe('the members of a drop folder', () => {
  const members = firstMembers(schema);

  it('begin with one for each file parameter, naming the month in the first', () => {
    expect(members).toEqual([
      { parameter: 'bank', pattern: 'bank_(?<month>\\d{6})\\.csv', min: 1, max: 1, required: true },
      { parameter: 'ledger', pattern: 'ledger_\\k<month>\\.xlsx', min: 1, max: 1, required: true },
      { parameter: 'rates', pattern: 'rates_\\k<month>\\.(?:csv|xlsx)', min: 1, max: 3, required: false },
    ]);
    expect(folderBodyOf({ ...draftOfFolder(undefined), members }, {}).members).toEqual(members);
  });

  it('are tried with sample names: who takes them, which set they make, what is missing', () => {
    const trial = tryNames(
      members,
      null,
      'ledger_202605.xlsx\nbank_202605.csv\nbank 2026.csv\nbank_202606.csv',
      'en',
    );
    expect(trial.keyParts).toEqual(['month']);
    expect(trial.names.map(({ members: fits }) => fits)).toEqual([[1], [0], [], [0]]);
    expect(trial.sets.map(({ label, complete }) => [label, complete])).toEqual([
      ['month 202605', true],
      ['month 202606', false],
    ]);
  });

  it('say what is wrong with a pattern at its field, in the reader’s language', () => {
    const wrong = [{ ...members[0], pattern: '(a+)+' } as (typeof members)[0]];
    const faults = ['zh-CN', 'en'].map(
      (language) => tryNames(wrong, null, 'a', language as 'en').faults.get('members.0.pattern') ?? '',
    );
    expect(faults[0]).toMatch(/\p{Script=Han}/u);
    expect(faults[1]).toMatch(/^[ -~]+$/);
  });
});

describe('the mapping of a webhook', () => {
  const sources = sourcesOf(schema, undefined);

  it('takes what is required from the payload, the rest is fixed', () => {
    expect(sources.map(({ parameter, fromPayload, file }) => [parameter, fromPayload, file])).toEqual([
      ['bank', true, true],
      ['ledger', true, true],
      ['rates', false, true],
      ['month', true, false],
      ['count', false, false],
    ]);
    const body = webhookBodyOf({ ...draftOfWebhook(undefined, 'x'), name: 'a', sources }, { count: 3 });
    expect(body.mapping).toEqual([{ parameter: 'month', path: '/month', required: true }]);
    expect(body.file_mapping.map(({ parameter }) => parameter)).toEqual(['bank', 'ledger']);
  });

  it('shows what a sample gives: the value, the default, or that a delivery would be refused', () => {
    const sample = { order: { month: '2026-10', zero: 0, none: null } };
    const source = (path: string, required: boolean, fallback = '') => ({
      parameter: 'month',
      title: 'month',
      file: false,
      fromPayload: true,
      path,
      required,
      fallback,
    });
    expect(tried(source('/order/month', true), sample)).toEqual({ value: '2026-10', from: 'payload' });
    expect(tried(source('/order/zero', true), sample)).toEqual({ value: 0, from: 'payload' });
    expect(tried(source('/order/none', false, '[1]'), sample)).toEqual({ value: [1], from: 'fallback' });
    expect(tried(source('/order/none', true), sample).from).toBe('missing');
    expect(tried(source('/toString', false), sample).from).toBe('nothing');
    expect(readFallback('06')).toBe('06');
  });

  it('offers every pointer of a sample, escaped', () => {
    expect(pointersIn({ 'a/b': { '~': 1 }, list: [2] })).toEqual(['/a~1b', '/list', '/a~1b/~0', '/list/0']);
  });
});

describe('a list whose newest page is read again', () => {
  const by = { keyOf: ({ id }: { id: string }) => id, orderOf: ({ id }: { id: string }) => id };
  const items = (...ids: string[]) => ids.map((id) => ({ id }));

  it('takes what is new, keeps what stood below, and drops what left the page', () => {
    const page = { items: items('e', 'd', 'b'), next_cursor: 'more' };
    expect(renewedList(page, items('d', 'c', 'b', 'a'), by)).toEqual(items('e', 'd', 'b', 'a'));
  });

  it('is the page itself when there is no further one', () => {
    expect(renewedList({ items: items('b'), next_cursor: null }, items('c', 'b', 'a'), by)).toEqual(
      items('b'),
    );
    expect(renewedList({ items: [], next_cursor: null }, items('a'), by)).toEqual([]);
  });
});
