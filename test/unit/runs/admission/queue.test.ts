import { describe, expect, test } from 'vitest';
import { runnerOf, stopped } from '../stage/runner.ts';
import type { Stage } from '../stage/stage.ts';
import { openQueueStage } from './queue-stage.ts';

describe('a run that finds no slot', () => {
  test('waits without an execution, says for what, and starts when a slot is given back', async () => {
    const { start, show, finish, isStarted, slots } = await openQueueStage(1);
    const first = await start();
    const second = await start();
    const third = await start();
    expect([first.queue, second.queue, third.queue]).toEqual([
      null,
      { position: 1, waiting_for: 'platform' },
      { position: 2, waiting_for: 'platform' },
    ]);
    expect([isStarted(first.id), isStarted(second.id)]).toEqual([true, false]);
    await finish(first.id);
    expect([isStarted(second.id), isStarted(third.id)]).toEqual([true, false]);
    expect(await slots()).toEqual([second.id]);
    expect((await show(third.id)).queue).toEqual({ position: 1, waiting_for: 'platform' });
    await finish(second.id);
    await finish(third.id);
    expect((await show(third.id)).status).toBe('succeeded');
    expect(await slots()).toEqual([]);
  });

  test('a second user does not wait for the first one’s line', async () => {
    const { start, finish, isStarted } = await openQueueStage(1);
    const first = await start();
    const rest = [await start(), await start(), await start()];
    const other = await start('plain', {}, 'wei');
    await finish(first.id);
    expect(isStarted(other.id)).toBe(true);
    expect(rest.some(({ id }) => isStarted(id))).toBe(false);
  });

  test('is cancelled while it waits: it leaves the line, and never starts', async () => {
    const { stage, start, finish, isStarted, slots } = await openQueueStage(1);
    const first = await start();
    const second = await start();
    const { status, body } = await stage.call('POST', `/runs/${second.id}/cancel`);
    expect([status, body.data.status, body.data.queue]).toEqual([202, 'cancelled', null]);
    await finish(first.id);
    expect(isStarted(second.id)).toBe(false);
    expect(await slots()).toEqual([]);
    expect(await stage.queue.listLine('sub-fang')).toEqual([]);
  });

  test('every way in which a run ends gives its slot back', async () => {
    const ways: Record<string, (stage: Stage, id: string) => Promise<unknown>> = {
      'cancelled before it was prepared': (stage, id) => stage.call('POST', `/runs/${id}/cancel`),
      'cancelled while it ran': async (stage, id) => {
        await stage.prepare({ run_id: id, execution: id });
        await stage.call('POST', `/runs/${id}/cancel`);
        await stage.onTaskStopped(stopped(id, new Date(stage.clock.at).toISOString()));
      },
      'its report': async (stage, id) => {
        await stage.prepare({ run_id: id, execution: id });
        await stage.onReport(runnerOf(stage, id).report());
      },
      'the workflow': async (stage, id) => {
        await stage.prepare({ run_id: id, execution: id });
        runnerOf(stage, id).report();
        await stage.finalize({ run_id: id, execution: id, prepared: { attempt: 1 } });
      },
      'the sweeper': async (stage, id) => {
        await stage.prepare({ run_id: id, execution: id });
        runnerOf(stage, id).report();
        const execution = stage.cloud.executions.get(id);
        if (execution !== undefined) execution.over = true;
        await stage.sweep(0);
      },
    };
    for (const [name, way] of Object.entries(ways)) {
      const { stage, start, show, isStarted, slots } = await openQueueStage(1);
      const first = await start();
      const second = await start();
      await way(stage, first.id);
      expect([name, (await show(first.id)).finished_at]).not.toEqual([name, null]);
      expect([name, isStarted(second.id), await slots()]).toEqual([name, true, [second.id]]);
    }
  });
});

describe('the limit of a script', () => {
  const concurrency = (on_limit: 'queue' | 'skip' | 'cancel_running', key?: string) => ({
    concurrency: { limit: 1, on_limit, ...(key === undefined ? {} : { key }) },
  });

  test('queue: the next one waits for its script; others pass it', async () => {
    const { start, finish, isStarted } = await openQueueStage(9, { serial: concurrency('queue') });
    const first = await start('serial');
    const second = await start('serial', {}, 'wei');
    expect(second.queue).toEqual({ position: 1, waiting_for: 'script' });
    expect(isStarted((await start()).id)).toBe(true);
    await finish(first.id);
    expect(isStarted(second.id)).toBe(true);
  });

  test('a key splits it by parameter and user', async () => {
    const policies = { split: concurrency('queue', '{{ parameters.office }}/{{ user }}') };
    const { start, isStarted, stage } = await openQueueStage(9, policies);
    const run = (office: string, who: string) => start('split', { parameters: { office } }, who);
    const runs = [await run('north', 'fang'), await run('south', 'fang'), await run('north', 'wei')];
    const blocked = await run('north', 'fang');
    expect(runs.every(({ id }) => isStarted(id))).toBe(true);
    expect(blocked.queue?.waiting_for).toBe('script');
    expect((await stage.queue.readLedger()).slots.map(({ key }) => key)).toEqual([
      'split: north/fang',
      'split: south/fang',
      'split: north/wei',
    ]);
  });

  test('skip: it ends at once, and says which run holds the slot and what to do', async () => {
    const { start, stage, finish } = await openQueueStage(9, { single: concurrency('skip') });
    const first = await start('single');
    const second = await start('single');
    expect(second).toMatchObject({ status: 'cancelled', code: 'skipped', queue: null });
    expect(second.message).toContain(first.id);
    expect(second.message).toContain('start it again');
    const chinese = await stage.call('GET', `/runs/${second.id}`, {
      headers: { 'accept-language': 'zh-CN' },
    });
    expect(chinese.body.data.message).toContain('未启动');
    await finish(first.id);
    expect((await start('single')).status).toBe('queued');
  });

  test('skip: not for a run that is over and whose slot was not given back', async () => {
    const { start, stage, isStarted } = await openQueueStage(9, { single: concurrency('skip') });
    const first = await start('single');
    const { replaceLedger } = stage.queue;
    stage.queue.replaceLedger = () => Promise.reject(new Error('the table is down'));
    await stage.call('POST', `/runs/${first.id}/cancel`);
    stage.queue.replaceLedger = replaceLedger;
    const second = await start('single');
    expect(second.status).toBe('queued');
    expect(isStarted(second.id)).toBe(true);
  });

  test('cancel_running: the older one is stopped for the newer one, which then starts', async () => {
    const { start, stage, show, isStarted } = await openQueueStage(9, {
      latest: concurrency('cancel_running'),
    });
    const first = await start('latest');
    await stage.prepare({ run_id: first.id, execution: first.id });
    stage.cloud.running.set('task-1', { runId: first.id, desired: 'RUNNING', over: false });
    const second = await start('latest', {}, 'wei');
    expect(await show(first.id)).toMatchObject({ status: 'cancelling' });
    expect(stage.cloud.running.get('task-1')?.desired).toBe('STOPPED');
    expect(isStarted(second.id)).toBe(false);
    await stage.onTaskStopped(stopped(first.id, new Date(stage.clock.at).toISOString()));
    expect(await show(first.id)).toMatchObject({ status: 'cancelled', message: 'cancelled by wei' });
    expect(isStarted(second.id)).toBe(true);
  });
});

describe('priority', () => {
  test('of the script, or of the request up to that', async () => {
    const { start, finish, isStarted } = await openQueueStage(1, { urgent: { priority: 8 } });
    const first = await start();
    const plain = await start();
    const urgent = await start('urgent', { priority: 7 });
    expect([urgent.priority, urgent.queue.position, plain.priority]).toEqual([7, 1, 5]);
    await finish(first.id);
    expect(isStarted(urgent.id)).toBe(true);
  });

  test('above the script’s own it needs queue.manage', async () => {
    const { stage, start } = await openQueueStage(1);
    const refused = await stage.call('POST', '/runs', { body: { script: 'plain', priority: 6 } });
    expect(refused.status).toBe(400);
    expect(refused.body.errors).toMatchObject([
      { field: 'priority', message: expect.stringContaining('queue.manage') },
    ]);
    expect((await start('plain', { priority: 6 }, 'mia')).priority).toBe(6);
    const odd = await stage.call('POST', '/runs', { body: { script: 'plain', priority: 10 } });
    expect(odd.body.errors).toMatchObject([{ field: 'priority' }]);
  });
});
