import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { deadlineAt, isTimeZone } from '../../../functions/drop-folders/deadline.ts';
import { contentHash, parseDropKey, quarantineKey } from '../../../functions/drop-folders/drop-keys.ts';
import { isComplete, missingOf, newSet } from '../../../functions/drop-folders/drop-set.ts';
import { fillIn, partsUsed } from '../../../functions/drop-folders/set-values.ts';
import { member } from './stage/stage.ts';

describe('a deadline', () => {
  const at = (deadline: Parameters<typeof deadlineAt>[0], first: string) =>
    new Date(deadlineAt(deadline, Date.parse(first))).toISOString();
  const shanghai = { time: '18:00', time_zone: 'Asia/Shanghai' };

  test.each([
    [{ after_minutes: 90 }, '2026-05-02T08:00:00Z', '2026-05-02T09:30:00.000Z'],
    [shanghai, '2026-05-02T08:00:00Z', '2026-05-02T10:00:00.000Z'],
    [shanghai, '2026-05-02T10:00:00Z', '2026-05-03T10:00:00.000Z'],
    [{ ...shanghai, day: 3 }, '2026-05-02T08:00:00Z', '2026-05-03T10:00:00.000Z'],
    [{ ...shanghai, day: 1 }, '2026-05-02T08:00:00Z', '2026-06-01T10:00:00.000Z'],
    [{ ...shanghai, day: 31 }, '2026-02-10T00:00:00Z', '2026-02-28T10:00:00.000Z'],
    [{ ...shanghai, day: 30 }, '2026-05-02T08:00:00Z', '2026-05-30T10:00:00.000Z'],
    [{ time: '02:30', time_zone: 'Europe/Berlin' }, '2026-03-28T12:00:00Z', '2026-03-29T01:00:00.000Z'],
  ] as const)('%j after %s is %s', (deadline, first, expected) => {
    expect(at(deadline, first)).toBe(expected);
  });

  test('is always later than the first file, and within two months', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 23 }),
        fc.integer({ min: 1, max: 31 }),
        fc.constantFrom('Asia/Shanghai', 'America/New_York', 'Europe/Berlin', 'Australia/Lord_Howe', 'UTC'),
        fc.date({ min: new Date('2026-01-01'), max: new Date('2031-01-01'), noInvalidDate: true }),
        (hour, day, time_zone, first) => {
          const due = deadlineAt(
            { time: `${String(hour).padStart(2, '0')}:15`, time_zone, day },
            first.getTime(),
          );
          expect(due).toBeGreaterThan(first.getTime());
          expect(due - first.getTime()).toBeLessThan(62 * 24 * 60 * 60 * 1000);
        },
      ),
      { numRuns: 200 },
    );
  });

  test('knows time zones by their names', () => {
    expect([isTimeZone('Asia/Shanghai'), isTimeZone('Mars/Olympus'), isTimeZone('')]).toEqual([
      true,
      false,
      false,
    ]);
  });
});

describe('values of a set', () => {
  test('fill the texts of parameters, however deep, and change nothing else', () => {
    const value = { a: ['{{ set.month }}-01', 3, null], b: '{{set.office}} {{ set.year }}', c: true };
    expect(fillIn(value, { month: '202605', office: 'bj' })).toEqual({
      a: ['202605-01', 3, null],
      b: 'bj {{ set.year }}',
      c: true,
    });
    expect(partsUsed(value)).toEqual(['month', 'office', 'year']);
  });

  test('are never read as patterns or names of other things', () => {
    expect(fillIn('{{ set.month }}', { month: "$&{{ set.month }}$'" })).toBe("$&{{ set.month }}$'");
    expect(fillIn('{{ set.constructor }}', {})).toBe('{{ set.constructor }}');
  });
});

describe('a set', () => {
  const members = [
    member('a', 'a', { min: 2, max: 3 }),
    member('b', 'b', { required: false, min: 2, max: 2 }),
  ];
  const filled = (...places: number[]) => ({
    ...newSet({
      id: 'set',
      folderId: 'f',
      folderName: 'n',
      key: {},
      keyHash: '',
      members,
      firstAt: '',
      deadlineAt: null,
    }),
    files: places.map((place, at) => ({
      member: place,
      path: String(at),
      versions: ['1'],
      size: 1,
      writtenAt: '',
      sequence: '',
      arrivedAt: '',
      sha256: null,
      fileId: null,
    })),
  });

  test.each([
    [[], [2, 0], false],
    [[0], [1, 0], false],
    [[0, 0], [0, 0], true],
    [[0, 0, 1], [0, 1], false],
    [[0, 0, 1, 1], [0, 0], true],
    [[1, 1], [2, 0], false],
  ])('with files of the members %j misses %j', (places, missing, complete) => {
    const set = filled(...places);
    expect(members.map((_, place) => missingOf(set, place))).toEqual(missing);
    expect(isComplete(set)).toBe(complete);
  });
});

describe('keys', () => {
  test('of drop folders are read, others are not', () => {
    expect(parseDropKey('drop/month-end/2026/a b.csv')).toEqual({ name: 'month-end', path: '2026/a b.csv' });
    for (const key of [
      'drop/month-end/',
      'drop/month-end',
      'drop/Month/a',
      'drop-done/x/a',
      'files/a/b',
      'drop/x/y/',
    ])
      expect(parseDropKey(key)).toBeUndefined();
  });

  test('of quarantine hold the path where there is room', () => {
    expect(quarantineKey('m', 'stray_1', 'a/b.csv')).toBe('drop-quarantine/m/stray_1/a/b.csv');
    expect(Buffer.byteLength(quarantineKey('m', 'stray_1', '长'.repeat(400)))).toBeLessThan(1025);
  });

  test('of a content do not depend on the order of files, and do on their parameter and the set’s key', () => {
    const a = { parameter: 'a', sha256: '1' };
    const b = { parameter: 'b', sha256: '2' };
    const hash = contentHash({ month: '1' }, [a, b]);
    expect(contentHash({ month: '1' }, [b, a])).toBe(hash);
    expect(contentHash({ month: '2' }, [a, b])).not.toBe(hash);
    expect(contentHash({ month: '1' }, [{ ...a, parameter: 'b' }, b])).not.toBe(hash);
  });
});
