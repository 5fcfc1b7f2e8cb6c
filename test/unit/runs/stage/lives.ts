import fc from 'fast-check';
import { expect } from 'vitest';
import { type RetryPolicy, retryCodes } from '../../../../functions/platform/run-policy.ts';
import { isFinal, MAX_EXECUTIONS, type Run, type RunStatus } from '../../../../functions/runs/run.ts';
import { eventsOf } from '../../../../functions/runs/run-events.ts';
import { GRACE_MS } from '../../../../functions/runs/sweep-rules.ts';
import { type Ending, type Happening, openWorld } from './world.ts';

/** Lives of each kind that the tests go through: 20,000 in all, in three files so that two cores share them. */
export const LIVES = { late: 7000, failing: 7000, atOnce: 6000 } as const;

/** Many lives on a busy machine. */
export const SLOW_MS = 180_000;

export type World = Awaited<ReturnType<typeof openWorld>>;

const which = fc.nat(5);
const numbered = (...kinds: Extract<Happening, { which: number }>['kind'][]) =>
  fc.record({ kind: fc.constantFrom(...kinds), which });

/** What may happen next. */
export const happening: fc.Arbitrary<Happening> = fc.oneof(
  { weight: 10, arbitrary: numbered('workflow') },
  { weight: 8, arbitrary: numbered('task') },
  { weight: 5, arbitrary: numbered('deliver', 'deliver twice', 'lose') },
  { weight: 2, arbitrary: numbered('cancel', 'time-out') },
  { weight: 2, arbitrary: numbered('retry') },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constantFrom('sweep', 'workflow dies', 'task dies', 'step functions fail'),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constant('minutes' as const), minutes: fc.integer({ min: 1, max: 60 }) }),
  },
);

/** How the attempts of a life end, and what its script says of further ones; sometimes nothing. */
export const plan = fc.record({
  endings: fc.array(
    fc.constantFrom<Ending>('succeeds', 'raises', 'takes too long', 'platform error', 'says nothing'),
    { minLength: 1, maxLength: 4 },
  ),
  retry: fc.option(
    fc.record({
      attempts: fc.integer({ min: 1, max: 4 }),
      delay_seconds: fc.constantFrom(1, 20, 600),
      backoff: fc.constantFrom('fixed', 'exponential'),
      max_delay_seconds: fc.constantFrom(1, 120, 3600),
      jitter: fc.boolean(),
      on: fc.subarray([...retryCodes]),
    }),
    { nil: undefined, freq: 3 },
  ),
});

const legal: Readonly<Record<RunStatus, readonly RunStatus[]>> = {
  queued: ['starting', 'cancelled', 'failed'],
  starting: ['running', 'cancelling', 'cancelled', 'failed', 'succeeded', 'timed_out'],
  running: ['starting', 'cancelling', 'succeeded', 'failed', 'timed_out'],
  cancelling: ['cancelled'],
  succeeded: [],
  failed: [],
  timed_out: [],
  cancelled: [],
};

/** What a run's row said, in order, and what the world would have been told of it. */
interface Life {
  readonly statuses: RunStatus[];
  readonly events: string[];
}
export type Seen = ReadonlyMap<string, Life>;

/** Opens a world and records every change that its store accepts; `around` decides when a call goes on. */
export const openLife = async (
  { endings, retry }: { endings: readonly Ending[]; retry: RetryPolicy | undefined },
  around: <T>(call: () => Promise<T>) => Promise<T> = (call) => call(),
): Promise<{ world: World; seen: Seen }> => {
  const world = await openWorld(endings, retry);
  const { store } = world.stage;
  const seen = new Map<string, Life>();
  const born = (run: Run): void => {
    seen.set(run.id, {
      statuses: [run.status],
      events: eventsOf(undefined, run).map(({ detail }) => detail.id),
    });
  };
  for (const id of world.ids) born((await store.find(id)) as Run);
  const { create, find, replace } = store;
  store.create = (run, ...rest) =>
    around(async () => {
      const written = await create(run, ...rest);
      if (written === 'written') born(run);
      return written;
    });
  store.find = (id) => around(() => find(id));
  store.replace = (before, after) =>
    around(async () => {
      const written = await replace(before, after);
      if (!written) return false;
      if (isFinal(before)) throw new Error(`changed after its end: ${JSON.stringify(after)}`);
      const life = seen.get(after.id);
      if (life?.statuses.at(-1) !== after.status) life?.statuses.push(after.status);
      life?.events.push(...eventsOf(before, after).map(({ detail }) => detail.id));
      return true;
    });
  return { world, seen };
};

const runsOf = async ({ stage, ids }: World): Promise<Run[]> =>
  (await Promise.all(ids.map((id) => stage.store.find(id)))).map((run) => {
    if (run === undefined) throw new Error('a run is gone');
    return run;
  });

/** Whatever happened, time and the sweeper bring every run to its end. */
export const settle = async (world: World): Promise<readonly Run[]> => {
  const { stage, happen } = world;
  stage.cloud.stepFunctionsDown = false;
  for (let round = 0; round < 120; round += 1) {
    if ((await runsOf(world)).every(isFinal)) break;
    await happen({ kind: 'minutes', minutes: 5 });
    await happen({ kind: 'sweep' });
    for (let step = 0; step < 4; step += 1) {
      await happen({ kind: 'workflow', which: step });
      await happen({ kind: 'task', which: step });
    }
  }
  await happen({ kind: 'minutes', minutes: 5 }); // a slot may have been left to the sweeper
  await happen({ kind: 'sweep' });
  return runsOf(world);
};

/** Between two attempts lies the policy's delay; a sweeper that lost the workflow takes a minute of it at most. */
const expectPolicyKept = ({ attempts, retry, status, code, executions }: Run): void => {
  expect(attempts.length).toBeLessThanOrEqual(retry.attempts);
  // A run that was cancelled, or given up after too many executions, ends by that, whatever its attempts were.
  if (status !== 'cancelled' && executions < MAX_EXECUTIONS) {
    expect(attempts.at(-1)?.code).toBe(code);
    if (retry.on.some((each) => each === code)) expect(attempts).toHaveLength(retry.attempts);
  }
  for (const [index, next] of attempts.slice(1).entries()) {
    const { code, finished_at } = attempts[index] ?? { code: null, finished_at: null };
    expect(retry.on).toContain(code);
    const grown = retry.backoff === 'fixed' ? retry.delay_seconds : retry.delay_seconds * 2 ** index;
    const least = Math.min(grown, retry.max_delay_seconds) * (retry.jitter ? 500 : 1000);
    const waited = Date.parse(next.prepared_at) - Date.parse(finished_at ?? '');
    expect(waited).toBeGreaterThanOrEqual(least - GRACE_MS);
  }
};

/** Every run went by legal moves to one final status, told once of each, and nothing of it is left. */
export const expectSound = async (world: World, runs: readonly Run[], seen: Seen): Promise<void> => {
  const { stage, acknowledged, begun, book } = world;
  for (const run of runs) {
    const { statuses = [], events = [] } = seen.get(run.id) ?? {};
    if (!isFinal(run)) throw new Error(`did not end: ${JSON.stringify(run)}`);
    for (const [index, status] of statuses.slice(1).entries())
      expect(legal[statuses[index] ?? 'queued']).toContain(status);
    expect(statuses.filter((status) => isFinal({ status }))).toEqual([run.status]);
    expect(run.timeline.at(-1)?.status).toBe(run.status);
    expect(run.finished_at).not.toBeNull();
    expect(run.next_attempt_at).toBeNull();
    expect(run.attempts.every(({ finished_at }) => finished_at !== null)).toBe(true);
    expectPolicyKept(run);
    expect(new Set(events).size).toBe(events.length);
    expect(events[0]).toBe(`${run.id}:queued`);
    expect(events.at(-1)).toBe(`${run.id}:${run.status}`);
    if (acknowledged.some(({ runId, status }) => runId === run.id && status !== 'succeeded'))
      expect(run.status).toBe('cancelled');
  }
  expect(new Set(begun).size).toBe(begun.length); // one container for each attempt
  expect(await stage.store.isFileInUse(book, stage.clock.at)).toBe(false);
  expect((await stage.queue.readLedger()).slots).toEqual([]);
  expect(await stage.store.listWaiting()).toEqual([]);
  expect(await stage.store.listActive()).toEqual([]);
};
