import fc from 'fast-check';
import { test } from 'vitest';
import { expectSound, happening, LIVES, openLife, plan, SLOW_MS, settle, type World } from './stage/lives.ts';

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

const faultsOfCalls = fc.array(fc.constantFrom('works', 'works', 'works', 'before', 'after'), {
  minLength: 1,
  maxLength: 50,
});

test(
  'whatever call fails, before or after it has done its work',
  async () => {
    let lives = 0;
    let runs = 0;
    await fc.assert(
      fc.asyncProperty(
        plan,
        fc.array(happening, { maxLength: 60 }),
        faultsOfCalls,
        async (made, happenings, faults) => {
          const { world, seen } = await openLife(made);
          const state = breakCalls(world, faults);
          for (const each of happenings)
            await world.happen(each).catch((thrown: unknown) => {
              if (!(thrown instanceof Crash)) throw thrown;
            });
          state.broken = false;
          // A repeated run whose answer was lost is there all the same.
          for (const id of world.stage.store.runs.keys()) if (!world.ids.includes(id)) world.ids.push(id);
          const ended = await settle(world);
          await expectSound(world, ended, seen);
          lives += 1;
          runs += ended.length;
        },
      ),
      { numRuns: LIVES.failing },
    );
    console.info(`failing calls: ${lives} interleavings, ${runs} runs`);
  },
  SLOW_MS,
);
