import fc from 'fast-check';
import { expect, test } from 'vitest';
import { makeStage, type Stage } from './stage/stage.ts';

const kinds = ['bank_%.csv', 'ledger_%.xlsx', 'rates_%.csv'] as const;
const months = ['202604', '202605', '202606'] as const;

/** A file that somebody puts there: which, and with which content. */
const drop = fc.record({
  kind: fc.constantFrom(...kinds),
  month: fc.constantFrom(...months),
  body: fc.constantFrom('1', '2'),
});

/** What happens at one moment, by how many at once. */
const step = fc.oneof(
  { weight: 6, arbitrary: drop.map((file) => ({ put: file })) },
  { weight: 6, arbitrary: fc.record({ tell: fc.nat(), times: fc.integer({ min: 1, max: 10 }) }) },
  { weight: 2, arbitrary: fc.integer({ min: 1, max: 15 }).map((pass) => ({ pass })) },
  { weight: 1, arbitrary: fc.constant({ sweep: true }) },
  { weight: 1, arbitrary: fc.constant({ loseTimers: true }) },
);

/** Everything that was ever put under a name, so that late and repeated events can be told. */
interface Put {
  readonly path: string;
  readonly version: string;
  readonly body: string;
}

const settle = async (stage: Stage): Promise<void> => {
  for (let round = 0; round < 12; round += 1) {
    await stage.sweep(true);
    await stage.pass(30);
  }
};

const contentOf = (stage: Stage, ids: readonly unknown[]): string[] =>
  ids.map((id) => stage.bucket.files.get(String(id))?.body ?? '?');

/**
 * Whatever is put, told late, told ten times, told by many at once or never told: when all has settled, every version of
 * every object is in exactly one set, sets hold one file of each kind of one month, no content ran twice, and each
 * complete set ran once.
 */
test('any order of arrivals, duplicates, losses and timers gives the right sets, and one run for each content', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.array(step, { minLength: 1, maxLength: 6 }), { maxLength: 25 }),
      async (moments) => {
        const stage = makeStage();
        await stage.open();
        const puts: Put[] = [];
        for (const moment of moments)
          await Promise.all(
            moment.map(async (what) => {
              if ('put' in what) {
                const path = what.put.kind.replace('%', what.put.month);
                puts.push({ path, version: stage.put(path, what.put.body), body: what.put.body });
              } else if ('tell' in what) {
                const told = puts[what.tell % Math.max(1, puts.length)];
                if (told !== undefined)
                  await Promise.all(
                    Array.from({ length: what.times }, () => stage.tell(told.path, told.version)),
                  );
              } else if ('pass' in what) await stage.pass(what.pass);
              else if ('sweep' in what) await stage.sweep(true);
              else stage.queue.length = 0;
            }),
          );
        await settle(stage);

        const sets = await stage.setsOf();
        const versions = sets.flatMap(({ files }) => files.flatMap((file) => file.versions));
        expect(new Set(versions).size).toBe(versions.length);
        expect(await stage.straysOf()).toEqual([]);

        const ran = sets.filter(({ status }) => status === 'ran');
        expect(ran.map(({ runId }) => runId).sort()).toEqual(
          stage
            .runs()
            .map(({ id }) => id)
            .sort(),
        );
        const contents = stage
          .runs()
          .map(({ parameters: { month, bank, ledger, rates } }) =>
            [month, ...[bank, ledger, rates].flatMap((ids) => contentOf(stage, ids as unknown[]))].join(' '),
          );
        expect(new Set(contents).size).toBe(contents.length);
        expect(contents.filter((content) => content.includes('?'))).toEqual([]);

        // What is still open is exactly what is missing something; its files still lie in the folder, and nothing else does.
        const open = sets.filter(({ closedAt }) => closedAt === null);
        expect(new Set(open.map(({ key }) => key.month)).size).toBe(open.length);
        expect(open.every(({ files }) => files.length > 0 && files.length < 3)).toBe(true);
        expect(stage.bucket.keys()).toEqual(
          open.flatMap(({ files }) => files.map(({ path }) => `drop/month-end/${path}`)).sort(),
        );
        for (const { files } of open)
          for (const { path, versions: known } of files)
            expect(known.at(-1)).toBe(puts.findLast((each) => each.path === path)?.version);
        for (const { status } of sets)
          expect(['ran', 'duplicate', 'collecting', 'discarded']).toContain(status);
      },
    ),
    { numRuns: 400 },
  );
});
