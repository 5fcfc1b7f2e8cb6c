import { describe, expect, test } from 'vitest';
import { versionOf } from './stage/files-and-scripts.ts';
import { ended, runnerOf, stopped } from './stage/runner.ts';
import { openStage } from './stage/stage.ts';

const open = async (progress = true) => {
  const stage = openStage();
  stage.scripts.add(versionOf('merge', { n: { type: 'integer' }, book: { type: 'string', format: 'file' } }));
  const book = stage.files.add(1, 'a.xlsx');
  const { body } = await stage.call('POST', '/runs', {
    body: { script: 'merge', parameters: { n: 3, book } },
  });
  const id: string = body.data.id;
  const show = async () => (await stage.call('GET', `/runs/${id}`)).body.data;
  const cancel = (who = 'fang') => stage.call('POST', `/runs/${id}/cancel`, {}, who);
  const retry = (who = 'fang', headers = {}) => stage.call('POST', `/runs/${id}/retry`, { headers }, who);
  const begin = async () => {
    await stage.prepare({ run_id: id, execution: id });
    stage.cloud.running.set('task-1', { runId: id, desired: 'RUNNING', over: false });
    if (progress) await stage.onProgress(runnerOf(stage, id).progress());
  };
  return { stage, id, book, show, cancel, retry, begin, runner: runnerOf(stage, id) };
};

describe('who sees a run', () => {
  test('its owner, and who may see all; for others it does not exist, in the same words', async () => {
    const { stage, id } = await open();
    for (const who of ['fang', 'mia', 'ada'])
      expect((await stage.call('GET', `/runs/${id}`, {}, who)).status).toBe(200);
    const absent = 'run_01JDA2B3C4D5E6F7G8H9JKMNPQ';
    for (const rest of ['', '/logs', '/artifacts', '/artifacts/a.csv', '/tables/t']) {
      const foreign = await stage.call('GET', `/runs/${id}${rest}`, {}, 'wei');
      const missing = await stage.call('GET', `/runs/${absent}${rest}`, {}, 'wei');
      expect(foreign.status).toBe(404);
      expect(foreign.body).toEqual(missing.body);
    }
    for (const what of ['cancel', 'retry'])
      expect((await stage.call('POST', `/runs/${id}/${what}`, {}, 'wei')).status).toBe(404);
    expect((await stage.call('GET', '/runs/run_1')).status).toBe(404);
  });
});

describe('cancelling', () => {
  test('one that waits is cancelled at once and never starts', async () => {
    const { stage, id, book, cancel, show } = await open();
    const answer = await cancel();
    expect(answer.status).toBe(202);
    expect(answer.body.data).toMatchObject({
      status: 'cancelled',
      code: 'cancelled',
      message: 'cancelled by fang',
    });
    expect(await stage.prepare({ run_id: id, execution: id })).toEqual({ start: false });
    expect(await stage.store.isFileInUse(book, stage.clock.at)).toBe(false);
    expect(await show()).toMatchObject({ status: 'cancelled', timeline: [{}, { by: 'fang' }] });
  });

  test('one that runs has its task stopped, and is cancelled when the task says so', async () => {
    const { stage, id, cancel, show, begin, runner } = await open();
    await begin();
    const answer = await cancel('mia');
    expect(answer.status).toBe(202);
    expect(answer.body.data.status).toBe('cancelling');
    expect(stage.cloud.running.get('task-1')?.desired).toBe('STOPPED');
    expect(stage.objects.objects.has(`runs/${id}/1/manifest.json`)).toBe(false);
    expect((await cancel()).status).toBe(202);
    runner.output('half.csv', 'x');
    const artifacts = [{ path: 'half.csv', size: 1, sha256: 'c'.repeat(64), content_type: 'text/csv' }];
    await stage.onReport(runner.report({ ...ended('cancelled', 'cancelled'), artifacts }));
    expect((await show()).status).toBe('cancelling');
    await stage.onTaskStopped(stopped(id));
    expect(await show()).toMatchObject({
      status: 'cancelled',
      message: 'cancelled by mia',
      artifacts_count: 1,
    });
    expect((await cancel()).body).toMatchObject({ code: 40901 });
  });

  test('a report of success that comes after the wish does not win', async () => {
    const { stage, cancel, show, begin, runner } = await open();
    await begin();
    await cancel();
    await stage.onReport(runner.report());
    await stage.onTaskStopped(stopped((await show()).id));
    expect(await show()).toMatchObject({ status: 'cancelled', code: 'cancelled', result: null });
  });

  test('between Prepare and its task nothing starts any more', async () => {
    const { stage, id, cancel, show } = await open();
    await stage.prepare({ run_id: id, execution: id });
    expect((await cancel()).body.data.status).toBe('cancelling');
    expect(stage.objects.objects.has(`runs/${id}/1/manifest.json`)).toBe(false);
    expect(await stage.finalize({ run_id: id, prepared: { attempt: 1 } })).toMatchObject({ retry: false });
    expect((await show()).status).toBe('cancelled');
  });

  test('progress of a run that is being cancelled stops its task once more', async () => {
    const { stage, cancel, begin, runner, show } = await open();
    await begin();
    await cancel();
    stage.cloud.running.set('task-2', { runId: (await show()).id, desired: 'RUNNING', over: false });
    stage.clock.at += 1000;
    await stage.onProgress(runner.progress());
    expect(stage.cloud.running.get('task-2')?.desired).toBe('STOPPED');
  });

  test('a SIGTERM that nobody asked for is the platform’s fault: tried again', async () => {
    const { stage, id, show, begin, runner } = await open();
    await begin();
    await stage.onReport(runner.report(ended('cancelled', 'cancelled')));
    expect((await show()).status).toBe('running');
    expect(await stage.finalize({ run_id: id, prepared: { attempt: 1 } })).toMatchObject({ retry: true });
  });

  test('an auditor sees it but cancels nothing', async () => {
    const { cancel } = await open();
    expect((await cancel('ada')).status).toBe(403);
  });
});

describe('retrying', () => {
  test('is a new run with the same version, parameters and files, once for each key', async () => {
    const { stage, id, book, retry, show } = await open();
    expect((await retry()).body).toMatchObject({ code: 40901 });
    await stage.call('POST', `/runs/${id}/cancel`);
    const key = { 'idempotency-key': 'again' };
    const [first, second] = [await retry('fang', key), await retry('fang', key)];
    expect(first.status).toBe(202);
    expect(first.body.data).toMatchObject({
      script: 'merge',
      version: 1,
      status: 'queued',
      retry_of: id,
      trigger: { type: 'retry', run_id: id },
      parameters: { n: 3 },
      files: { book: [{ id: book }] },
    });
    expect(second.body.data.id).toBe(first.body.data.id);
    expect((await show()).status).toBe('cancelled');
  });

  test('is a conflict naming the file when an input is gone', async () => {
    const { stage, id, book, retry } = await open();
    await stage.call('POST', `/runs/${id}/cancel`);
    stage.files.ready.delete(book);
    expect((await retry()).body).toMatchObject({
      code: 40901,
      errors: [{ field: 'parameters.book' }],
    });
  });
});
