import fc from 'fast-check';
import { test } from 'vitest';
import { expectSound, happening, LIVES, openLife, plan, SLOW_MS, settle } from './stage/lives.ts';

test(
  'whatever happens at the same time, between any two reads and writes',
  async () => {
    let lives = 0;
    let runs = 0;
    await fc.assert(
      fc.asyncProperty(
        fc.scheduler(),
        plan,
        fc.array(fc.array(happening, { minLength: 1, maxLength: 4 }), { maxLength: 12 }),
        async (scheduler, made, rounds) => {
          let interleave = true;
          const { world, seen } = await openLife(made, async (call) => {
            if (interleave) await scheduler.schedule(Promise.resolve());
            return call();
          });
          for (const round of rounds)
            await scheduler.waitFor(Promise.all(round.map((each) => world.happen(each))));
          interleave = false;
          const ended = await settle(world);
          await expectSound(world, ended, seen);
          lives += 1;
          runs += ended.length;
        },
      ),
      { numRuns: LIVES.atOnce },
    );
    console.info(`at the same time: ${lives} interleavings, ${runs} runs`);
  },
  SLOW_MS,
);
