import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ApiError } from '../../../functions/platform/errors.ts';
import { checkSource, stemOf } from '../../../functions/scripts/upload.ts';
import { form } from './form.ts';
import { scriptsApi, source } from './scripts-api.ts';

const one = 'def main():\n    pass\n';
const { author } = scriptsApi();
const fieldsOf = (body: { errors: { field: string }[] }) => body.errors.map(({ field }) => field).sort();

describe('what an upload refuses, by the name of the field', () => {
  test.each([
    ['neither form nor source', { body: {} }, ['file']],
    ['an unknown field', source('a', one, { more: 1 }), ['more']],
    ['a name that is none', source('a', one, { name: '1a' }), ['name']],
    ['a file name that is none', { body: { file_name: 'a b.py', source: one } }, ['file']],
    ['another suffix', { body: { file_name: 'a.txt', source: one } }, ['file']],
    [
      'limits out of range',
      source('a', one, { limits: { cpu: 3, memory_mb: 1 } }),
      ['limits.cpu', 'limits.memory_mb'],
    ],
    ['an unknown limit', source('a', one, { limits: { gpu: 1 } }), ['limits.gpu']],
    ['too many tags', source('a', one, { tags: Array.from({ length: 21 }, String) }), ['tags']],
    ['a lone surrogate in a text', source('a', one, { description: '\ud800' }), ['description']],
    ['a lone surrogate in the source', source('a', `${one}# \ud800`), ['file']],
    ['a source that is no text', { body: { file_name: 'a.py', source: 1 } }, ['source']],
  ])('%s', async (_what, options, fields) => {
    const { status, body } = await author('POST', '/scripts/upload', options);
    expect([status, body.code, fieldsOf(body)]).toEqual([400, 40001, fields]);
  });

  test.each([
    ['limits that are no JSON', { limits: '{' }, ['limits']],
    ['limits out of range', { limits: '{"cpu": 3}' }, ['limits.cpu']],
    ['limits that are no object', { limits: '[]' }, ['limits']],
    ['a tag that is too long', { tags: `a,${'b'.repeat(41)}` }, ['tags.1']],
    ['publish that is no truth', { publish: 'yes' }, ['publish']],
    ['an unknown field', { more: '1' }, ['more']],
  ])('in a form, %s', async (_what, fields, faulty) => {
    const { status, body } = await author('POST', '/scripts/upload', await form('a.py', one, fields));
    expect([status, body.code, fieldsOf(body)]).toEqual([400, 40001, faulty]);
  });

  test('messages are in the language of the request', async () => {
    const headers = { 'accept-language': 'zh-CN' };
    const { body } = await author('POST', '/scripts/upload', {
      ...source('a', one, { name: '1a' }),
      headers,
    });
    expect(body.errors[0].message).toMatch(/必须以字母开头/);
  });

  test('a source over 1 MiB is 41301, one of 1 MiB is not', async () => {
    const large = `#${'x'.repeat(1024 * 1024 - 1)}`;
    expect((await author('POST', '/scripts/upload', await form('big.py', large))).status).toBe(201);
    const { status, body } = await author('POST', '/scripts/upload', await form('big.py', `${large}x`));
    expect([status, body.code, fieldsOf(body)]).toEqual([413, 41301, ['file']]);
  });

  test('a control character is refused with its place', async () => {
    const { body } = await author('POST', '/scripts/upload', source('a', 'x = 1\r\ny = "é\u0007"\n'));
    expect(body.errors).toMatchObject([{ field: 'file', line: 2, column: 7 }]);
  });
});

test('a file name gives its stem or is refused', () => {
  const letters = 'abcxyzABCXYZ';
  const legal = fc
    .tuple(
      fc.constantFrom(...letters),
      fc.string({ unit: fc.constantFrom(...letters, ...'0189_-'), maxLength: 63 }),
    )
    .map((parts) => parts.join(''));
  fc.assert(fc.property(legal, (stem) => stemOf(`${stem}.py`) === stem));
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom(...'aZ9_-./\\ é北\0\npy') }), (name) => {
      if (/^[A-Za-z][A-Za-z0-9_-]{0,63}\.py$/.test(name)) return;
      expect(() => stemOf(name)).toThrow(ApiError);
    }),
  );
});

test('any printable text is a source, unchanged', () => {
  const words = fc.string({ unit: 'grapheme', maxLength: 200 }).filter((s) => !/\p{Cc}/u.test(s));
  fc.assert(
    fc.property(words, (written) => {
      const bytes = Buffer.from(`${written}\n\t${written}\r\n`);
      expect(checkSource(bytes)).toBe(bytes);
    }),
  );
});
