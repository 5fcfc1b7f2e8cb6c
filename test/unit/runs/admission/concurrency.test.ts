import { describe, expect, test } from 'vitest';
import { settleConcurrency } from '../../../../functions/runs/admission/concurrency.ts';
import {
  expiredBy,
  LEASE_MS,
  withLeases,
  withoutSlots,
  withSlots,
} from '../../../../functions/runs/admission/ledger.ts';
import { entry, ledgerOf, NOW } from './entries.ts';

const keyOf = (key: string | undefined, parameters: Record<string, unknown> = {}) =>
  settleConcurrency(
    { limit: 2, on_limit: 'queue', ...(key === undefined ? {} : { key }) },
    { script: 'merge', user: 'fang', parameters },
  )?.key;

describe('a run’s concurrency key', () => {
  test.each([
    [undefined, {}, 'merge'],
    ['books', {}, 'merge: books'],
    ['{{ user }}', {}, 'merge: fang'],
    ['{{parameters.office}}-{{ parameters.n }}', { office: '北京', n: 7 }, 'merge: 北京-7'],
    ['{{ parameters.books }}', { books: ['file_1', 'file_2'] }, 'merge: ["file_1","file_2"]'],
    ['{{ parameters.absent }}', {}, 'merge: '],
    ['{{ parameters.trick }}', { trick: '{{ user }}' }, 'merge: {{ user }}'],
  ])('%j becomes what it stands for', (key, parameters, expected) => {
    expect(keyOf(key, parameters)).toBe(expected);
  });

  test('a long one is kept as its hash, and differs where it differs', () => {
    const [one, other] = ['a', 'b'].map((end) =>
      keyOf('{{ parameters.note }}', { note: 'x'.repeat(5000) + end }),
    );
    expect(one).toMatch(/^merge: #[0-9a-f]{64}$/);
    expect(other).not.toBe(one);
  });

  test('no policy, no key; otherwise limit and what happens at it are settled with it', () => {
    const facts = { script: 'merge', user: 'fang', parameters: {} };
    expect(settleConcurrency(null, facts)).toBeNull();
    expect(settleConcurrency({ limit: 3, on_limit: 'skip' }, facts)).toEqual({
      key: 'merge',
      limit: 3,
      on_limit: 'skip',
    });
  });
});

describe('the ledger', () => {
  test('gives each run one slot, with a lease that can be renewed and taken back', () => {
    const run = entry(1, 'fang');
    const held = ledgerOf({}, [run]);
    expect(withSlots(held, [run], NOW + 1)).toBe(held);
    expect(expiredBy(held, NOW + LEASE_MS - 1)).toEqual([]);
    expect(expiredBy(held, NOW + LEASE_MS)).toEqual(held.slots);
    const renewed = withLeases(held, new Set([run.id]), NOW + 1000);
    expect(expiredBy(renewed, NOW + LEASE_MS)).toEqual([]);
    expect(withoutSlots(renewed, new Set([run.id])).slots).toEqual([]);
    expect(withoutSlots(renewed, new Set(['run_other']))).toBe(renewed);
  });

  test('remembers the last turns of the latest five hundred users', () => {
    let ledger = ledgerOf({});
    for (let n = 0; n < 600; n += 1)
      ledger = withoutSlots(withSlots(ledger, [entry(n, `user-${n}`)], NOW), new Set([entry(n, '').id]));
    expect(ledger.turn).toBe(600);
    expect(Object.keys(ledger.served)).toHaveLength(500);
    expect(ledger.served['user-99']).toBeUndefined();
    expect(ledger.served['user-599']).toBe(600);
  });
});
