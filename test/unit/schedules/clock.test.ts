import { describe, expect, it } from 'vitest';
import { MINUTE, MORNING, openSchedulesStage, type SchedulesStage } from './stage/schedules-stage.ts';

const at = (time: string): string => `2026-11-22T${time}:00.000Z`;

/** Moves to some seconds past a minute, as a heartbeat comes. */
const minutePast = (stage: SchedulesStage, minutes: number): void => {
  stage.clock.at = MORNING + MINUTE / 2 + minutes * MINUTE + 400;
};

/** What became of each tick of the plan, in the order of time. */
const outcomes = (stage: SchedulesStage): string[] =>
  stage
    .allTicks()
    .filter(({ origin, status }) => origin === 'plan' && status !== 'planned')
    .map(({ due_at, status, code }) => `${due_at.slice(11, 16)} ${status}${code === null ? '' : ` ${code}`}`);

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
    ).toEqual(Array(4).fill('queued'));
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
    expect(outcomes(stage)).toEqual(['08:30 queued']);
  });
});

describe('a schedule that fails', () => {
  const failing = async (
    stage: SchedulesStage,
    minutes: number,
    status: 'failed' | 'succeeded' = 'failed',
  ) => {
    minutePast(stage, minutes);
    await stage.beat();
    for (const run of stage.allRuns().filter((each) => each.status === 'queued'))
      await stage.endRun(run, status, 3);
  };

  it('pauses itself after so many in a row, however often each end is told, and says so in both languages', async () => {
    const stage = openSchedulesStage();
    const { id } = await stage.create({ max_failures: 3 });
    await failing(stage, 0);
    await failing(stage, 1);
    expect((await stage.call('GET', `/schedules/${id}`)).body.data).toMatchObject({
      enabled: true,
      failures: 2,
    });
    await failing(stage, 2);
    const shown = await stage.call('GET', `/schedules/${id}`);
    expect(shown.body.data).toMatchObject({ enabled: false, failures: 3, next_ticks: [] });
    expect(shown.body.data.paused_reason).toContain('3 failures in a row');
    const chinese = await stage.call('GET', `/schedules/${id}`, { headers: { 'accept-language': 'zh-CN' } });
    expect(chinese.body.data.paused_reason).toContain('连续 3 次失败');
    minutePast(stage, 3);
    await stage.beat();
    expect(outcomes(stage).at(-1)).toBe('08:33 held paused');
  });

  it('counts anew after a success, and after it was resumed', async () => {
    const stage = openSchedulesStage();
    const { id } = await stage.create({ max_failures: 2 });
    await failing(stage, 0);
    await failing(stage, 1, 'succeeded');
    await failing(stage, 2);
    expect((await stage.call('GET', `/schedules/${id}`)).body.data).toMatchObject({
      enabled: true,
      failures: 1,
    });
    await failing(stage, 3);
    expect((await stage.call('GET', `/schedules/${id}`)).body.data.enabled).toBe(false);
    await stage.call('POST', `/schedules/${id}/resume`);
    await failing(stage, 5);
    expect((await stage.call('GET', `/schedules/${id}`)).body.data).toMatchObject({
      enabled: true,
      failures: 1,
    });
  });

  it('is noticed by the next heartbeat when no event tells of its runs', async () => {
    const stage = openSchedulesStage();
    const { id } = await stage.create({ max_failures: 2 });
    for (const minute of [0, 1]) {
      minutePast(stage, minute);
      await stage.beat();
      for (const run of stage.allRuns().filter((each) => each.status === 'queued'))
        await stage.endRun(run, 'failed', 0);
    }
    minutePast(stage, 2);
    await stage.beat();
    expect((await stage.call('GET', `/schedules/${id}`)).body.data).toMatchObject({
      enabled: false,
      failures: 2,
    });
    expect(outcomes(stage).at(-1)).toBe('08:32 held paused');
  });

  it('is held, and at last paused, when its owner is gone or may not start runs', async () => {
    const stage = openSchedulesStage();
    const { id } = await stage.create({ max_failures: 2 });
    stage.owners.delete('sub-fang');
    minutePast(stage, 0);
    await stage.beat();
    stage.owners.set('sub-fang', {
      userId: 'sub-fang',
      username: 'fang',
      roles: ['auditor'],
      sessionId: 's',
    });
    minutePast(stage, 1);
    await stage.beat();
    expect(outcomes(stage)).toEqual(['08:30 held owner_gone', '08:31 held owner_not_allowed']);
    expect((await stage.call('GET', `/schedules/${id}`)).body.data.enabled).toBe(false);
    expect(stage.allRuns()).toEqual([]);
  });

  it('is held with the words of the refusal when its script is archived', async () => {
    const stage = openSchedulesStage();
    const { id } = await stage.create({});
    stage.scripts.archived.add('job');
    minutePast(stage, 0);
    await stage.beat();
    const { body } = await stage.call('GET', `/schedules/${id}/ticks`);
    expect(body.data.items.at(-1)).toMatchObject({ status: 'held', code: 'refused', reason: 'archived' });
  });

  it('is tried again when the platform itself fails, and is lost at no time', async () => {
    const stage = openSchedulesStage();
    await stage.create({ overlap: 'allow', expression: '30 8 * * *' });
    let down = 3;
    stage.launching.before = async () => {
      down -= 1;
      if (down >= 0) throw new Error('the table does not answer');
    };
    for (let minute = 0; minute < 5; minute += 1) {
      minutePast(stage, minute);
      await stage.beat();
    }
    expect(outcomes(stage)).toEqual(['08:30 ran']);
    expect(stage.allRuns()).toHaveLength(1);
  });
});
