import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { finalStatuses } from '../../../functions/runs/contract.ts';
import { isFinal, type Run, type RunStatus } from '../../../functions/runs/run.ts';
import { type Ending, type Happening, openWorld } from './stage/world.ts';

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

const which = fc.nat(5);
const happening: fc.Arbitrary<Happening> = fc.oneof(
  { weight: 8, arbitrary: fc.record({ kind: fc.constant('workflow' as const), which }) },
  { weight: 6, arbitrary: fc.record({ kind: fc.constant('task' as const), which }) },
  {
    weight: 5,
    arbitrary: fc.record({
      kind: fc.constantFrom('deliver' as const, 'deliver twice' as const, 'lose' as const),
      which,
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constantFrom(
        'cancel' as const,
        'sweep' as const,
        'workflow dies' as const,
        'task dies' as const,
        'step functions fail' as const,
      ),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constant('minutes' as const), minutes: fc.integer({ min: 1, max: 60 }) }),
  },
);
const endings = fc.array(fc.constantFrom<Ending>('succeeds', 'raises', 'platform error', 'says nothing'), {
  minLength: 1,
  maxLength: 3,
});

type World = Awaited<ReturnType<typeof openWorld>>;

/** Records every status the store accepted, in order, and lets `around` decide when a store call goes on. */
const watch = ({ stage }: World, around: <T>(call: () => Promise<T>) => Promise<T>): RunStatus[] => {
  const statuses: RunStatus[] = ['queued'];
  const { find, replace } = stage.store;
  stage.store.find = (id) => around(() => find(id));
  stage.store.replace = (before: Run, after: Run) =>
    around(async () => {
      const written = await replace(before, after);
      if (written && isFinal(before)) throw new Error(`changed after its end: ${JSON.stringify(after)}`);
      if (written && statuses.at(-1) !== after.status) statuses.push(after.status);
      return written;
    });
  return statuses;
};

/** Many lives on a busy machine. */
const SLOW_MS = 60_000;

class Crash extends Error {}

/** Lets any call to the outside fail, before or after it has done what it does, as `faults` has it. */
const breakCalls = ({ stage }: World, faults: readonly ('works' | 'before' | 'after')[]) => {
  const state = { broken: true, calls: 0 };
  for (const port of [stage.store, stage.objects, stage.cloud.workflow, stage.cloud.tasks])
    for (const [name, call] of Object.entries(port))
      if (typeof call === 'function')
        Object.assign(port, {
          [name]: async (...all: unknown[]): Promise<unknown> => {
            const fault = state.broken ? (faults[state.calls++ % faults.length] ?? 'works') : 'works';
            if (fault === 'before') throw new Crash('before');
            const answer: unknown = await Reflect.apply(call, port, all);
            if (fault === 'after') throw new Crash('after');
            return answer;
          },
        });
  return state;
};

/** Whatever happened, time and the sweeper bring the run to its end. */
const settle = async ({ stage, happen, id }: World): Promise<Run> => {
  stage.cloud.stepFunctionsDown = false;
  for (let round = 0; round < 60; round += 1) {
    const run = await stage.store.find(id);
    if (run === undefined || finalStatuses.some((status) => status === run.status)) break;
    await happen({ kind: 'minutes', minutes: 5 });
    await happen({ kind: 'sweep' });
    for (let step = 0; step < 4; step += 1) {
      await happen({ kind: 'workflow', which: step });
      await happen({ kind: 'task', which: step });
    }
  }
  const run = await stage.store.find(id);
  if (run === undefined) throw new Error('the run is gone');
  return run;
};

const expectSound = async (world: World, run: Run, statuses: readonly RunStatus[]) => {
  expect(finalStatuses).toContain(run.status);
  for (const [index, status] of statuses.slice(1).entries())
    expect(legal[statuses[index] ?? 'queued']).toContain(status);
  expect(run.timeline.at(-1)?.status).toBe(run.status);
  expect(run.finished_at).not.toBeNull();
  expect(run.attempts.length).toBeLessThanOrEqual(run.retry.attempts);
  expect(run.attempts.every(({ finished_at }) => finished_at !== null)).toBe(true);
  expect(new Set(world.begun).size).toBe(world.begun.length); // one container for each attempt
  if (world.acknowledged.some((status) => status !== 'succeeded')) expect(run.status).toBe('cancelled');
  expect(await world.stage.store.isFileInUse(world.book)).toBe(false);
  expect(await world.stage.store.listWaiting()).toEqual([]);
  expect(await world.stage.store.listActive()).toEqual([]);
};

describe('a run’s life', () => {
  test(
    'whatever comes late, twice or never: no illegal move, and one final status',
    () =>
      fc.assert(
        fc.asyncProperty(endings, fc.array(happening, { maxLength: 40 }), async (scripts, happenings) => {
          const world = await openWorld(scripts);
          const statuses = watch(world, (call) => call());
          for (const each of happenings) await world.happen(each);
          const run = await settle(world);
          await expectSound(world, run, statuses);
          for (const each of happenings) await world.happen(each);
          expect(await world.stage.store.find(world.id)).toEqual(run);
        }),
        { numRuns: 250 },
      ),
    SLOW_MS,
  );

  test(
    'whatever call fails, before or after it has done its work',
    () =>
      fc.assert(
        fc.asyncProperty(
          endings,
          fc.array(happening, { maxLength: 40 }),
          fc.array(fc.constantFrom('works', 'works', 'works', 'before', 'after'), {
            minLength: 1,
            maxLength: 50,
          }),
          async (scripts, happenings, faults) => {
            const world = await openWorld(scripts);
            const statuses = watch(world, (call) => call());
            const state = breakCalls(world, faults);
            for (const each of happenings)
              await world.happen(each).catch((thrown: unknown) => {
                if (!(thrown instanceof Crash)) throw thrown;
              });
            state.broken = false;
            await expectSound(world, await settle(world), statuses);
          },
        ),
        { numRuns: 250 },
      ),
    SLOW_MS,
  );

  test(
    'whatever happens at the same time, between any two reads and writes',
    () =>
      fc.assert(
        fc.asyncProperty(
          fc.scheduler(),
          endings,
          fc.array(fc.array(happening, { minLength: 1, maxLength: 4 }), { maxLength: 8 }),
          async (scheduler, scripts, rounds) => {
            const world = await openWorld(scripts);
            let interleave = true;
            const statuses = watch(world, async (call) => {
              if (interleave) await scheduler.schedule(Promise.resolve());
              return call();
            });
            for (const round of rounds)
              await scheduler.waitFor(Promise.all(round.map((each) => world.happen(each))));
            interleave = false;
            await expectSound(world, await settle(world), statuses);
          },
        ),
        { numRuns: 200 },
      ),
    SLOW_MS,
  );
});
