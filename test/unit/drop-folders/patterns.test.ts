import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readMemberPatterns } from '../../../functions/drop-folders/member-patterns.ts';
import { PatternFault, readPattern } from '../../../functions/drop-folders/pattern-syntax.ts';

const read = (patterns: readonly string[], groupBy: readonly string[] | null = null) =>
  readMemberPatterns(
    patterns.map((pattern) => ({ pattern })),
    groupBy,
  );
const good = (patterns: readonly string[], groupBy: readonly string[] | null = null) => {
  const result = read(patterns, groupBy);
  if ('faults' in result) throw new Error(JSON.stringify(result.faults));
  return result.patterns;
};
const faults = (patterns: readonly string[], groupBy: readonly string[] | null = null) => {
  const result = read(patterns, groupBy);
  return 'faults' in result ? result.faults.map(({ field, message }) => [field, message.en]) : [];
};

const month = ['bank_(?<month>\\d{6})\\.csv', 'ledger_\\k<month>\\.xlsx', 'rates_\\k<month>\\.csv'];

describe('patterns of members', () => {
  test('share their named parts: a reference is the part itself, whichever file comes first', () => {
    const { keyParts, match } = good(month);
    expect(keyParts).toEqual(['month']);
    expect(match('ledger_202605.xlsx')).toEqual([{ member: 1, key: { month: '202605' } }]);
    expect(match('rates_202605.csv')).toEqual([{ member: 2, key: { month: '202605' } }]);
    expect(match('ledger_2026.xlsx')).toEqual([]);
    expect(match('bank_202605.csv.gz')).toEqual([]);
  });

  test('may refer to a part that stands in a later member', () => {
    const { match } = good(['ledger_\\k<month>\\.xlsx', 'bank_(?<month>\\d{6})\\.csv']);
    expect(match('ledger_202605.xlsx')).toEqual([{ member: 0, key: { month: '202605' } }]);
  });

  test('match a path as a whole, in any script and normal form', () => {
    const { match } = good(['(?<month>\\d{4}-\\d{2})/流水_\\p{Letter}+é\\.csv']);
    expect(match('2026-05/流水_北京e\u0301.csv')).toEqual([{ member: 0, key: { month: '2026-05' } }]);
    expect(match('流水_北京é.csv')).toEqual([]);
    expect(match(`2026-05/流水_${'京'.repeat(500)}é.csv`)).toEqual([]);
  });

  test('group by what is asked for, or all files into one set', () => {
    const offices = ['(?<office>[a-z]+)_(?<month>\\d{6})\\.xlsx'];
    expect(good(offices).keyParts).toEqual(['month', 'office']);
    expect(good(offices, ['month']).match('bj_202605.xlsx')).toEqual([
      { member: 0, key: { month: '202605' } },
    ]);
    expect(good(offices, []).match('bj_202605.xlsx')).toEqual([{ member: 0, key: {} }]);
  });

  test.each([
    ['(a+)+', 'must not repeat what itself varies'],
    ['(a|a)*', 'must not repeat what itself varies'],
    ['(a|ab){2,9}', 'must not repeat what itself varies'],
    ['(?:a*b?)*c', 'must not repeat what itself varies'],
    ['.*.*.*.*x', 'at most 3'],
    ['a?b?c?d?e?', 'at most 4'],
    ['a|b|c|d|e|f', 'at most 4'],
    ['(?=a)a', 'only (?<name>'],
    ['(?<!a)b', 'only (?<name>'],
    ['(a)\\1', 'refer to a part by its name'],
    ['a{1,999}', 'at most 255 times'],
    ['(?<m>a)(?<m>b)', 'is there twice'],
    ['(?<m>a(?<n>b))', 'must not hold other named parts'],
    ['(?<1m>a)', 'must be letters'],
    ['\\k<m>', 'refers to a part that no member has'],
    ['\\k<m>(?<m>a)', 'stands before the part'],
    ['a(b', 'a ( is not closed'],
    ['a)b', 'has no ('],
    ['[ab', 'a [ is not closed'],
    ['*a', 'nothing to repeat'],
    ['a\\', 'lone'],
    ['\\p{Nonsense}', 'not a regular expression'],
    ['[b-a]', 'not a regular expression'],
  ])('refuses %s: %s', (pattern, words) => {
    expect(faults([pattern])).toEqual([['members.0.pattern', expect.stringContaining(words)]]);
  });

  test('counts what a reference brings along', () => {
    expect(faults(['(?<m>.*)a', '\\k<m>b.*c.*d.*e'])).toEqual([
      ['members.1.pattern', expect.stringContaining('has 4 parts of any length')],
    ]);
  });

  test('wants the parts that tell sets apart in every member', () => {
    expect(faults([...month, 'fx\\.csv'])).toEqual([
      ['members.3.pattern', expect.stringContaining('does not have the part month')],
    ]);
    expect(faults(month, ['year'])).toEqual([['group_by.0', expect.stringContaining('no member has')]]);
  });

  test('are read, or refused with a reason, whatever they are', () => {
    const pieces = fc.constantFrom(
      ...[
        'a',
        '.',
        '\\d',
        '[a-z]',
        '(',
        ')',
        '(?:',
        '(?<m>',
        '|',
        '*',
        '+',
        '?',
        '{2}',
        '{1,3}',
        '\\k<m>',
        '\\',
        '^',
      ],
    );
    fc.assert(
      fc.property(
        fc.oneof(
          fc.array(pieces, { maxLength: 12 }).map((all) => all.join('')),
          fc.string(),
        ),
        (pattern) => {
          try {
            readPattern(pattern);
          } catch (thrown) {
            if (!(thrown instanceof PatternFault)) throw thrown;
          }
          const result = read([pattern === '' ? 'a' : pattern]);
          // What is accepted matches the worst names of the greatest length within its steps.
          if ('patterns' in result)
            for (const text of ['a'.repeat(400), `${'a'.repeat(200)}!`, 'ab'.repeat(200)])
              expect(Array.isArray(result.patterns.match(text))).toBe(true);
        },
      ),
      { numRuns: 1000 },
    );
  });
});
