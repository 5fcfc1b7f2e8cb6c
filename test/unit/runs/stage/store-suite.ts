import { describe, expect, test } from 'vitest';
import { beginAttempt, requestCancel, startAgain } from '../../../../functions/runs/moves.ts';
import type { Run } from '../../../../functions/runs/run.ts';
import { spanOf } from '../../../../functions/runs/run-ids.ts';
import type { RunStore } from '../../../../functions/runs/store.ts';
import { platformFailure } from '../../../../functions/runs/verdict.ts';
import { fileId } from './files-and-scripts.ts';
import { at, inputs, make, NOW, type StoreUnderTest, useStore } from './store-under-test.ts';

const DAY_MS = 24 * 60 * 60 * 1000;

/** What every store of runs does. `open` gives the store; each test has runs of its own. */
export const describeRunStore = (name: string, open: () => Promise<StoreUnderTest>) =>
  describe(name, () => {
    const { opened, made, write, create, end } = useStore(open);

    test('gives back what was written, every number as it was', async () => {
      const { store } = opened();
      const run = await create(make());
      expect(await store.find(run.id)).toEqual(run);
      expect(await store.findInputs(run.id)).toEqual(inputs);
      expect(await store.find('run_01JDA2B3C4D5E6F7G8H9JKMNPQ')).toBeUndefined();
      expect(await store.findInputs('run_01JDA2B3C4D5E6F7G8H9JKMNPQ')).toBeUndefined();
    });

    test('replaces a run only if nobody was quicker', async () => {
      const { store } = opened();
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
      const { store } = opened();
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
      const { store, setReady } = opened();
      const file_ids = Array.from({ length: 50 }, (_, n) => fileId(n));
      for (const id of file_ids) await setReady(id, true);
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
      const { store, setReady } = opened();
      const file_ids = Array.from({ length: 50 }, (_, n) => fileId(200 + n));
      for (const id of file_ids) await setReady(id, true);
      for (const n of [203, 240]) await setReady(fileId(n), false);
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
      const { store, pinOnly } = opened();
      const run = make();
      await pinOnly(fileId(300), run.id);
      expect(await store.isFileInUse(fileId(300), NOW + 1000)).toBe(true);
      expect(await store.isFileInUse(fileId(300), NOW + 120_000)).toBe(false);
    });

    test('an execution waits until it was started; a further one waits again; the end clears it', async () => {
      const { store } = opened();
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
      const { store } = opened();
      const run = await create(make());
      const isActive = async () => (await store.listActive()).some(({ id }) => id === run.id);
      expect(await isActive()).toBe(true);
      await end(run.id);
      expect(await isActive()).toBe(false);
    });

    test('lists by owner, by script and everybody’s, newest first, across months, from any place', async () => {
      const { store } = opened();
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
  });
