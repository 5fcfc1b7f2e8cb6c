import { describe, expect, it } from 'vitest';
import { minutePast, outcomes } from './stage/outcomes.ts';
import { MINUTE, openSchedulesStage, type SchedulesStage } from './stage/schedules-stage.ts';

const at = (time: string): string => `2026-11-22T${time}:00.000Z`;

describe('a tick', () => {
  it('is a row before it is due, and the run it started is in it afterwards', async () => {
    const stage = openSchedulesStage();
    await stage.create({
      overlap: 'allow',
      parameters: { day: '{{ tick.datetime }}' },
      time_zone: 'Asia/Shanghai',
    });
    expect(stage.allTicks().map(({ due_at, status }) => [due_at, status])).toEqual([
      [at('08:30'), 'planned'],
      [at('08:31'), 'planned'],
      [at('08:32'), 'planned'],
    ]);
    minutePast(stage, 0);
    await stage.beat();
    const [run] = stage.allRuns();
    expect(stage.allTicks()[0]).toMatchObject({ status: 'ran', run_id: run?.id, late_ms: 400 });
    expect((await stage.runs.findInputs(run?.id ?? ''))?.parameters).toEqual({
      day: '2026-11-22 16:30',
      n: 0,
    });
    expect(stage.events).toMatchObject([
      { type: 'schedule.tick', detail: { due_at: at('08:30'), outcome: 'ran', run_id: run?.id } },
    ]);
  });

  it('starts one run when the heartbeat comes twice', async () => {
    const stage = openSchedulesStage();
    await stage.create({});
    minutePast(stage, 0);
    await stage.beat();
    await stage.beat();
    expect(stage.allRuns()).toHaveLength(1);
  });

  it('starts one run when ten heartbeats come at once', async () => {
    const stage = openSchedulesStage();
    for (let n = 0; n < 5; n += 1) await stage.create({ overlap: 'allow' });
    minutePast(stage, 0);
    await Promise.all(Array.from({ length: 10 }, () => stage.beat()));
    expect(stage.allRuns()).toHaveLength(5);
    expect(outcomes(stage)).toEqual(Array(5).fill('08:30 ran'));
  });

  it('runs late, and only once, when one heartbeat is lost', async () => {
    const stage = openSchedulesStage();
    await stage.create({ overlap: 'allow' });
    minutePast(stage, 1);
    await stage.beat();
    expect(outcomes(stage)).toEqual(['08:30 ran', '08:31 ran']);
    expect(stage.allTicks()[0]?.late_ms).toBe(MINUTE + 400);
  });

  it('is not fired again when the clock is set back an hour', async () => {
    const stage = openSchedulesStage();
    await stage.create({ overlap: 'allow' });
    for (let minute = 0; minute < 60; minute += 1) {
      minutePast(stage, minute);
      await stage.beat();
    }
    expect(stage.allRuns()).toHaveLength(60);
    for (let minute = 0; minute < 60; minute += 1) {
      minutePast(stage, minute);
      await stage.beat();
    }
    expect(stage.allRuns()).toHaveLength(60);
    minutePast(stage, 60);
    await stage.beat();
    expect(stage.allRuns()).toHaveLength(61);
  });

  it('is handed on in batches when many are due, and the batches may come twice', async () => {
    const stage = openSchedulesStage();
    for (let n = 0; n < 200; n += 1) await stage.create({ overlap: 'allow', expression: '30 8 * * *' });
    minutePast(stage, 0);
    await stage.beat();
    expect(stage.allRuns()).toHaveLength(200);
    await Promise.all([stage.beat(), stage.beat()]);
    expect(stage.allRuns()).toHaveLength(200);
  });
});

describe('work that was handed on', () => {
  it('and lay in the queue for too long is left to the heartbeats that came since', async () => {
    const stage = openSchedulesStage();
    const { id } = await stage.create({ catch_up: 'none', expression: '30 8 * * *' });
    const tick = { schedule_id: id, due_at: at('08:30'), slot: 'plan' };
    minutePast(stage, 60);
    stage.queue.push({ kind: 'fire', seen_at: at('08:30'), ticks: [tick] });
    await stage.workOff();
    expect(stage.allRuns()).toEqual([]);
    await stage.beat();
    expect(outcomes(stage)).toEqual(['08:30 missed not_caught_up']);
  });
});

describe('when nothing looks for an hour', () => {
  const anHour = async (fields: object): Promise<SchedulesStage> => {
    const stage = openSchedulesStage();
    await stage.create({ expression: '*/15 * * * *', overlap: 'allow', ...fields });
    minutePast(stage, 61);
    await stage.beat();
    await stage.beat();
    return stage;
  };

  it('catch_up none runs none of what was missed', async () => {
    const stage = await anHour({ catch_up: 'none' });
    expect(outcomes(stage)).toEqual([
      '08:30 missed not_caught_up',
      '08:45 missed not_caught_up',
      '09:00 missed not_caught_up',
      '09:15 missed not_caught_up',
      '09:30 ran',
    ]);
  });

  it('catch_up last runs the newest only', async () => {
    const stage = openSchedulesStage();
    await stage.create({ expression: '*/15 * * * *', overlap: 'allow', catch_up: 'last' });
    minutePast(stage, 70);
    await stage.beat();
    expect(outcomes(stage)).toEqual([
      '08:30 missed newer_due',
      '08:45 missed newer_due',
      '09:00 missed newer_due',
      '09:15 missed newer_due',
      '09:30 ran',
    ]);
    expect(stage.allTicks().find(({ run_id }) => run_id !== null)).toMatchObject({ caught_up: true });
  });

  it('catch_up all runs each, in order, one after the other where runs may not overlap', async () => {
    const stage = await anHour({ catch_up: 'all', overlap: 'skip' });
    expect(stage.allRuns().map(({ trigger }) => trigger.due_at)).toEqual([
      at('08:30'),
      at('08:45'),
      at('09:00'),
      at('09:15'),
    ]);
    expect(
      outcomes(stage)
        .slice(0, 4)
        .map((each) => each.split(' ')[1]),
    ).toEqual(['ran', 'queued', 'queued', 'queued']);
  });

  it('max_lateness keeps what is too late from running', async () => {
    const stage = await anHour({ catch_up: 'all', max_lateness: 1200 });
    expect(outcomes(stage)).toEqual([
      '08:30 late too_late',
      '08:45 late too_late',
      '09:00 late too_late',
      '09:15 ran',
      '09:30 ran',
    ]);
  });
});

describe('an earlier run that has not ended', () => {
  it('makes a tick skipped, with the run that was in the way', async () => {
    const stage = openSchedulesStage();
    await stage.create({ overlap: 'skip' });
    minutePast(stage, 0);
    await stage.beat();
    minutePast(stage, 1);
    await stage.beat();
    const [first] = stage.allRuns();
    expect(stage.allTicks()[1]).toMatchObject({ status: 'skipped', facts: { run_id: first?.id } });
    if (first !== undefined) await stage.endRun(first, 'succeeded');
    minutePast(stage, 2);
    await stage.beat();
    expect(outcomes(stage)).toEqual(['08:30 ran', '08:31 skipped overlap', '08:32 ran']);
  });

  it('makes a run queue where the schedule says so', async () => {
    const stage = openSchedulesStage();
    await stage.create({ overlap: 'queue' });
    minutePast(stage, 0);
    await stage.beat();
    minutePast(stage, 1);
    await stage.beat();
    expect(outcomes(stage)).toEqual(['08:30 ran', '08:31 queued']);
  });
});
