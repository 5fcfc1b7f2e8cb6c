import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isFinal } from '../../../functions/runs/run.ts';
import { isSettled, tickKey } from '../../../functions/schedules/tick.ts';
import { MINUTE, openSchedulesStage, type SchedulesStage } from './stage/schedules-stage.ts';

/** What may happen to the clock, the heartbeat and the runs, in any order. */
type Step =
  | { readonly kind: 'wait'; readonly minutes: number }
  | { readonly kind: 'clock back'; readonly minutes: number }
  | { readonly kind: 'beat'; readonly times: number }
  | { readonly kind: 'killed'; readonly calls: number }
  | { readonly kind: 'end'; readonly times: number };

const steps: fc.Arbitrary<Step[]> = fc.array(
  fc.oneof(
    {
      weight: 4,
      arbitrary: fc.record({ kind: fc.constant('wait' as const), minutes: fc.integer({ min: 1, max: 4 }) }),
    },
    {
      weight: 1,
      arbitrary: fc.record({ kind: fc.constant('wait' as const), minutes: fc.integer({ min: 5, max: 90 }) }),
    },
    {
      weight: 1,
      arbitrary: fc.record({
        kind: fc.constant('clock back' as const),
        minutes: fc.integer({ min: 1, max: 60 }),
      }),
    },
    {
      weight: 3,
      arbitrary: fc.record({ kind: fc.constant('beat' as const), times: fc.integer({ min: 1, max: 4 }) }),
    },
    {
      weight: 4,
      arbitrary: fc.record({
        kind: fc.constant('killed' as const),
        calls: fc.integer({ min: 20, max: 140 }),
      }),
    },
    {
      weight: 1,
      arbitrary: fc.record({ kind: fc.constant('end' as const), times: fc.integer({ min: 0, max: 2 }) }),
    },
  ),
  { minLength: 3, maxLength: 14 },
);

const schedules = fc.array(
  fc.record({
    expression: fc.constantFrom('* * * * *', '*/3 * * * *', 'rate(2 minutes)', '0,20,40 * * * *'),
    overlap: fc.constantFrom('skip', 'queue', 'allow'),
    catch_up: fc.constantFrom('none', 'last', 'all'),
    max_lateness: fc.constantFrom(null, 30, 600),
  }),
  { minLength: 1, maxLength: 3 },
);

const take = async (stage: SchedulesStage, step: Step): Promise<void> => {
  if (step.kind === 'wait') stage.clock.at += step.minutes * MINUTE;
  if (step.kind === 'clock back') stage.clock.at -= step.minutes * MINUTE;
  if (step.kind === 'beat') await Promise.all(Array.from({ length: step.times }, () => stage.beat()));
  if (step.kind === 'killed') await stage.beat(step.calls);
  if (step.kind === 'end')
    for (const run of stage.allRuns().filter((each) => !isFinal(each)))
      await stage.endRun(run, 'succeeded', step.times);
};

/** Quiet times: nothing is killed any more, and every lease and postponement runs out. */
const calmDown = async (stage: SchedulesStage, latest: number): Promise<void> => {
  stage.clock.at = Math.max(stage.clock.at, latest) + 10 * MINUTE;
  for (let n = 0; n < 3; n += 1) {
    await stage.beat();
    stage.clock.at += 5 * MINUTE;
  }
  await stage.beat();
};

test('whatever comes twice, late, not at all or is cut off: one run at most for a tick, and no tick is lost', async () => {
  await fc.assert(
    fc.asyncProperty(schedules, steps, async (made, taken) => {
      const stage = openSchedulesStage();
      for (const fields of made) await stage.create({ ...fields, max_failures: 50 });
      const begin = stage.clock.at;
      let latest = begin;
      for (const step of taken) {
        await take(stage, step);
        latest = Math.max(latest, stage.clock.at);
      }
      await calmDown(stage, latest);

      const started = stage
        .allRuns()
        .map(({ trigger }) => `${String(trigger.schedule_id)} ${String(trigger.due_at)}`);
      expect(new Set(started).size).toBe(started.length);

      const ledger = stage.allTicks();
      const byKey = new Map(ledger.map((tick) => [`${tick.schedule_id} ${tick.due_at}`, tick]));
      // Every run is in the ledger, and every tick that ran has its run.
      for (const run of stage.allRuns()) {
        const tick = byKey.get(`${String(run.trigger.schedule_id)} ${String(run.trigger.due_at)}`);
        expect(tick?.run_id).toBe(run.id);
        if (tick !== undefined) expect(await stage.runs.findEarlier(tickKey(tick), 0)).toBe(run.id);
      }
      // Every moment the expressions name is a row, and what is past has come to something.
      for (const id of stage.store.rows.keys()) {
        const preview = await stage.call('GET', `/schedules/${id}/preview`, {
          query: `after=${new Date(begin).toISOString()}&count=50`,
        });
        for (const { at } of preview.body.data.ticks as { at: string }[])
          if (Date.parse(at) <= stage.clock.at) expect(byKey.get(`${id} ${at}`)).toBeDefined();
      }
      const open = ledger.filter((tick) => Date.parse(tick.due_at) <= stage.clock.at && !isSettled(tick));
      expect(open).toEqual([]);
    }),
    { numRuns: 120 },
  );
}, 60_000);
