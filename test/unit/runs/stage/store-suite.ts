import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { newId } from '../../../../functions/platform/ids.ts';
import { defaultPolicy } from '../../../../functions/platform/run-policy.ts';
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
    ...changes,
  });
};
const inputs: RunInputs = {
  parameters: { rate: 1e300, tiny: 5e-324, nested: { '': null, 字: [0.1] }, empty: '' },
  files: {},
  script: { file_name, sha256, size, bucket, key },
  limits,
};

/** What every store of runs does. `open` gives the store; each test has runs of its own. */
export const describeRunStore = (name: string, open: () => Promise<RunStore>) =>
  describe(name, () => {
    let store: RunStore;
    const made: Run[] = [];
    const create = async (run: Run): Promise<Run> => {
      expect(await store.create(run, inputs, undefined, NOW)).toBe(true);
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
      store = await open();
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
      const runs = Array.from({ length: 8 }, () => make());
      const written = await Promise.all(
        runs.map((run) => store.create(run, inputs, { key: idempotencyKey, subject: run.id }, NOW)),
      );
      made.push(...runs);
      expect(written.filter(Boolean)).toHaveLength(1);
      const winner = runs[written.indexOf(true)];
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
      expect(await store.create(next, inputs, { key: idempotencyKey, subject: next.id }, later)).toBe(true);
      made.push(next);
      expect(await store.findEarlier(undefined, NOW)).toBeUndefined();
    });

    test('fifty files are pinned until the run ends', async () => {
      const file_ids = Array.from({ length: 50 }, (_, n) => fileId(n));
      const first = await create(make({ file_ids }));
      const second = await create(make({ file_ids: [fileId(7)] }));
      for (const n of [0, 7, 49]) expect(await store.isFileInUse(fileId(n))).toBe(true);
      expect(await store.isFileInUse(fileId(50))).toBe(false);
      await end(first.id);
      expect(await store.isFileInUse(fileId(0))).toBe(false);
      expect(await store.isFileInUse(fileId(7))).toBe(true);
      await end(second.id);
      expect(await store.isFileInUse(fileId(7))).toBe(false);
    });

    test('an execution waits until it was started; a further one waits again; the end clears it', async () => {
      const run = await create(make());
      const waiting = async () => (await store.listWaiting()).filter(({ id }) => id === run.id);
      expect(await waiting()).toEqual([{ id: run.id, execution: run.id }]);
      await store.clearWaiting({ id: run.id, execution: `${run.id}-2` });
      expect(await waiting()).toHaveLength(1);
      await store.clearWaiting({ id: run.id, execution: run.id });
      await store.clearWaiting({ id: run.id, execution: run.id });
      expect(await waiting()).toEqual([]);
      const again = startAgain(run, platformFailure(), at);
      if (again === undefined) throw new Error('a legal move');
      expect(await store.replace(run, again)).toBe(true);
      expect(await waiting()).toEqual([{ id: run.id, execution: `${run.id}-2` }]);
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
  });
