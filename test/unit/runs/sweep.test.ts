import { describe, expect, test } from 'vitest';
import { versionOf } from './stage/files-and-scripts.ts';
import { ended, runnerOf, stopped } from './stage/runner.ts';
import { openStage } from './stage/stage.ts';

const MINUTE = 60_000;

/** A run in the middle of its attempt; its task is there unless it is said to be gone. */
const open = async () => {
  const stage = openStage();
  stage.scripts.add(versionOf('merge'));
  const { body } = await stage.call('POST', '/runs', { body: { script: 'merge' } });
  const id: string = body.data.id;
  await stage.prepare({ run_id: id, execution: id });
  const task = { runId: id, desired: 'RUNNING' as 'RUNNING' | 'STOPPED', over: false };
  stage.cloud.running.set('task-1', task);
  const runner = runnerOf(stage, id);
  await stage.onProgress(runner.progress());
  const execution = stage.cloud.executions.get(id);
  if (execution === undefined) throw new Error('the execution was not started');
  return {
    stage,
    id,
    task,
    runner,
    execution,
    show: async () => (await stage.call('GET', `/runs/${id}`)).body.data,
    taskEnds: () => Object.assign(task, { desired: 'STOPPED', over: true }),
  };
};

describe('the sweeper', () => {
  test('leaves alone what goes its way', async () => {
    const { stage, show } = await open();
    stage.clock.at += 10 * MINUTE;
    expect(await stage.sweep(0)).toEqual({});
    expect((await show()).status).toBe('running');
  });

  test('finishes a run whose report’s event was lost', async () => {
    const { stage, runner, show, taskEnds } = await open();
    runner.report();
    taskEnds();
    expect(await stage.sweep(0)).toEqual({ finalize: 1 });
    expect((await show()).status).toBe('succeeded');
  });

  test('makes a new attempt in a new execution after the emulator was restarted', async () => {
    const { stage, id, execution, show, taskEnds } = await open();
    execution.over = true;
    taskEnds();
    expect(await stage.sweep(0)).toEqual({ 'take-over': 1 });
    expect(await show()).toMatchObject({ status: 'starting', attempts: [{ code: 'platform_error' }] });
    expect(stage.cloud.executions.get(`${id}-2`)).toMatchObject({ over: false });
    expect(await stage.prepare({ run_id: id, execution: id })).toEqual({ start: false });
    expect(await stage.prepare({ run_id: id, execution: `${id}-2` })).toMatchObject({
      start: true,
      attempt: 2,
    });
    await stage.onReport(runnerOf(stage, id, 2).report());
    expect((await show()).status).toBe('succeeded');
  });

  test('finishes at once a run whose report is there and whose execution is over', async () => {
    const { stage, runner, execution, show, taskEnds } = await open();
    runner.report(ended('failed', 'script_error', { message: 'boom' }));
    execution.over = true;
    taskEnds();
    await stage.sweep(0);
    expect(await show()).toMatchObject({ status: 'failed', code: 'script_error', message: 'boom' });
  });

  test('starts again a run that waits although its execution is over', async () => {
    const stage = openStage();
    stage.scripts.add(versionOf('merge'));
    const { body } = await stage.call('POST', '/runs', { body: { script: 'merge' } });
    const first = stage.cloud.executions.get(body.data.id);
    if (first !== undefined) first.over = true;
    expect(await stage.sweep(0)).toEqual({ 'take-over': 1 });
    expect(stage.cloud.executions.has(`${body.data.id}-2`)).toBe(true);
  });

  test('gives up a run whose executions all die before they prepare it', async () => {
    const stage = openStage();
    stage.scripts.add(versionOf('merge'));
    const { body } = await stage.call('POST', '/runs', { body: { script: 'merge' } });
    for (let round = 0; round < 10; round += 1) {
      for (const execution of stage.cloud.executions.values()) execution.over = true;
      await stage.sweep(0);
    }
    const run = (await stage.call('GET', `/runs/${body.data.id}`)).body.data;
    expect(run).toMatchObject({ status: 'failed', code: 'platform_error' });
    expect(stage.cloud.executions.size).toBe(8);
  });

  test('takes a minute before it believes that a task is lost while the workflow lives', async () => {
    const { stage, show, taskEnds, execution } = await open();
    taskEnds();
    expect(await stage.sweep(0)).toEqual({ 'note-lost': 1 });
    stage.clock.at += MINUTE / 2;
    expect(await stage.sweep(0)).toEqual({});
    stage.clock.at += MINUTE;
    expect(await stage.sweep(0)).toEqual({ 'take-over': 1 });
    expect(execution.over).toBe(true);
    expect((await show()).status).toBe('starting');
  });

  test('forgets its suspicion when the task is seen again', async () => {
    const { stage, task } = await open();
    task.desired = 'STOPPED';
    await stage.sweep(0);
    task.desired = 'RUNNING';
    expect(await stage.sweep(0)).toEqual({ 'note-found': 1 });
    stage.clock.at += 2 * MINUTE;
    expect(await stage.sweep(0)).toEqual({});
  });

  test('stops a task that is over its time; the run is timed out', async () => {
    const { stage, id, task, runner, show, taskEnds } = await open();
    stage.clock.at += (20 + 15 + 10) * MINUTE;
    expect(await stage.sweep(0)).toEqual({});
    stage.clock.at += 2 * MINUTE;
    expect(await stage.sweep(0)).toEqual({ 'stop-overdue': 1 });
    expect(task.desired).toBe('STOPPED');
    runner.report(ended('cancelled', 'cancelled'));
    taskEnds();
    await stage.finalize({ run_id: id, prepared: { attempt: 1 } });
    expect(await show()).toMatchObject({ status: 'timed_out', code: 'time_limit', limit: { value: 900 } });
  });

  test('stops a cancelled run’s task again until it has stopped, then says cancelled', async () => {
    const { stage, id, task, show, taskEnds } = await open();
    const { stop } = stage.cloud.tasks;
    stage.cloud.tasks.stop = async () => {
      throw new Error('ECS is away');
    };
    expect((await stage.call('POST', `/runs/${id}/cancel`)).body.data.status).toBe('cancelling');
    stage.cloud.tasks.stop = stop;
    expect(await stage.sweep(0)).toEqual({ 'stop-cancelled': 1 });
    expect(task.desired).toBe('STOPPED');
    expect(await stage.sweep(0)).toEqual({});
    taskEnds();
    stage.clock.at += MINUTE;
    expect(await stage.sweep(0)).toEqual({ 'take-over': 1 });
    expect((await show()).status).toBe('cancelled');
  });

  test('stops a task that outlives its run by a minute', async () => {
    const { stage, task, runner } = await open();
    await stage.onReport(runner.report());
    expect(await stage.sweep(0)).toEqual({});
    stage.clock.at += 2 * MINUTE;
    expect(await stage.sweep(0)).toEqual({ 'stop-left-over': 1 });
    expect(task.desired).toBe('STOPPED');
  });

  test('leaves runs alone that changed a moment ago when it comes by the clock', async () => {
    const { stage, execution, taskEnds } = await open();
    execution.over = true;
    taskEnds();
    expect(await stage.sweep(15_000)).toEqual({});
    stage.clock.at += 15_000;
    expect(await stage.sweep(15_000)).toEqual({ 'take-over': 1 });
  });

  test('one run that cannot be looked after does not keep the others from it', async () => {
    const { stage, id, execution, taskEnds } = await open();
    execution.over = true;
    taskEnds();
    const { body } = await stage.call('POST', '/runs', { body: { script: 'merge' } });
    const other = stage.cloud.executions.get(body.data.id);
    if (other !== undefined) other.over = true;
    const { statusOf } = stage.cloud.workflow;
    stage.cloud.workflow.statusOf = (name) =>
      name === id ? Promise.reject(new Error('away')) : statusOf(name);
    expect(await stage.sweep(0)).toEqual({ failed: 1, 'take-over': 1 });
  });
});

describe('the event of a stopped task', () => {
  test('ends a run that was being cancelled', async () => {
    const { stage, id, show } = await open();
    await stage.call('POST', `/runs/${id}/cancel`);
    await stage.onTaskStopped(stopped(id, '2026-11-22T08:30:00.000Z'));
    expect((await show()).status).toBe('cancelled');
  });

  test('of an earlier attempt says nothing about this one', async () => {
    const { stage, id, show } = await open();
    await stage.call('POST', `/runs/${id}/cancel`);
    await stage.onTaskStopped(stopped(id, '2026-11-22T08:29:59.000Z'));
    expect((await show()).status).toBe('cancelling');
  });

  test('leaves a retry to the workflow', async () => {
    const { stage, id, show } = await open();
    await stage.onTaskStopped(stopped(id, '2026-11-22T08:30:00.000Z'));
    expect((await show()).status).toBe('running');
  });

  test('of somebody else’s task, or no event at all, does nothing', async () => {
    const { stage, show } = await open();
    await stage.onTaskStopped(stopped('service:web', '2026-11-22T08:30:00.000Z'));
    for (const event of [{}, null, 'x']) {
      await stage.onTaskStopped(event);
      await stage.onReport(event);
      await stage.onProgress(event);
    }
    expect((await show()).status).toBe('running');
  });
});
