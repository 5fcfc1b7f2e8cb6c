import { describe, expect, test } from 'vitest';
import { readMultipart } from '../../../functions/platform/multipart.ts';

const type = 'multipart/form-data; boundary=XX';
const form = (...parts: string[]) =>
  Buffer.from(`${parts.map((part) => `--XX\r\n${part}\r\n`).join('')}--XX--\r\n`);
const field = (name: string, value: string) =>
  `Content-Disposition: form-data; name="${name}"\r\n\r\n${value}`;
const file = (name: string, content: string, more = '') =>
  `Content-Disposition: form-data; name="file"; filename="${name}"${more}\r\nContent-Type: text/x-python\r\n\r\n${content}`;
const refusal = (body: Buffer, contentType = type) =>
  readMultipart(contentType, body).then(
    () => 'accepted',
    (error: { code: number; fields: { message: { en: string } }[] }) =>
      `${error.code} ${error.fields[0]?.message.en}`,
  );

describe('a form', () => {
  test('gives its fields and its file, names and bytes kept', async () => {
    const source = 'def main():\r\n    return "北京"\r\n';
    const read = await readMultipart(
      type,
      form(field('tags', 'a, b'), file('合并 offices.py', source), field('name', '')),
    );
    expect(read.tags).toBe('a, b');
    expect(read.name).toBe('');
    expect(read.file).toEqual({ name: '合并 offices.py', content: Buffer.from(source) });
  });

  test('takes a field called like a part of every object for a field', async () => {
    const read = await readMultipart(type, form(field('__proto__', 'x'), field('constructor', 'y')));
    expect(Object.keys(read).sort()).toEqual(['__proto__', 'constructor']);
    expect(({} as Record<string, unknown>).x).toBeUndefined();
  });

  test.each([
    ['a field twice', form(field('a', '1'), field('a', '2')), 'stands twice'],
    ['two files', form(file('a.py', '1'), file('b.py', '2')), 'more than one file'],
    ['21 fields', form(...Array.from({ length: 21 }, (_, n) => field(`f${n}`, ''))), 'more than 20 fields'],
    ['a field of 64 KiB and more', form(field('a', 'x'.repeat(65 * 1024))), 'too long'],
    ['no end', form(field('a', '1')).subarray(0, -8), 'Unexpected end'],
    [
      'an end in the middle of a file',
      form(file('a.py', 'x'.repeat(100))).subarray(0, -40),
      'Unexpected end',
    ],
    ['nothing', Buffer.alloc(0), 'Unexpected end'],
  ])('%s: 40001', async (_, body, words) => {
    const refused = await refusal(body);
    expect(refused).toMatch(/^40001 /);
    expect(refused).toContain(words);
  });

  test('ends at its closing boundary: what stands behind it is not waited for', async () => {
    const behind = Buffer.concat([
      form(field('a', '1')),
      Buffer.from(`--XX\r\n${file('a.py', 'never ended')}`),
    ]);
    expect(await readMultipart(type, behind)).toEqual({ a: '1' });
    expect(await refusal(Buffer.concat([Buffer.from('--XX--\r\n'), behind]))).toMatch(/^(accepted|40001)/);
  });

  test('of a type without a boundary: 40001', async () => {
    expect(await refusal(form(field('a', '1')), 'multipart/form-data')).toContain('40001');
  });
});
