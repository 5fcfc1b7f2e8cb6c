import { afterEach, beforeEach, expect } from 'vitest';
import type { IdempotencyClaim } from '../../../../functions/platform/idempotency.ts';
import { newId } from '../../../../functions/platform/ids.ts';
import { defaultPolicy } from '../../../../functions/platform/run-policy.ts';
import { withSlots } from '../../../../functions/runs/admission/ledger.ts';
import { queueEntryOf } from '../../../../functions/runs/admission/queue-entry.ts';
import type { QueueStore } from '../../../../functions/runs/admission/queue-store.ts';
import { confirmCancelled, requestCancel } from '../../../../functions/runs/moves.ts';
import { newRun, type Run } from '../../../../functions/runs/run.ts';
import type { RunInputs } from '../../../../functions/runs/run-inputs.ts';
import type { RunStore } from '../../../../functions/runs/store.ts';
import { versionOf } from './files-and-scripts.ts';

export const NOW = Date.parse('2026-11-22T08:30:00.000Z');
export const at = new Date(NOW).toISOString();
const { file_name, sha256, size, bucket, key, limits } = versionOf('merge');

let counter = 0;
/** A run of somebody whom no other test knows. */
export const make = (changes: Partial<Run> = {}, when = NOW): Run => {
  counter += 1;
  return newRun({
    id: newId('run', when),
    script: 'merge',
    version: 1,
    owner: 'sub',
    created_by: `somebody-${counter}-${Math.random()}`,
    department: null,
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
/** What they were started with: numbers that must come back as they were. */
export const inputs: RunInputs = {
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

/** A run's rows without a key, for one that waits. */
export const rows = { inputs, claim: undefined, ledger: undefined };

/** Opens the store anew before each test, and ends the runs that the test made. */
export const useStore = (open: () => Promise<StoreUnderTest>) => {
  let under: StoreUnderTest | undefined;
  const opened = (): StoreUnderTest => {
    if (under === undefined) throw new Error('only within a test');
    return under;
  };
  const made: Run[] = [];
  /** With a slot, or waiting for one. */
  const write = async (run: Run, claim: IdempotencyClaim | undefined = undefined, now = NOW) => {
    const { store, queue } = opened();
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
    const { store } = opened();
    const run = await store.find(id);
    const over = run === undefined ? undefined : (requestCancel(run, 'end', at) ?? confirmCancelled(run, at));
    if (run !== undefined && over !== undefined) expect(await store.replace(run, over)).toBe(true);
    if (over?.status === 'cancelling') await end(id);
  };
  beforeEach(async () => {
    under = await open();
  });
  afterEach(async () => {
    for (const { id } of made.splice(0)) await end(id);
  });
  return { opened, made, write, create, end };
};
