import { describe, expect, it } from 'vitest';
import { type Field, fieldsOf } from '../../../web/src/form/field.ts';
import { draftsFor, readForm } from '../../../web/src/form/form-values.ts';

const form = (
  properties: Record<string, unknown>,
  required: string[] = Object.keys(properties),
): readonly Field[] => fieldsOf({ type: 'object', properties, required, 'x-order': Object.keys(properties) });
const read = (
  fields: readonly Field[],
  drafts: Parameters<typeof readForm>[1],
  files: Parameters<typeof readForm>[2] = {},
) => {
  const { parameters, faults } = readForm(fields, drafts, files);
  return { parameters, faults: Object.fromEntries([...faults].map(([place, { key }]) => [place, key])) };
};

describe('reading a form', () => {
  it('sends each type as the contract wants it', () => {
    const fields = form({
      title: { type: 'string' },
      count: { type: 'integer' },
      ratio: { type: 'number' },
      amount: { type: 'string', format: 'decimal' },
      day: { type: 'string', format: 'date' },
      at: { type: 'string', format: 'date-time' },
      currency: { enum: ['CNY', 'USD'] },
      level: { enum: [1, 2] },
      offices: { type: 'array', items: { type: 'string' } },
      colours: { type: 'array', items: { enum: ['red', 'green'] } },
      mapping: { type: 'object' },
      flag: { type: 'boolean' },
    });
    const drafts = {
      title: ' 月报 ',
      count: '１２',
      ratio: '0.25',
      amount: '12,345,678,901,234,567,890.10',
      day: '2026-10-31',
      at: '2026-10-31T08:30:00',
      currency: '"USD"',
      level: '2',
      offices: ['北京', '上海'],
      colours: ['"green"', '"red"'],
      mapping: '{"6602": "管理费用", "n": "12345678901234567890.1"}',
      flag: true,
    };
    expect(read(fields, drafts)).toEqual({
      faults: {},
      parameters: {
        title: ' 月报 ',
        count: 12,
        ratio: 0.25,
        amount: '12345678901234567890.10',
        day: '2026-10-31',
        at: '2026-10-31T08:30:00',
        currency: 'USD',
        level: 2,
        offices: ['北京', '上海'],
        colours: ['red', 'green'],
        mapping: { 6602: '管理费用', n: '12345678901234567890.1' },
        flag: true,
      },
    });
  });

  it.each([
    ['integer', { type: 'integer' }, '1.5', 'fault.integer'],
    ['integer', { type: 'integer' }, '9007199254740993', 'fault.integerRange'],
    ['integer', { type: 'integer', maximum: 10 }, '11', 'fault.maximum'],
    ['number', { type: 'number' }, 'abc', 'fault.number'],
    ['number', { type: 'number' }, '1e999', 'fault.number'],
    ['decimal', { type: 'string', format: 'decimal' }, '1e5', 'fault.decimal'],
    ['decimal', { type: 'string', format: 'decimal', formatMinimum: '0.01' }, '0.009', 'fault.minimum'],
    ['date', { type: 'string', format: 'date' }, '2026-02-30', 'fault.date'],
    ['date', { type: 'string', format: 'date', formatMaximum: '2026-10-31' }, '2026-11-01', 'fault.maximum'],
    ['time', { type: 'string', format: 'time' }, '25:00', 'fault.time'],
    ['text', { type: 'string', maxLength: 2 }, '三个字', 'fault.maxLength'],
    ['text', { type: 'string', pattern: '^\\d{4}-\\d{2}$' }, '2026/10', 'fault.pattern'],
    [
      'text',
      { type: 'string', pattern: '^\\d{6}$', description: 'year and month' },
      '1',
      'fault.patternWords',
    ],
    ['choice', { enum: ['a'] }, '"b"', 'fault.choice'],
    ['json', { type: 'object' }, '{', 'fault.json'],
    ['json', { type: 'object' }, '[1]', 'fault.jsonObject'],
    ['json', { type: 'object' }, '{"a": 12345678901234567890}', 'fault.jsonNumber'],
    ['anything', { type: 'string' }, '', 'fault.missing'],
  ])('refuses a wrong %s: %j %j', (_kind, schema, draft, key) => {
    expect(read(form({ value: schema }), { value: draft }).faults).toEqual({ value: key });
  });

  it('counts characters as people do, not code units', () => {
    expect(read(form({ value: { type: 'string', maxLength: 2 } }), { value: '😀😀' }).faults).toEqual({});
  });

  it('leaves to the server a pattern that JavaScript cannot read', () => {
    expect(
      read(form({ value: { type: 'string', pattern: '(?P<year>\\d+)' } }), { value: 'x' }).faults,
    ).toEqual({});
  });

  it('does not send what was left empty, so that the default of the script holds', () => {
    const fields = form(
      {
        count: { type: 'integer', default: 3 },
        note: { type: 'string' },
        flag: { type: 'boolean' },
        items: { type: 'array', items: { type: 'string' } },
      },
      [],
    );
    expect(read(fields, { count: '', note: '', flag: null, items: [] })).toEqual({
      parameters: {},
      faults: {},
    });
  });

  it('sends an empty text where somebody deleted a default text', () => {
    expect(read(form({ note: { type: 'string', default: 'draft' } }, []), { note: '' }).parameters).toEqual({
      note: '',
    });
  });

  it('names the faulty item of a list, and counts items', () => {
    const fields = form({ years: { type: 'array', items: { type: 'integer' }, minItems: 1, maxItems: 2 } });
    expect(read(fields, { years: ['2025', 'x'] }).faults).toEqual({ 'years.1': 'fault.integer' });
    expect(read(fields, { years: [] }).faults).toEqual({ years: 'fault.minItems' });
    expect(read(fields, { years: ['1', '2', '3'] }).faults).toEqual({ years: 'fault.maxItems' });
  });

  it('waits for files, holds failed ones against the form, and sends one id or a list', () => {
    const fields = form({
      one: { type: 'string', format: 'file' },
      many: { type: 'array', items: { type: 'string', format: 'file' } },
    });
    const state = (ids: string[], pending = 0, failed = 0) => ({ ids, pending, failed });
    expect(read(fields, {}, { one: state(['file_1']), many: state(['file_2', 'file_3']) })).toEqual({
      parameters: { one: 'file_1', many: ['file_2', 'file_3'] },
      faults: {},
    });
    expect(read(fields, {}, { one: state([], 1), many: state(['file_2'], 0, 1) }).faults).toEqual({
      one: 'fault.filesPending',
      many: 'fault.filesFailed',
    });
    expect(read(fields, {}, {}).faults).toEqual({ one: 'fault.missing', many: 'fault.missing' });
  });

  it('begins with defaults, or with the values of an earlier run, and gives those back unchanged', () => {
    const fields = form({
      amount: { type: 'string', format: 'decimal', default: '0.10' },
      level: { enum: [1, 2], default: 1 },
      offices: { type: 'array', items: { type: 'string' } },
      mapping: { type: 'object' },
    });
    const earlier = { amount: '12345678901234567890.10', level: 2, offices: ['a'], mapping: { k: [1, 'x'] } };
    expect(read(fields, draftsFor(fields, earlier)).parameters).toEqual(earlier);
    expect(draftsFor(fields)).toMatchObject({ amount: '0.10', level: '1', offices: [''], mapping: '' });
  });
});
