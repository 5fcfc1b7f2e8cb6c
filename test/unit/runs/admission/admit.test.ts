import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { admit, lineUp } from '../../../../functions/runs/admission/admit.ts';
import { type Ledger, withoutSlots, withSlots } from '../../../../functions/runs/admission/ledger.ts';
import { inOrder, type QueueEntry } from '../../../../functions/runs/admission/queue-entry.ts';
import { entry, keyed, ledgerOf, NOW } from './entries.ts';

const ids = (runs: readonly QueueEntry[]) => runs.map(({ id }) => Number(id.slice(4)));

describe('who gets a slot', () => {
  test('one user’s runs start in the order in which they came', () => {
    const waiting = [4, 2, 9, 1].map((n) => entry(n, 'fang'));
    expect(ids(admit(ledgerOf({ platform: 3 }), waiting).admit)).toEqual([1, 2, 4]);
    expect(ids(admit(ledgerOf({ platform: 3 }, [entry(0, 'fang')]), waiting).admit)).toEqual([1, 2]);
    expect(admit(ledgerOf({ platform: 1 }, [entry(0, 'wei')]), waiting).admit).toEqual([]);
  });

  test('a higher priority goes first, whoever has it', () => {
    const waiting = [entry(1, 'fang'), entry(2, 'wei', { priority: 9 }), entry(3, 'fang', { priority: 0 })];
    expect(ids(admit(ledgerOf({ platform: 9 }), waiting).admit)).toEqual([2, 1, 3]);
  });

  test('one user’s thousand runs do not hold up another’s one', () => {
    const waiting = [...Array.from({ length: 1000 }, (_, n) => entry(n, 'greedy')), entry(2000, 'wei')];
    expect(ids(admit(ledgerOf({ platform: 1 }, []), waiting).admit)).toEqual([0]);
    const held = ledgerOf({ platform: 2 }, [entry(5000, 'greedy')]);
    expect(ids(admit(held, waiting).admit)).toEqual([2000]);
  });

  test('among those with as many slots the one whose last turn is longest ago', () => {
    let ledger = ledgerOf({ platform: 1 });
    const waiting = Array.from({ length: 12 }, (_, n) => entry(n, ['fang', 'wei', 'mia'][n % 3] ?? ''));
    const order: string[] = [];
    for (let left = waiting; left.length > 0; ) {
      const { admit: next } = admit(ledger, left);
      order.push(...next.map(({ owner }) => owner));
      left = left.filter((run) => !next.includes(run));
      ledger = withoutSlots(withSlots(ledger, next, NOW), new Set(next.map(({ id }) => id)));
    }
    expect(order).toEqual(Array.from({ length: 12 }, (_, n) => ['fang', 'wei', 'mia'][n % 3]));
  });

  test('no user gets more than the limit of each, whatever is free', () => {
    const waiting = [...[1, 2, 3].map((n) => entry(n, 'fang')), entry(4, 'wei')];
    const decision = admit(ledgerOf({ platform: 9, per_user: 2 }), waiting);
    expect(ids(decision.admit)).toEqual([1, 4, 2]);
  });

  test('what waits for its script does not hold up what stands behind it', () => {
    const held = ledgerOf({ platform: 4 }, [keyed(1, 'fang', 'books')]);
    const waiting = [keyed(2, 'fang', 'books'), entry(3, 'fang'), keyed(4, 'wei', 'books'), entry(5, 'wei')];
    expect(ids(admit(held, waiting).admit)).toEqual([5, 3]);
  });

  test('a limit that was lowered below what runs admits nobody, and stops nobody', () => {
    const held = [1, 2, 3].map((n) => entry(n, 'fang'));
    expect(admit(ledgerOf({ platform: 1 }, held), [entry(4, 'wei')])).toEqual({
      admit: [],
      skip: [],
      cancel: [],
    });
  });
});

describe('what happens at a script’s limit', () => {
  test('skip: it will not run, because of the one that does', () => {
    const held = keyed(1, 'fang', 'books', 'skip');
    const { admit: admitted, skip } = admit(ledgerOf({}, [held]), [keyed(2, 'wei', 'books', 'skip')]);
    expect(admitted).toEqual([]);
    expect(skip.map(({ run, holder }) => [run.id, holder])).toEqual([[keyed(2, 'wei', 'books').id, held.id]]);
  });

  test('skip: the second of two that come together is skipped for the first', () => {
    const [one, two] = [keyed(1, 'fang', 'books', 'skip'), keyed(2, 'fang', 'books', 'skip')];
    const { admit: admitted, skip } = admit(ledgerOf({}), [two, one]);
    expect(ids(admitted)).toEqual([1]);
    expect(skip.map(({ run, holder }) => [run.id, holder])).toEqual([[two.id, one.id]]);
  });

  test('skip: it waits for the platform, and is not skipped for that', () => {
    const held = ledgerOf({ platform: 1 }, [entry(1, 'fang')]);
    expect(admit(held, [keyed(2, 'wei', 'books', 'skip')])).toEqual({ admit: [], skip: [], cancel: [] });
  });

  test('cancel_running: as many of the oldest must end as newer ones want to start', () => {
    const held = [1, 2].map((n) => keyed(n, 'fang', 'books', 'cancel_running', 2));
    const newer = (...numbers: number[]) => numbers.map((n) => keyed(n, 'wei', 'books', 'cancel_running', 2));
    const victims = (waiting: QueueEntry[], ledger: Ledger) =>
      admit(ledger, waiting).cancel.map(({ holder, by }) => [Number(holder.run_id.slice(4)), ids([by])[0]]);
    expect(victims(newer(3), ledgerOf({}, held))).toEqual([[1, 3]]);
    expect(victims(newer(3, 4), ledgerOf({}, held))).toEqual([
      [1, 3],
      [2, 4],
    ]);
    expect(victims(newer(3, 4, 5), ledgerOf({}, held))).toEqual([
      [1, 3],
      [2, 4],
    ]);
    expect(victims(newer(3), ledgerOf({}, held.slice(0, 1)))).toEqual([]);
    const lowered = [keyed(9, 'wei', 'books', 'cancel_running', 1)];
    expect(victims(lowered, ledgerOf({}, held))).toEqual([
      [1, 9],
      [2, 9],
    ]);
  });
});

describe('the line', () => {
  test('shows who will start when, and what each waits for', () => {
    const held = [keyed(1, 'fang', 'books'), entry(2, 'fang')];
    const waiting = [
      keyed(3, 'fang', 'books'),
      entry(4, 'fang'),
      entry(5, 'wei'),
      entry(6, 'wei'),
      entry(7, 'mia', { priority: 8 }),
    ];
    const line = lineUp(ledgerOf({ platform: 2, per_user: 2 }, held), waiting, 100);
    expect(line.map(({ run, reason }) => [ids([run])[0], reason])).toEqual([
      [7, 'platform'],
      [5, 'platform'],
      [6, 'platform'],
      [3, 'script'],
      [4, 'user'],
    ]);
    expect(lineUp(ledgerOf({}, held), waiting, 2)).toHaveLength(2);
  });
});

const owners = ['a', 'b', 'c', 'd'] as const;
const anEntry = fc.record({
  owner: fc.constantFrom(...owners),
  priority: fc.constantFrom(0, 5, 5, 5, 9),
  key: fc.option(fc.constantFrom('x', 'y'), { nil: null }),
  on_limit: fc.constantFrom('queue' as const, 'skip' as const, 'cancel_running' as const),
});
const line = fc.array(anEntry, { maxLength: 40 }).map((rows) =>
  rows.map(({ owner, priority, key, on_limit }, n) =>
    entry(n, owner, {
      priority,
      concurrency: key === null ? null : { key, limit: key === 'x' ? 1 : 2, on_limit },
    }),
  ),
);
const limits = fc.record({
  platform: fc.integer({ min: 1, max: 8 }),
  per_user: fc.option(fc.integer({ min: 1, max: 4 }), { nil: null }),
});
const count = <Item>(items: readonly Item[], keep: (item: Item) => boolean) => items.filter(keep).length;

/** Plays whole histories: each round ends some runs, and asks the rule for the free slots. */
const play = (
  given: { platform: number; per_user: number | null },
  runs: readonly QueueEntry[],
  ends: readonly number[],
  each: (before: Ledger, after: Ledger, waiting: readonly QueueEntry[]) => void,
): QueueEntry[] => {
  let ledger = ledgerOf(given);
  let waiting = [...runs];
  const served: QueueEntry[] = [];
  for (let round = 0; waiting.length > 0 && round < 1000; round += 1) {
    const decision = admit(ledger, waiting);
    const gone = new Set([...decision.admit, ...decision.skip.map(({ run }) => run)].map(({ id }) => id));
    const after = withSlots(ledger, decision.admit, NOW);
    each(ledger, after, waiting);
    served.push(...decision.admit);
    waiting = waiting.filter(({ id }) => !gone.has(id));
    const cancelled = decision.cancel.map(({ holder }) => holder.run_id);
    const which = after.slots[(ends[round % ends.length] ?? 0) % Math.max(1, after.slots.length)];
    ledger = withoutSlots(after, new Set([...cancelled, which?.run_id ?? '']));
  }
  expect(waiting).toEqual([]); // nobody starves
  return served;
};
const ends = fc.array(fc.nat(7), { minLength: 1, maxLength: 10 });

describe('whatever waits, and in whatever order runs end', () => {
  test('no limit is ever passed, no slot is left that somebody could use, and everybody is served or skipped', () => {
    fc.assert(
      fc.property(limits, line, ends, (given, runs, endings) => {
        play(given, runs, endings, (before, { slots }, waiting) => {
          expect(slots.length).toBeLessThanOrEqual(given.platform);
          for (const owner of owners)
            expect(count(slots, (slot) => slot.owner === owner)).toBeLessThanOrEqual(given.per_user ?? 100);
          expect(count(slots, ({ key }) => key === 'x')).toBeLessThanOrEqual(1);
          expect(count(slots, ({ key }) => key === 'y')).toBeLessThanOrEqual(2);
          if (slots.length === given.platform) return;
          const held = new Set(slots.map(({ run_id }) => run_id));
          const could = waiting.filter(
            ({ id, owner, concurrency }) =>
              !held.has(id) &&
              count(slots, (slot) => slot.owner === owner) < (given.per_user ?? 100) &&
              (concurrency === null ||
                count(slots, ({ key }) => key === concurrency.key) < concurrency.limit),
          );
          expect(could).toEqual([]);
          expect(before.slots.every(({ run_id }) => held.has(run_id))).toBe(true);
        });
      }),
      { numRuns: 400 },
    );
  });

  test('within one user and priority runs start in order, unless a script’s limit holds one up', () => {
    fc.assert(
      fc.property(limits, line, ends, (given, runs, endings) => {
        const free = runs.map((run) => ({ ...run, concurrency: null }));
        const served = play(given, free, endings, () => undefined);
        for (const owner of owners)
          for (const priority of [0, 5, 9]) {
            const mine = served.filter((run) => run.owner === owner && run.priority === priority);
            expect(mine).toEqual(mine.toSorted(inOrder));
          }
      }),
      { numRuns: 200 },
    );
  });

  test('users who all have runs waiting differ by at most one slot', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 200 }), (platform, more) => {
        const runs = owners.flatMap((owner, at) =>
          Array.from({ length: at === 0 ? 20 + more : 20 }, (_, n) => entry(at * 1000 + n, owner)),
        );
        const { slots } = withSlots(ledgerOf({ platform }), admit(ledgerOf({ platform }), runs).admit, NOW);
        const shares = owners.map((owner) => count(slots, (slot) => slot.owner === owner));
        expect(Math.max(...shares) - Math.min(...shares)).toBeLessThanOrEqual(1);
      }),
    );
  });
});
