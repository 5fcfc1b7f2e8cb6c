import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isFinal } from '../../../../functions/runs/run.ts';
import { openQueueStage } from './queue-stage.ts';

class Crash extends Error {}

const PLATFORM = 3;
const policies = {
  serial: { concurrency: { limit: 1, on_limit: 'queue' as const } },
  single: { concurrency: { limit: 1, on_limit: 'skip' as const } },
  latest: { concurrency: { limit: 1, on_limit: 'cancel_running' as const } },
};
const happening = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({
      kind: fc.constant('start' as const),
      script: fc.constantFrom('plain', 'plain', 'serial', 'single', 'latest'),
      who: fc.constantFrom('fang', 'wei'),
    }),
  },
  { weight: 5, arbitrary: fc.record({ kind: fc.constant('finish' as const), which: fc.nat(20) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('cancel' as const), which: fc.nat(20) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('sweep' as const) }) },
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constant('minutes' as const), minutes: fc.integer({ min: 1, max: 9 }) }),
  },
);

test(
  'whatever happens at the same time and whatever call fails: no limit is passed, no run and no slot is lost',
  () =>
    fc.assert(
      fc.asyncProperty(
        fc.array(fc.array(happening, { minLength: 1, maxLength: 4 }), { minLength: 3, maxLength: 10 }),
        fc.array(fc.constantFrom('works', 'works', 'works', 'works', 'before', 'after'), {
          minLength: 1,
          maxLength: 40,
        }),
        async (rounds, faults) => {
          const { stage, finish, slots } = await openQueueStage(PLATFORM, policies);
          let broken = true;
          let calls = 0;
          for (const port of [stage.store, stage.queue, stage.cloud.workflow])
            for (const [name, call] of Object.entries(port))
              if (typeof call === 'function' && name !== 'pinOnly')
                Object.assign(port, {
                  [name]: async (...all: unknown[]): Promise<unknown> => {
                    await Promise.resolve();
                    const fault = broken ? faults[calls++ % faults.length] : 'works';
                    if (fault === 'before') throw new Crash('before');
                    const answer: unknown = await Reflect.apply(call, port, all);
                    if (fault === 'after') throw new Crash('after');
                    return answer;
                  },
                });
          const ids = (): string[] => [...stage.store.runs.keys()].sort();
          const pick = (which: number): string | undefined => ids()[which % Math.max(1, ids().length)];
          /** What the ledger says is read as it is: a call would take its turn among the faults. */
          const watchLimits = async (): Promise<void> => {
            const held = await slots().catch(() => []);
            expect(held.length).toBeLessThanOrEqual(PLATFORM);
            expect(new Set(held).size).toBe(held.length);
          };
          const happen = async (each: (typeof rounds)[number][number]): Promise<void> => {
            const id = 'which' in each ? pick(each.which) : undefined;
            if (each.kind === 'minutes') stage.clock.at += each.minutes * 60_000;
            if (each.kind === 'sweep') await stage.sweep(0);
            if (each.kind === 'start')
              await stage.call('POST', '/runs', { body: { script: each.script } }, each.who);
            if (each.kind === 'cancel' && id !== undefined)
              await stage.call('POST', `/runs/${id}/cancel`, {}, 'mia');
            if (each.kind === 'finish' && id !== undefined && stage.cloud.executions.has(id))
              await finish(id);
          };
          for (const round of rounds) {
            await Promise.allSettled(round.map(happen));
            await watchLimits();
          }
          broken = false;
          // Every run that got its slot ends; the sweeper sees to the rest.
          for (let round = 0; round < 200; round += 1) {
            const left = await stage.store.listActive();
            if (left.length === 0) break;
            stage.clock.at += 60_000;
            await stage.sweep(15_000);
            for (const { id, admitted_at } of left) if (admitted_at !== null) await finish(id);
            await watchLimits();
          }
          const runs = await Promise.all(ids().map((id) => stage.store.find(id)));
          expect(runs.filter((run) => run !== undefined && !isFinal(run))).toEqual([]);
          stage.clock.at += 60_000;
          await stage.sweep(15_000);
          expect(await slots()).toEqual([]);
          for (const owner of ['sub-fang', 'sub-wei']) expect(await stage.queue.listLine(owner)).toEqual([]);
          expect(await stage.store.listWaiting()).toEqual([]);
        },
      ),
      { numRuns: 150 },
    ),
  60_000,
);
