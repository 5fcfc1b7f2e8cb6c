import { describe, expect, test } from 'vitest';
import { defaultPolicy, type RunPolicy } from '../../../../functions/platform/run-policy.ts';
import { versionOf } from '../stage/files-and-scripts.ts';
import { runnerOf, stopped } from '../stage/runner.ts';
import { openStage, type Stage } from '../stage/stage.ts';

const MINUTE = 60_000;

/** A platform with so many slots, and scripts whose runs are treated as the policies say. */
const open = async (platform: number, policies: Record<string, Partial<RunPolicy>> = {}) => {
  const stage = openStage();
  for (const [name, policy] of Object.entries({ plain: {}, ...policies }))
    stage.scripts.add({
      ...versionOf(name, { office: { type: 'string' } }),
      policy: { ...defaultPolicy, ...policy },
    });
  const before = await stage.queue.readLedger();
  await stage.queue.replaceLedger(before, { ...before, limits: { ...before.limits, platform } }, []);
  const start = async (script = 'plain', body: object = {}, who = 'fang') => {
    const answer = await stage.call('POST', '/runs', { body: { script, ...body } }, who);
    expect([answer.status, answer.body.message]).toEqual([202, 'success']);
    stage.clock.at += 1; // ids of one millisecond sort by chance
    return answer.body.data;
  };
  const show = async (id: string) => (await stage.call('GET', `/runs/${id}`, {}, 'mia')).body.data;
  /** Lets it run to its end. */
  const finish = async (id: string) => {
    await stage.prepare({ run_id: id, execution: id });
    await stage.onReport(runnerOf(stage, id).report());
  };
  const isStarted = (id: string) => stage.cloud.executions.has(id);
  const slots = async () => (await stage.queue.readLedger()).slots.map(({ run_id }) => run_id);
  return { stage, start, show, finish, isStarted, slots };
};

describe('a run that finds no slot', () => {
  test('waits without an execution, says for what, and starts when a slot is given back', async () => {
    const { start, show, finish, isStarted, slots } = await open(1);
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
    const { start, finish, isStarted } = await open(1);
    const first = await start();
    const rest = [await start(), await start(), await start()];
    const other = await start('plain', {}, 'wei');
    await finish(first.id);
    expect(isStarted(other.id)).toBe(true);
    expect(rest.some(({ id }) => isStarted(id))).toBe(false);
  });

  test('is cancelled while it waits: it leaves the line, and never starts', async () => {
    const { stage, start, finish, isStarted, slots } = await open(1);
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
      const { stage, start, show, isStarted, slots } = await open(1);
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
    const { start, finish, isStarted } = await open(9, { serial: concurrency('queue') });
    const first = await start('serial');
    const second = await start('serial', {}, 'wei');
    expect(second.queue).toEqual({ position: 1, waiting_for: 'script' });
    expect(isStarted((await start()).id)).toBe(true);
    await finish(first.id);
    expect(isStarted(second.id)).toBe(true);
  });

  test('a key splits it by parameter and user', async () => {
    const policies = { split: concurrency('queue', '{{ parameters.office }}/{{ user }}') };
    const { start, isStarted, stage } = await open(9, policies);
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
    const { start, stage, finish } = await open(9, { single: concurrency('skip') });
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
    const { start, stage, isStarted } = await open(9, { single: concurrency('skip') });
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
    const { start, stage, show, isStarted } = await open(9, { latest: concurrency('cancel_running') });
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
    const { start, finish, isStarted } = await open(1, { urgent: { priority: 8 } });
    const first = await start();
    const plain = await start();
    const urgent = await start('urgent', { priority: 7 });
    expect([urgent.priority, urgent.queue.position, plain.priority]).toEqual([7, 1, 5]);
    await finish(first.id);
    expect(isStarted(urgent.id)).toBe(true);
  });

  test('above the script’s own it needs queue.manage', async () => {
    const { stage, start } = await open(1);
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

describe('what is cut off between two steps', () => {
  test('the run is written and nothing else: the sweeper notes its line and starts it', async () => {
    const { stage, start, isStarted } = await open(1);
    const first = await start();
    const { noteOwner } = stage.queue;
    stage.queue.noteOwner = () => Promise.reject(new Error('the table is down'));
    const second = await start();
    stage.queue.noteOwner = noteOwner;
    expect(second.status).toBe('queued');
    await stage.call('POST', `/runs/${first.id}/cancel`);
    expect(isStarted(second.id)).toBe(false);
    stage.clock.at += MINUTE;
    expect(await stage.sweep(15_000)).toEqual({ admitted: 1 });
    expect(isStarted(second.id)).toBe(true);
    expect(await stage.sweep(15_000)).toEqual({});
  });

  test('the run has ended and its slot was not given back: the sweeper takes it back and starts who waits', async () => {
    const { stage, start, isStarted, slots } = await open(1);
    const first = await start();
    const second = await start();
    const { replaceLedger } = stage.queue;
    stage.queue.replaceLedger = () => Promise.reject(new Error('the table is down'));
    await stage.call('POST', `/runs/${first.id}/cancel`);
    stage.queue.replaceLedger = replaceLedger;
    expect(await slots()).toEqual([first.id]);
    stage.clock.at += MINUTE;
    expect(await stage.sweep(15_000)).toEqual({ 'slot-returned': 1, admitted: 1 });
    expect([isStarted(second.id), await slots()]).toEqual([true, [second.id]]);
  });

  test('admitted, and its execution was not started: the outbox still holds it', async () => {
    const { stage, start, isStarted } = await open(1);
    const first = await start();
    const second = await start();
    stage.cloud.stepFunctionsDown = true;
    await stage.call('POST', `/runs/${first.id}/cancel`);
    stage.cloud.stepFunctionsDown = false;
    expect(isStarted(second.id)).toBe(false);
    stage.clock.at += MINUTE;
    expect(await stage.sweep(15_000)).toEqual({ started: 1 });
    expect(isStarted(second.id)).toBe(true);
  });

  test('without the sweeper an expired lease is looked at by the next who wants a slot', async () => {
    const { stage, start, isStarted, slots } = await open(1);
    const first = await start();
    const { replaceLedger } = stage.queue;
    stage.queue.replaceLedger = () => Promise.reject(new Error('the table is down'));
    await stage.call('POST', `/runs/${first.id}/cancel`);
    stage.queue.replaceLedger = replaceLedger;
    const second = await start();
    expect(isStarted(second.id)).toBe(false);
    stage.clock.at += 6 * MINUTE;
    const third = await start('plain', {}, 'wei');
    expect([isStarted(second.id), isStarted(third.id)].toSorted()).toEqual([false, true]);
    expect(await slots()).toHaveLength(1);
  });

  test('the sweeper renews the lease of what still runs, and leaves alone what waits', async () => {
    const { stage, start, show, slots } = await open(1);
    const first = await start();
    await stage.prepare({ run_id: first.id, execution: first.id });
    stage.cloud.running.set('task-1', { runId: first.id, desired: 'RUNNING', over: false });
    await stage.onProgress(runnerOf(stage, first.id).progress());
    const second = await start();
    for (let minute = 0; minute < 12; minute += 1) {
      stage.clock.at += MINUTE;
      expect(await stage.sweep(15_000)).toEqual({});
    }
    expect(await slots()).toEqual([first.id]);
    const [slot] = (await stage.queue.readLedger()).slots;
    expect(Date.parse(slot?.expires_at ?? '')).toBeGreaterThan(stage.clock.at);
    expect((await show(second.id)).status).toBe('queued');
  });

  test('whoever loses against others at the ledger tries again', async () => {
    const { stage, start, isStarted } = await open(1);
    const first = await start();
    const second = await start();
    const { replaceLedger } = stage.queue;
    let lost = 0;
    stage.queue.replaceLedger = async (...all) => {
      if (lost < 3) {
        lost += 1;
        return false;
      }
      return replaceLedger(...all);
    };
    await stage.call('POST', `/runs/${first.id}/cancel`);
    expect([lost, isStarted(second.id)]).toEqual([3, true]);
  });
});

test('the deployment’s limit is noted by the sweeper, and holds while nobody sets another', async () => {
  const { stage } = await open(3);
  await stage.sweep(0);
  expect((await stage.queue.readLedger()).limits).toMatchObject({ platform: 3, platform_default: 25 });
});

test('twenty runs at once take all slots and no more, and none is lost', async () => {
  const { stage, slots } = await open(7);
  const answers = await Promise.all(
    Array.from({ length: 20 }, (_, n) =>
      stage.call('POST', '/runs', { body: { script: 'plain' } }, n % 2 === 0 ? 'fang' : 'wei'),
    ),
  );
  expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 202));
  expect(await slots()).toHaveLength(7);
  expect(stage.cloud.executions.size).toBe(7);
  const lines = await Promise.all(['sub-fang', 'sub-wei'].map((owner) => stage.queue.listLine(owner)));
  expect(lines.flat()).toHaveLength(13);
});
