import { describe, expect, test } from 'vitest';
import { newId } from '../../../../functions/platform/ids.ts';
import { defaultPolicy } from '../../../../functions/platform/run-policy.ts';
import { requestCancel } from '../../../../functions/runs/moves.ts';
import { newRun, type Run } from '../../../../functions/runs/run.ts';
import { spanOf } from '../../../../functions/runs/run-ids.ts';
import type { RunStore } from '../../../../functions/runs/store.ts';
import { fileId, versionOf } from './files-and-scripts.ts';
import type { StoreUnderTest } from './store-under-test.ts';

const NOW = Date.parse('2026-11-22T08:30:00.000Z');
const { file_name, sha256, size, bucket, key, limits } = versionOf('merge');

/** A run that waits in the queue, so that it needs no slot. */
const make = (when: number, file_ids: string[] = []): Run =>
  newRun({
    id: newId('run', when),
    script: 'merge',
    version: 1,
    owner: 'sub',
    created_by: `somebody-${Math.random()}`,
    department: null,
    created_at: new Date(when).toISOString(),
    trigger: { type: 'manual' },
    retry_of: null,
    file_ids,
    timeout_seconds: 900,
    priority: defaultPolicy.priority,
    retry: defaultPolicy.retry,
    retention: defaultPolicy.retention,
    concurrency: null,
    admitted_at: null,
  });

const create = async (store: RunStore, run: Run): Promise<Run> => {
  const inputs = { parameters: {}, files: {}, script: { file_name, sha256, size, bucket, key }, limits };
  expect(await store.create(run, { inputs, claim: undefined, ledger: undefined }, NOW)).toBe('written');
  return run;
};

const end = async (store: RunStore, run: Run): Promise<Run> => {
  const over = requestCancel(run, 'end', new Date(NOW).toISOString());
  if (over === undefined) throw new Error('a legal move');
  expect(await store.replace(run, over)).toBe(true);
  return over;
};

/** What every store of runs does with runs that are over. */
export const describeKeptRuns = (name: string, open: () => Promise<StoreUnderTest>) =>
  describe(`${name} that are over`, () => {
    test('are listed by the file they used for as long as they are kept', async () => {
      const { store, setReady } = await open();
      const file = fileId(310);
      await setReady(file, true);
      const early = await create(store, make(NOW - 2000, [file]));
      const late = await create(store, make(NOW - 1000, [file]));
      const over = await end(store, early);
      const idsOf = async (after: string | undefined, limit: number) =>
        (
          await store.list({ by: 'file', fileId: file }, spanOf(undefined, undefined, NOW), after, limit)
        ).rows.map(({ id }) => id);
      expect(await idsOf(undefined, 10)).toEqual([late.id, early.id]);
      expect((await idsOf(undefined, 1))[0]).toBe(late.id);
      expect(await idsOf(late.id, 10)).toEqual([early.id]);
      expect([...(await store.listUsers(file))].sort()).toEqual([early.id, late.id].sort());
      expect(await store.isFileInUse(file, NOW)).toBe(true);
      await end(store, late);
      expect(await store.isFileInUse(file, NOW)).toBe(false);
      expect(await store.listUsers(file)).toHaveLength(2);
      await store.erase(over);
      expect(await store.find(early.id)).toBeUndefined();
      expect(await store.findInputs(early.id)).toBeUndefined();
      expect(await idsOf(undefined, 10)).toEqual([late.id]);
      await store.erase(over);
    });

    test('stand under the date on which they are looked at, and under no other', async () => {
      const { store } = await open();
      const date = '2031-05-06';
      const over = await end(store, await create(store, make(NOW)));
      expect(over.look_on).toBe('2026-11-23');
      const moved = { ...over, look_on: date, revision: over.revision + 1 };
      expect(await store.replace(over, moved)).toBe(true);
      expect(await store.listDue(date, 10)).toEqual([over.id]);
      expect((await store.listActive()).map(({ id }) => id)).not.toContain(over.id);
      await store.replace(moved, { ...moved, look_on: null, revision: moved.revision + 1 });
      expect(await store.listDue(date, 10)).toEqual([]);
    });
  });
