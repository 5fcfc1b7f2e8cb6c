import { describe, expect, test } from 'vitest';
import { withSlots } from '../../../../functions/runs/admission/ledger.ts';
import { queueEntryOf } from '../../../../functions/runs/admission/queue-entry.ts';
import { admitRun } from '../../../../functions/runs/admission-moves.ts';
import type { Run } from '../../../../functions/runs/run.ts';
import { at, make, NOW, rows, type StoreUnderTest, useStore } from './store-under-test.ts';

/** What every store of the queue does, together with the runs in it. */
export const describeQueueStore = (name: string, open: () => Promise<StoreUnderTest>) =>
  describe(name, () => {
    const { opened, made, create, end } = useStore(open);
    const waitFor = (changes: Partial<Run> = {}) => create(make({ admitted_at: null, ...changes }));
    const lineOf = async (owner: string, limit = 50) =>
      (await opened().queue.listLine(owner, limit)).map(({ id }) => id);
    const admitOne = async (run: Run): Promise<boolean> => {
      const { queue } = opened();
      const before = await queue.readLedger();
      const after = admitRun(run, at);
      if (after === undefined) throw new Error('a legal move');
      return queue.replaceLedger(before, withSlots(before, [queueEntryOf(run)], NOW), [
        { before: run, after },
      ]);
    };

    test('a run without a slot stands in its owner’s line by priority and id, and has no execution', async () => {
      const { store, queue } = opened();
      const owner = `owner-${Math.random()}`;
      const runs = [];
      for (const [priority, later] of [5, 5, 9, 0, 9].entries())
        runs.push(await waitFor({ owner, priority: later }).then((run) => ({ run, priority })));
      const ids = runs.map(({ run }) => run.id);
      const order = [ids[2], ids[4], ids[0], ids[1], ids[3]];
      const sorted = [...order.slice(0, 2).sort(), ...order.slice(2, 4).sort(), order[4]];
      expect(await lineOf(owner)).toEqual(sorted);
      expect(await lineOf(owner, 2)).toEqual(sorted.slice(0, 2));
      const [entry] = await queue.listLine(owner, 1);
      expect(entry).toMatchObject({ owner, priority: 9, script: 'merge', concurrency: null });
      expect((await store.listWaiting()).filter(({ id }) => ids.includes(id))).toEqual([]);
    });

    test('an admission writes ledger, run, outbox and line together, or nothing of it', async () => {
      const { store, queue } = opened();
      const owner = `owner-${Math.random()}`;
      const run = await waitFor({ owner });
      const before = await queue.readLedger();
      expect(await admitOne(run)).toBe(true);
      expect((await store.find(run.id))?.admitted_at).toBe(at);
      expect(await lineOf(owner)).toEqual([]);
      expect((await store.listWaiting()).some(({ id }) => id === run.id)).toBe(true);
      const ledger = await queue.readLedger();
      expect(ledger.revision).toBe(before.revision + 1);
      expect(ledger.slots.some(({ run_id }) => run_id === run.id)).toBe(true);
      // With the ledger as it was, or the run as it was, nothing is written any more.
      const other = await waitFor({ owner });
      const after = admitRun(other, at);
      if (after === undefined) throw new Error('a legal move');
      expect(await queue.replaceLedger(before, before, [{ before: other, after }])).toBe(false);
      await end(other.id);
      expect(await admitOne(other)).toBe(false);
      expect((await queue.readLedger()).revision).toBe(ledger.revision);
      expect((await store.find(other.id))?.status).toBe('cancelled');
    });

    test('a run with a slot is written on condition that nobody else changed the ledger', async () => {
      const { store, queue } = opened();
      const before = await queue.readLedger();
      const runs = Array.from({ length: 4 }, () => make());
      const written = await Promise.all(
        runs.map((run) => {
          const after = withSlots(before, [queueEntryOf(run)], NOW);
          return store.create(run, { ...rows, ledger: { before, after } }, NOW);
        }),
      );
      expect(written.toSorted()).toEqual(['contended', 'contended', 'contended', 'written']);
      const winner = runs[written.indexOf('written')];
      if (winner !== undefined) made.push(winner);
      for (const run of runs) expect(await store.find(run.id)).toEqual(run === winner ? winner : undefined);
    });

    test('the end of a run that waits takes it out of its line', async () => {
      const owner = `owner-${Math.random()}`;
      const run = await waitFor({ owner });
      await end(run.id);
      expect(await lineOf(owner)).toEqual([]);
    });

    test('a note of an owner is removed only by who saw the last one', async () => {
      const { queue } = opened();
      const owner = `owner-${Math.random()}`;
      const note = async () => (await queue.listOwners()).find((each) => each.owner === owner);
      expect(await note()).toBeUndefined();
      await queue.noteOwner(owner);
      const seen = await note();
      if (seen === undefined) throw new Error('a note');
      await queue.noteOwner(owner);
      await queue.forgetOwner(seen);
      const again = await note();
      expect(again?.owner).toBe(owner);
      if (again !== undefined) await queue.forgetOwner(again);
      expect(await note()).toBeUndefined();
    });
  });
