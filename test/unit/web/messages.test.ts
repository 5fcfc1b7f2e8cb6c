import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

const source = join(import.meta.dirname, '../../../web/src');

/** All messages of a language by their full key. */
const messagesOf = (language: string): ReadonlyMap<string, string> =>
  new Map(
    readdirSync(join(source, 'locales', language))
      .filter((name) => name.endsWith('.json'))
      .flatMap((name) => {
        const subjects = JSON.parse(readFileSync(join(source, 'locales', language, name), 'utf8')) as Record<
          string,
          Record<string, string>
        >;
        return Object.entries(subjects).flatMap(([subject, words]) =>
          Object.entries(words).map(([key, text]) => [`${subject}.${key}`, text] as const),
        );
      }),
  );
const chinese = messagesOf('zh-CN');
const english = messagesOf('en');

const code = readdirSync(source, { recursive: true })
  .map(String)
  .filter((name) => /\.(vue|ts)$/.test(name) && !/^(locales|api\/generated)/.test(name))
  .map((name) => readFileSync(join(source, name), 'utf8'))
  .join('\n');
/** Keys stand as literals, in a call or in a table of keys: none is put together at run time. */
const literals = new Set(
  [...code.matchAll(/['"`]([a-z][A-Za-z]*\.[a-z][A-Za-z0-9]*)['"`]/g)].map((match) => match[1] ?? ''),
);
const called = new Set([...code.matchAll(/\bt\(\s*['"]([^'"]+)['"]/g)].map((match) => match[1] ?? ''));

/** The names that a message fills in, each once: English has two forms of some messages where Chinese has one. */
const namesIn = (text: string): string =>
  [...new Set([...text.matchAll(/\{(\w+)\}/g)].map((match) => match[1]))].sort().join(' ');

describe('messages', () => {
  it('are the same keys in both languages', () => {
    expect([...chinese.keys()].sort()).toEqual([...english.keys()].sort());
  });

  it('exist for every key the console asks for', () => {
    expect([...called].filter((key) => !chinese.has(key))).toEqual([]);
    expect(called.size).toBeGreaterThan(200);
  });

  it('are all used', () => {
    expect([...chinese.keys()].filter((key) => !literals.has(key))).toEqual([]);
  });

  it('are never put together at run time', () => {
    expect([...code.matchAll(/\bt\(\s*`/g)]).toHaveLength(0);
  });

  it('fill in the same names in both languages', () => {
    for (const [key, text] of chinese)
      expect([key, namesIn(english.get(key) ?? '')]).toEqual([key, namesIn(text)]);
  });

  it('are translated: Chinese ones are Chinese, English ones are not', () => {
    const same = new Set(['kind.json']);
    // What only joins names ("{date}, {times}") has no words of its own.
    const hasWords = (text: string) => /\p{L}/u.test(text.replace(/\{\w+\}/g, ''));
    for (const [key, text] of chinese)
      if (!same.has(key) && hasWords(text)) expect([key, /\p{Script=Han}/u.test(text)]).toEqual([key, true]);
    for (const [key, text] of english) expect([key, /\p{Script=Han}/u.test(text)]).toEqual([key, false]);
  });
});
