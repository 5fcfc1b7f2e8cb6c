import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { IdempotencyClaim } from '../../../../functions/platform/idempotency.ts';
import { newId } from '../../../../functions/platform/ids.ts';
import { defaultPolicy } from '../../../../functions/platform/run-policy.ts';
import { withSlots } from '../../../../functions/runs/admission/ledger.ts';
import { queueEntryOf } from '../../../../functions/runs/admission/queue-entry.ts';
import type { QueueStore } from '../../../../functions/runs/admission/queue-store.ts';
import { admitRun } from '../../../../functions/runs/admission-moves.ts';
import {
  beginAttempt,
  confirmCancelled,
  requestCancel,
  startAgain,
} from '../../../../functions/runs/moves.ts';
import { newRun, type Run } from '../../../../functions/runs/run.ts';
import { spanOf } from '../../../../functions/runs/run-ids.ts';
import type { RunInputs } from '../../../../functions/runs/run-inputs.ts';
import type { RunStore } from '../../../../functions/runs/store.ts';
import { platformFailure } from '../../../../functions/runs/verdict.ts';
import { fileId, versionOf } from './files-and-scripts.ts';

const NOW = Date.parse('2026-11-22T08:30:00.000Z');
const DAY_MS = 24 * 60 * 60 * 1000;
const at = new Date(NOW).toISOString();
const { file_name, sha256, size, bucket, key, limits } = versionOf('merge');

let counter = 0;
/** A run of somebody whom no other test knows. */
const make = (changes: Partial<Run> = {}, when = NOW): Run => {
  counter += 1;
  return newRun({
    id: newId('run', when),
    script: 'merge',
    version: 1,
    owner: 'sub',
    created_by: `somebody-${counter}-${Math.random()}`,
    created_at: new Date(when).toISOString(),
    trigger: { type: 'manual' },
    retry_of: null,
    file_ids: [],
    timeout_seconds: 900,
    priority: defaultPolicy.priority,
    retry: defaultPolicy.retry,
    retention: defaultPolicy.retention,
    concurrency: null,
    admitted_at: new Date(when).toISOString(),
    ...changes,
  });
};
const inputs: RunInputs = {
  parameters: { rate: 1e300, tiny: 5e-324, nested: { '': null, 字: [0.1] }, empty: '' },
  files: {},
  script: { file_name, sha256, size, bucket, key },
  limits,
};

/** A store that is tried, and what else the tests do to its rows. */
export interface StoreUnderTest {
  readonly store: RunStore;
  readonly queue: QueueStore;
  readonly setReady: (fileId: string, ready: boolean) => Promise<void>;
  /** Leaves a pin without its run, as a crash would. */
  readonly pinOnly: (fileId: string, runId: string) => Promise<void>;
}

/** What every store of runs does. `open` gives the store; each test has runs of its own. */
export const describeRunStore = (name: string, open: () => Promise<StoreUnderTest>) =>
  describe(name, () => {
    let store: RunStore;
    let queue: QueueStore;
    let under: StoreUnderTest;
    const made: Run[] = [];
    const rows = { inputs, claim: undefined, ledger: undefined };
    /** With a slot, or waiting for one. */
    const write = async (run: Run, claim: IdempotencyClaim | undefined = undefined, now = NOW) => {
      if (run.admitted_at === null) return store.create(run, { ...rows, claim }, now);
      const before = await queue.readLedger();
      const after = withSlots(before, [queueEntryOf(run)], NOW);
      return store.create(run, { ...rows, claim, ledger: { before, after } }, now);
    };
    const create = async (run: Run): Promise<Run> => {
      expect(await write(run)).toBe('written');
      made.push(run);
      return run;
    };
    const end = async (id: string): Promise<void> => {
      const run = await store.find(id);
      const over =
        run === undefined ? undefined : (requestCancel(run, 'end', at) ?? confirmCancelled(run, at));
      if (run !== undefined && over !== undefined) expect(await store.replace(run, over)).toBe(true);
      if (over?.status === 'cancelling') await end(id);
    };
    beforeEach(async () => {
      under = await open();
      ({ store, queue } = under);
    });
    afterEach(async () => {
      for (const { id } of made.splice(0)) await end(id);
    });

    test('gives back what was written, every number as it was', async () => {
      const run = await create(make());
      expect(await store.find(run.id)).toEqual(run);
      expect(await store.findInputs(run.id)).toEqual(inputs);
      expect(await store.find('run_01JDA2B3C4D5E6F7G8H9JKMNPQ')).toBeUndefined();
      expect(await store.findInputs('run_01JDA2B3C4D5E6F7G8H9JKMNPQ')).toBeUndefined();
    });

    test('replaces a run only if nobody was quicker', async () => {
      const run = await create(make());
      const one = beginAttempt(run, run.id, at);
      const other = requestCancel(run, 'wei', at);
      if (one === undefined || other === undefined) throw new Error('legal moves');
      const written = await Promise.all([store.replace(run, one), store.replace(run, other)]);
      expect(written.filter(Boolean)).toHaveLength(1);
      expect(await store.find(run.id)).toEqual(written[0] === true ? one : other);
      expect(await store.replace(run, one)).toBe(false);
    });

    test('a key is claimed by one run, for a day', async () => {
      const idempotencyKey = { id: `key-${Math.random()}`, requestHash: 'hash' };
      const runs = Array.from({ length: 8 }, () => make({ admitted_at: null }));
      const written = await Promise.all(
        runs.map((run) => write(run, { key: idempotencyKey, subject: run.id })),
      );
      made.push(...runs);
      expect(written.filter((each) => each === 'written')).toHaveLength(1);
      const winner = runs[written.indexOf('written')];
      expect(await store.findEarlier(idempotencyKey, NOW + 1000)).toBe(winner?.id);
      for (const run of runs) expect(await store.find(run.id)).toEqual(run === winner ? winner : undefined);
      await expect(store.findEarlier({ ...idempotencyKey, requestHash: 'other' }, NOW)).rejects.toMatchObject(
        {
          code: 40901,
        },
      );
      const later = NOW + DAY_MS + 2000;
      expect(await store.findEarlier(idempotencyKey, later)).toBeUndefined();
      const next = make();
      expect(await write(next, { key: idempotencyKey, subject: next.id }, later)).toBe('written');
      const late = make();
      expect(await write(late, { key: idempotencyKey, subject: late.id }, later)).toBe('taken');
      made.push(next);
      expect(await store.findEarlier(undefined, NOW)).toBeUndefined();
    });

    test('fifty files are pinned until the run ends', async () => {
      const file_ids = Array.from({ length: 50 }, (_, n) => fileId(n));
      for (const id of file_ids) await under.setReady(id, true);
      const first = await create(make({ file_ids }));
      const second = await create(make({ file_ids: [fileId(7)] }));
      const inUse = (n: number) => store.isFileInUse(fileId(n), NOW);
      for (const n of [0, 7, 49]) expect(await inUse(n)).toBe(true);
      expect(await inUse(50)).toBe(false);
      await end(first.id);
      expect(await inUse(0)).toBe(false);
      expect(await inUse(7)).toBe(true);
      await end(second.id);
      expect(await inUse(7)).toBe(false);
    });

    test('a file that is not ready is named, nothing is written and nothing stays pinned', async () => {
      const file_ids = Array.from({ length: 50 }, (_, n) => fileId(200 + n));
      for (const id of file_ids) await under.setReady(id, true);
      for (const n of [203, 240]) await under.setReady(fileId(n), false);
      const claim = { key: { id: `key-${Math.random()}`, requestHash: 'hash' }, subject: 'run' };
      for (const admitted_at of [null, at]) {
        const run = make({ file_ids, admitted_at });
        expect(await write(run, claim)).toEqual({ gone: [fileId(203), fileId(240)] });
        expect(await store.find(run.id)).toBeUndefined();
        expect(await store.findInputs(run.id)).toBeUndefined();
      }
      expect(await store.findEarlier(claim.key, NOW)).toBeUndefined();
      expect(await store.isFileInUse(fileId(200), NOW)).toBe(false);
    });

    test('a pin that lost its run counts for a minute', async () => {
      const run = make();
      await under.pinOnly(fileId(300), run.id);
      expect(await store.isFileInUse(fileId(300), NOW + 1000)).toBe(true);
      expect(await store.isFileInUse(fileId(300), NOW + 120_000)).toBe(false);
    });

    test('an execution waits until it was started; a further one waits again; the end clears it', async () => {
      const run = await create(make());
      const waiting = async () => (await store.listWaiting()).filter(({ id }) => id === run.id);
      expect(await waiting()).toEqual([{ id: run.id, execution: run.id, since: NOW }]);
      await store.clearWaiting({ id: run.id, execution: `${run.id}-2` });
      expect(await waiting()).toHaveLength(1);
      await store.clearWaiting({ id: run.id, execution: run.id });
      await store.clearWaiting({ id: run.id, execution: run.id });
      expect(await waiting()).toEqual([]);
      const again = startAgain(run, platformFailure(), at);
      if (again === undefined) throw new Error('a legal move');
      expect(await store.replace(run, again)).toBe(true);
      expect(await waiting()).toEqual([{ id: run.id, execution: `${run.id}-2`, since: NOW }]);
      await end(run.id);
      expect(await waiting()).toEqual([]);
    });

    test('lists what is not final', async () => {
      const run = await create(make());
      const isActive = async () => (await store.listActive()).some(({ id }) => id === run.id);
      expect(await isActive()).toBe(true);
      await end(run.id);
      expect(await isActive()).toBe(false);
    });

    test('lists by owner, by script and everybody’s, newest first, across months, from any place', async () => {
      const created_by = `lister-${Math.random()}`;
      const script = `script_${String(Math.random()).slice(2)}`;
      const runs: Run[] = [];
      for (let n = 0; n < 7; n += 1)
        runs.unshift(await create(make({ created_by, script }, NOW - (7 - n) * 20 * DAY_MS)));
      const ids = runs.map(({ id }) => id);
      const walk = async (shelf: Parameters<RunStore['list']>[0], since?: string, until?: string) => {
        const span = spanOf(since, until, NOW);
        const seen: string[] = [];
        let after: string | undefined;
        for (;;) {
          const { rows, end: over } = await store.list(shelf, span, after, 2);
          seen.push(...rows.map(({ id }) => id));
          after = rows.at(-1)?.id;
          if (over || after === undefined) return seen.filter((id) => ids.includes(id));
        }
      };
      expect(await walk({ by: 'owner', username: created_by })).toEqual(ids);
      expect(await walk({ by: 'script', script })).toEqual(ids);
      expect(await walk({ by: 'everybody' })).toEqual(ids);
      const [since, until] = [new Date(NOW - 100 * DAY_MS), new Date(NOW - 50 * DAY_MS)];
      for (const shelf of [{ by: 'owner', username: created_by }, { by: 'everybody' }] as const)
        expect(await walk(shelf, since.toISOString(), until.toISOString())).toEqual(ids.slice(2, 5));
      expect(await walk({ by: 'everybody' }, '2027-01-01T00:00:00Z')).toEqual([]);
      expect(await walk({ by: 'owner', username: 'nobody' })).toEqual([]);
    });

    describe('the queue', () => {
      const waitFor = (changes: Partial<Run> = {}) => create(make({ admitted_at: null, ...changes }));
      const lineOf = async (owner: string, limit = 50) =>
        (await queue.listLine(owner, limit)).map(({ id }) => id);
      const admitOne = async (run: Run): Promise<boolean> => {
        const before = await queue.readLedger();
        const after = admitRun(run, at);
        if (after === undefined) throw new Error('a legal move');
        return queue.replaceLedger(before, withSlots(before, [queueEntryOf(run)], NOW), [
          { before: run, after },
        ]);
      };

      test('a run without a slot stands in its owner’s line by priority and id, and has no execution', async () => {
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
  });
