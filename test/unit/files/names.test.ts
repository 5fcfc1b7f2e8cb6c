import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fileNameSchema } from '../../../functions/files/file-schema.ts';
import { attachmentDisposition, downloadType } from '../../../functions/platform/attachment.ts';

const accepts = (name: string) => fileNameSchema.safeParse(name).success;
const bytes = (name: string) => new TextEncoder().encode(name).byteLength;

describe('a file’s name', () => {
  test('is kept, whatever script it is in', () => {
    const letters = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 60 });
    fc.assert(
      fc.property(letters, (name) => {
        if (/[/\\]|\p{Cc}/u.test(name) || name === '.' || name === '..' || bytes(name) > 255) return;
        expect(fileNameSchema.parse(name)).toBe(name);
      }),
    );
  });

  test('with path parts, control characters or lone surrogates is refused', () => {
    const around = fc.string({ unit: 'grapheme', maxLength: 10 });
    const evil = fc.oneof(
      fc.constantFrom('/', '\\', '\u0000', '\n', '\r', '\u007f', '\u0085', '\u009f', '\ud800', '\udfff'),
      fc.integer({ min: 0, max: 31 }).map((code) => String.fromCharCode(code)),
    );
    fc.assert(
      fc.property(around, evil, around, (before, bad, after) => !accepts(`${before} ${bad} ${after}`)),
    );
  });

  test('takes at most 255 bytes, not letters', () => {
    expect(accepts('长'.repeat(85))).toBe(true);
    expect(accepts(`${'长'.repeat(85)}a`)).toBe(false);
    expect(accepts('a'.repeat(255))).toBe(true);
    expect(accepts('📊'.repeat(64))).toBe(false);
    expect([accepts(''), accepts('.'), accepts('..'), accepts('...')]).toEqual([false, false, false, true]);
  });
});

/** Reads a Content-Disposition as RFC 6266 §4.1 has it; throws for anything else. */
const readDisposition = (header: string) => {
  const match =
    /^attachment; filename="((?:[\x20-\x21\x23-\x5b\x5d-\x7e])*)"; filename\*=UTF-8''([\w!#$&+.^`|~%-]*)$/.exec(
      header,
    );
  if (match === null) throw new Error(`not a disposition: ${header}`);
  return { plain: match[1] ?? '', extended: decodeURIComponent(match[2] ?? '') };
};

describe('a download', () => {
  test('is saved under the file’s own name', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 80 }), (name) => {
        if (!accepts(name)) return;
        expect(readDisposition(attachmentDisposition(name)).extended).toBe(name);
      }),
    );
  });

  test.each([
    ['北京 办事处 (一).csv', '__ ___ (_).csv'],
    ['📊 Q4 "final".csv', '_ Q4 _final_.csv'],
    ["l'été;=1.csv", "l'_t_;=1.csv"],
    ['a%20b\\c.csv', 'a_20b_c.csv'],
    ['a\r\nSet-Cookie: x', 'a__Set-Cookie: x'],
    ['\ud800.csv', '_.csv'],
  ])('of %j has a harmless plain name', (name, plain) => {
    expect(readDisposition(attachmentDisposition(name)).plain).toBe(plain);
  });

  test.each([
    ['a.xlsx', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'],
    ['A.CSV', 'text/csv; charset=utf-8'],
    ['a.html', 'application/octet-stream'],
    ['a.svg', 'application/octet-stream'],
    ['a.js', 'application/octet-stream'],
    ['a.constructor', 'application/octet-stream'],
    ['noname', 'application/octet-stream'],
    ['a.html.pdf', 'application/pdf'],
  ])('of %s is %s', (name, type) => {
    expect(downloadType(name)).toBe(type);
  });
});
