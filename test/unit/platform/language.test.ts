import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import * as z from 'zod';
import { routeLists } from '../../../bin/generate/route-lists.ts';
import { fieldErrors, parseFields } from '../../../functions/platform/field-errors.ts';
import { chooseLanguage } from '../../../functions/platform/text.ts';
import { anyText } from './any-text.ts';

const han = /\p{Script=Han}/u;

describe('Accept-Language', () => {
  test.each([
    ['zh-CN', 'zh-CN'],
    ['zh', 'zh-CN'],
    ['zh-Hans-CN, en;q=0.5', 'zh-CN'],
    ['zh-TW', 'zh-CN'],
    ['en-GB', 'en'],
    ['en;q=0.3, zh;q=0.8', 'zh-CN'],
    ['fr, zh;q=0.1', 'zh-CN'],
    ['ZH-cn', 'zh-CN'],
    ['en;q=0, zh', 'zh-CN'],
    ['fr', 'fallback'],
    ['', 'fallback'],
    ['zh;q=0', 'fallback'],
    ['*', 'fallback'],
    ['english', 'fallback'],
    [undefined, 'fallback'],
  ])('%s: %s', (header, expected) => {
    for (const fallback of ['en', 'zh-CN'] as const)
      expect(chooseLanguage(header, fallback)).toBe(expected === 'fallback' ? fallback : expected);
  });

  test('never fails, whatever stands in it', () => {
    fc.assert(fc.property(anyText(), (header) => ['en', 'zh-CN'].includes(chooseLanguage(header, 'en'))));
  });
});

describe('the messages of a schema', () => {
  const schema = z.strictObject({
    text: z.string().min(2).max(3),
    number: z.number().int().min(1),
    choice: z.enum(['a', 'b']),
    when: z.iso.datetime(),
    where: z.url(),
    mail: z.email(),
    own: z.string().regex(/^x/, 'must start with x'),
    list: z.array(z.int()).max(1),
    missing: z.string(),
  });
  const faulty = {
    text: 'x',
    number: 1.5,
    choice: 'c',
    when: 'now',
    where: 'there',
    mail: 'nobody',
    own: 'y',
    list: [1, 2],
    extra: 1,
  };
  const errors = () => fieldErrors(parseFields(schema, faulty).error ?? new z.ZodError([]));

  test('name every field once', () => {
    const fields = errors().map(({ field }) => field);
    expect(fields.sort()).toEqual(
      ['choice', 'extra', 'list', 'mail', 'missing', 'number', 'own', 'text', 'when', 'where'].sort(),
    );
  });

  test('are English in English and Chinese in Chinese', () => {
    for (const { field, message } of errors()) {
      expect(message.en, field).not.toMatch(han);
      expect(message.en, field).not.toContain('\u0000');
      if (field !== 'own') expect(message['zh-CN'], field).toMatch(han);
    }
  });

  test('say what is missing, and of which type a value was', () => {
    const byField = new Map(errors().map(({ field, message }) => [field, message]));
    expect(byField.get('missing')).toEqual({ en: 'is missing', 'zh-CN': '缺失' });
    expect(byField.get('own')?.en).toBe('must start with x');
    expect(byField.get('extra')).toEqual({ en: 'is not a known field', 'zh-CN': '未知字段' });
  });

  test('of a union are those of the form that was meant', () => {
    const union = z.union([
      z.strictObject({ file: z.string(), name: z.string().optional() }),
      z.strictObject({ source: z.string(), size: z.int() }),
    ]);
    const fields = fieldErrors(parseFields(union, { source: 'x', size: 'big' }).error ?? new z.ZodError([]));
    expect(fields.map(({ field }) => field)).toEqual(['size']);
    const nested = z.object({
      part: z.union([z.object({ n: z.int() }), z.object({ s: z.string(), t: z.string() })]),
    });
    const inner = fieldErrors(parseFields(nested, { part: { n: 'x' } }).error ?? new z.ZodError([]));
    expect(inner.map(({ field }) => field)).toEqual(['part.n']);
  });
});

test('what the contracts say themselves about a fault, they say in Chinese too', () => {
  const bodies = routeLists.flatMap(({ routes }) =>
    routes.flatMap(({ body }) => (body === undefined ? [] : [body])),
  );
  const wrong = {
    username: '1',
    name: '/',
    file_name: '',
    sha256: 'x',
    script: '1',
    month: 1,
    size: -1,
    folder: '//',
    content_type: 'x',
  };
  const messages = bodies.flatMap((body) =>
    fieldErrors(parseFields(body, wrong).error ?? new z.ZodError([])),
  );
  expect(messages.length).toBeGreaterThan(20);
  for (const { field, message } of messages) expect(message['zh-CN'], `${field}: ${message.en}`).toMatch(han);
});
