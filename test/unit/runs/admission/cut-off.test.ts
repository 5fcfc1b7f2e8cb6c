import { describe, expect, test } from 'vitest';
import { runnerOf } from '../stage/runner.ts';
import { openQueueStage } from './queue-stage.ts';

const MINUTE = 60_000;

describe('what is cut off between two steps', () => {
  test('the run is written and nothing else: the sweeper notes its line and starts it', async () => {
    const { stage, start, isStarted } = await openQueueStage(1);
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
    const { stage, start, isStarted, slots } = await openQueueStage(1);
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
    const { stage, start, isStarted } = await openQueueStage(1);
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
    const { stage, start, isStarted, slots } = await openQueueStage(1);
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
    const { stage, start, show, slots } = await openQueueStage(1);
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
    const { stage, start, isStarted } = await openQueueStage(1);
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
  const { stage } = await openQueueStage(3);
  await stage.sweep(0);
  expect((await stage.queue.readLedger()).limits).toMatchObject({ platform: 3, platform_default: 25 });
});

test('twenty runs at once take all slots and no more, and none is lost', async () => {
  const { stage, slots } = await openQueueStage(7);
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
