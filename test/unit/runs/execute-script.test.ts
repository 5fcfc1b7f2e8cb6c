import { describe, expect, test } from 'vitest';
import { versionOf } from './stage/files-and-scripts.ts';
import { ended, runnerOf } from './stage/runner.ts';
import { MORNING, openStage } from './stage/stage.ts';

describe('POST /scripts/execute/{name}', () => {
  test('answers 200 with the finished run as soon as it has ended', async () => {
    const stage = openStage();
    stage.scripts.add(versionOf('demo', { n: { type: 'integer' } }));
    stage.clock.onSleep = async () => {
      const [id] = stage.store.runs.keys();
      if (id === undefined || stage.clock.at < MORNING + 2000) return;
      await stage.prepare({ run_id: id, execution: id });
      await stage.onReport(runnerOf(stage, id).report());
    };
    const answer = await stage.call('POST', '/scripts/execute/demo', { body: { parameters: { n: 1 } } });
    expect(answer.status).toBe(200);
    expect(answer.body.data).toMatchObject({ status: 'succeeded', message: 'done', parameters: { n: 1 } });
    expect(stage.clock.at - MORNING).toBeLessThan(4000);
  });

  test('a run that fails is an answer too: 200 with what happened', async () => {
    const stage = openStage();
    stage.scripts.add(versionOf('demo'));
    stage.clock.onSleep = async () => {
      const [id = ''] = stage.store.runs.keys();
      await stage.prepare({ run_id: id, execution: id });
      await stage.onReport(
        runnerOf(stage, id).report(ended('failed', 'user_error', { message: 'row 17: office code missing' })),
      );
    };
    const answer = await stage.call('POST', '/scripts/execute/demo');
    expect(answer.status).toBe(200);
    expect(answer.body.data).toMatchObject({
      status: 'failed',
      code: 'user_error',
      message: 'row 17: office code missing',
      exception: null,
    });
  });

  test('after 25 seconds answers 202 with the run so far', async () => {
    const stage = openStage();
    stage.scripts.add(versionOf('demo'));
    const answer = await stage.call('POST', '/scripts/execute/demo', { body: {} });
    expect(answer.status).toBe(202);
    expect(answer.body.data.status).toBe('queued');
    expect(stage.clock.at - MORNING).toBeGreaterThan(23_000);
    expect(stage.clock.at - MORNING).toBeLessThanOrEqual(25_000);
  });

  test('a script that does not exist is 404 before anything is written', async () => {
    const stage = openStage();
    expect((await stage.call('POST', '/scripts/execute/nothing')).status).toBe(404);
    expect(stage.store.runs.size).toBe(0);
  });
});
