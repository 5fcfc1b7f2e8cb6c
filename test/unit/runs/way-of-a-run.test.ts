import { describe, expect, test } from 'vitest';
import { manifest } from '../../../events/runner/manifest.ts';
import { versionOf } from './stage/files-and-scripts.ts';
import { ended, runnerOf } from './stage/runner.ts';
import { openStage, type Stage } from './stage/stage.ts';

const start = async (stage: Stage, body: object = { script: 'merge' }): Promise<string> => {
  const { status, body: answer } = await stage.call('POST', '/runs', { body });
  expect(answer).toMatchObject({ code: 0 });
  expect(status).toBe(202);
  return answer.data.id;
};
const show = async (stage: Stage, id: string) => (await stage.call('GET', `/runs/${id}`)).body.data;

/** A stage with the script `merge`, whose run has been prepared once. */
const prepared = async () => {
  const stage = openStage();
  stage.scripts.add(versionOf('merge'));
  const id = await start(stage);
  const answer = await stage.prepare({ run_id: id, execution: id });
  return { stage, id, answer, runner: runnerOf(stage, id) };
};

describe('the way of a run', () => {
  test('is queued, starting, running and succeeded, with its result, artifacts and usage', async () => {
    const stage = openStage();
    stage.scripts.add(
      versionOf('merge', {
        month: { type: 'string' },
        books: { type: 'array', items: { type: 'string', format: 'file' } },
      }),
    );
    const books = [stage.files.add(1, '北京 office.xlsx'), stage.files.add(2, 'b.xlsx')];
    const id = await start(stage, { script: 'merge', parameters: { month: '2026-11', books } });
    expect(await show(stage, id)).toMatchObject({
      status: 'queued',
      parameters: { month: '2026-11' },
      files: { books: [{ id: books[0], name: '北京 office.xlsx' }, { id: books[1] }] },
      created_by: 'fang',
      result: null,
    });
    expect(stage.cloud.executions.get(id)?.input).toEqual({ run_id: id, execution: id });
    expect(await stage.store.listWaiting()).toEqual([]);

    const answer = await stage.prepare({ run_id: id, execution: id });
    expect(answer).toMatchObject({ start: true, attempt: 1, cpu: '1024', memory: '3072' });
    expect((await show(stage, id)).status).toBe('starting');

    const runner = runnerOf(stage, id);
    await stage.onProgress(runner.progress({ fraction: 0.4, message: '第 4 个' }));
    expect(await show(stage, id)).toMatchObject({
      status: 'running',
      started_at: '2026-11-22T08:30:02.000Z',
      progress: { fraction: 0.4, message: '第 4 个' },
    });

    runner.output('合并.xlsx', '12345');
    await stage.onReport(
      runner.report({
        artifacts: [{ path: '合并.xlsx', size: 5, sha256: 'b'.repeat(64), content_type: 'text/html' }],
      }),
    );
    const run = await show(stage, id);
    expect(run).toMatchObject({
      status: 'succeeded',
      code: null,
      message: 'done',
      result: { message: 'done', metrics: {} },
      artifacts_count: 1,
      usage: { wall_ms: 3000, cpu_ms: 2000, peak_memory_bytes: 1e8 },
      attempts: [{ attempt: 1, started_at: '2026-11-22T08:30:02.000Z', code: null }],
    });
    expect(run.timeline.map(({ status }: { status: string }) => status)).toEqual([
      'queued',
      'starting',
      'running',
      'succeeded',
    ]);
    expect(await stage.finalize({ run_id: id, prepared: { attempt: 1 } })).toEqual({
      retry: false,
      wait_seconds: 0,
    });
    expect(await show(stage, id)).toEqual(run);
  });

  test('pins its files until it ends', async () => {
    const stage = openStage();
    stage.scripts.add(versionOf('one', { book: { type: 'string', format: 'file' } }, ['book']));
    const book = stage.files.add(1, 'a.xlsx');
    const id = await start(stage, { script: 'one', parameters: { book } });
    expect(await stage.store.isFileInUse(book, stage.clock.at)).toBe(true);
    await stage.prepare({ run_id: id, execution: id });
    await stage.onReport(runnerOf(stage, id).report());
    expect(await stage.store.isFileInUse(book, stage.clock.at)).toBe(false);
  });

  test('writes a manifest with every input pinned, one upload policy, and nothing else signed', async () => {
    const stage = openStage();
    stage.scripts.add(versionOf('one', { book: { type: 'string', format: 'file' }, n: { type: 'integer' } }));
    const book = stage.files.add(1, 'a "b".xlsx');
    const id = await start(stage, { script: 'one', parameters: { book, n: 7 } });
    const answer = await stage.prepare({ run_id: id, execution: id });
    const written = manifest.parse(JSON.parse(stage.objects.objects.get(`runs/${id}/1/manifest.json`) ?? ''));
    expect(written).toMatchObject({
      run_id: id,
      attempt: 1,
      parameters: { n: 7 },
      inputs: [{ parameter: 'book', file_id: book, name: 'a "b".xlsx', size: 10 }],
      time_zone: 'Asia/Shanghai',
      upload: {
        key_prefix: `runs/${id}/1/`,
        fields: { policy: `runs/${id}/1/ ${1024 * 1024 * 1024} ${1200 + 900 + 600}` },
      },
    });
    expect(written.inputs[0]?.url).toContain('versionId=v1');
    expect(answer).toMatchObject({
      manifest_url: expect.stringMatching(/manifest\.json\?.*X-Amz-Expires=900&/),
      task_timeout_seconds: 2700,
    });
    expect(JSON.stringify([...stage.store.runs, ...stage.log])).not.toContain('X-Amz');
  });

  test('a run whose report came before the news of its start was running all the same', async () => {
    const { stage, id, runner } = await prepared();
    const late = runner.progress();
    await stage.onReport(runner.report());
    const run = await show(stage, id);
    expect(run.timeline.map(({ status }: { status: string }) => status)).toContain('running');
    await stage.onProgress(late);
    expect(await show(stage, id)).toEqual(run);
  });

  test('no report is a platform error: tried three times, then failed, never blamed on the script', async () => {
    const { stage, id } = await prepared();
    for (const [attempt, wait_seconds] of [
      [1, 2],
      [2, 3],
    ] as const) {
      expect(await stage.finalize({ run_id: id, prepared: { attempt } })).toEqual({
        retry: true,
        wait_seconds,
      });
      expect((await show(stage, id)).status).toBe('starting');
      expect(await stage.prepare({ run_id: id })).toMatchObject({ start: true, attempt: attempt + 1 });
    }
    expect(await stage.finalize({ run_id: id, prepared: { attempt: 3 } })).toMatchObject({ retry: false });
    const run = await show(stage, id);
    expect(run).toMatchObject({ status: 'failed', code: 'platform_error', attempts: [{}, {}, {}] });
    expect(run.message).toContain('not to blame');
  });

  test('Finalize that is asked again gives the same answer', async () => {
    const { stage, id } = await prepared();
    const first = await stage.finalize({ run_id: id, prepared: { attempt: 1 } });
    expect(await stage.finalize({ run_id: id, prepared: { attempt: 1 } })).toEqual(first);
    expect((await show(stage, id)).attempts).toHaveLength(1);
  });

  test('a report of another run or attempt, too large, or not in its shape is no report', async () => {
    for (const body of [JSON.stringify({ format: 1 }), 'no JSON', 'x'.repeat(25 * 1024 * 1024), undefined]) {
      const { stage, id, runner } = await prepared();
      if (body === undefined) runner.report({ attempt: 2 });
      else stage.objects.objects.set(`runs/${id}/1/report.json`, body);
      await stage.onReport(runnerOf(stage, id, 2).report());
      expect((await show(stage, id)).status).toBe('starting');
      expect(await stage.finalize({ run_id: id, prepared: { attempt: 1 } })).toMatchObject({ retry: true });
    }
  });

  test('a platform error that the runner reports is left to the workflow, which tries again', async () => {
    const { stage, id, runner } = await prepared();
    await stage.onReport(runner.report(ended('failed', 'platform_error')));
    expect((await show(stage, id)).status).toBe('starting');
    expect(await stage.finalize({ run_id: id, prepared: { attempt: 1 } })).toMatchObject({ retry: true });
  });

  test('Prepare that fails before it has an attempt counts as one', async () => {
    const stage = openStage();
    stage.scripts.add(versionOf('merge'));
    const id = await start(stage);
    const error = { Error: 'Runtime.ExitError', Cause: 'x' };
    expect(await stage.finalize({ run_id: id, error })).toMatchObject({ retry: true });
    expect(await stage.finalize({ run_id: id, error })).toMatchObject({ retry: true });
    expect(await stage.finalize({ run_id: id, error })).toMatchObject({ retry: false });
    expect(await show(stage, id)).toMatchObject({ status: 'failed', code: 'platform_error' });
  });

  test('the workflow’s time-out without a report is the run’s own only if main had begun', async () => {
    const error = { Error: 'States.Timeout', Cause: '' };
    const slowStart = await prepared();
    expect(
      await slowStart.stage.finalize({ run_id: slowStart.id, prepared: { attempt: 1 }, error }),
    ).toMatchObject({ retry: true });
    const { stage, id, runner } = await prepared();
    await stage.onProgress(runner.progress());
    expect(await stage.finalize({ run_id: id, prepared: { attempt: 1 }, error })).toMatchObject({
      retry: false,
    });
    expect(await show(stage, id)).toMatchObject({ status: 'timed_out', code: 'time_limit' });
  });

  test('a stale execution prepares nothing, and Prepare delivered twice opens one attempt', async () => {
    const { stage, id, answer } = await prepared();
    expect(await stage.prepare({ run_id: id, execution: `${id}-2` })).toEqual({ start: false });
    expect(await stage.prepare({ run_id: id, execution: id })).toMatchObject({ ...answer });
    expect((await show(stage, id)).attempts).toHaveLength(1);
  });
});
