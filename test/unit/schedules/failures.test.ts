import { describe, expect, it } from 'vitest';
import { callerWith } from '../platform/caller.ts';
import { minutePast, openRuns, outcomes } from './stage/outcomes.ts';
import { openSchedulesStage, type SchedulesStage } from './stage/schedules-stage.ts';

describe('a schedule that fails', () => {
  const failing = async (
    stage: SchedulesStage,
    minutes: number,
    status: 'failed' | 'succeeded' = 'failed',
  ) => {
    minutePast(stage, minutes);
    await stage.beat();
    for (const run of openRuns(stage)) await stage.endRun(run, status, 3);
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
      for (const run of openRuns(stage)) await stage.endRun(run, 'failed', 0);
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
    stage.owners.set(
      'sub-fang',
      callerWith({ userId: 'sub-fang', username: 'fang', roles: ['auditor'], sessionId: 's' }),
    );
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
