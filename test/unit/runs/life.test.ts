import fc from 'fast-check';
import { expect, test } from 'vitest';
import { expectSound, happening, LIVES, openLife, plan, SLOW_MS, settle } from './stage/lives.ts';

test(
  'whatever comes late, twice or never: no illegal move, one final status, each event once',
  async () => {
    let lives = 0;
    let runs = 0;
    await fc.assert(
      fc.asyncProperty(plan, fc.array(happening, { maxLength: 60 }), async (made, happenings) => {
        const { world, seen } = await openLife(made);
        for (const each of happenings) await world.happen(each);
        const ended = await settle(world);
        await expectSound(world, ended, seen);
        // What is over stays as it is, also while a user repeats it.
        await world.happen({ kind: 'retry', which: 0 });
        for (const each of happenings) await world.happen(each);
        await expectSound(world, await settle(world), seen);
        for (const run of ended) expect(await world.stage.store.find(run.id)).toEqual(run);
        lives += 1;
        runs += world.ids.length;
      }),
      { numRuns: LIVES.late },
    );
    console.info(`late, twice or never: ${lives} interleavings, ${runs} runs`);
  },
  SLOW_MS,
);
