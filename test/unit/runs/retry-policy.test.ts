import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { defaultRetry, type RetryPolicy, retryCodes } from '../../../functions/platform/run-policy.ts';
import { delaySeconds, shouldRetry } from '../../../functions/runs/retry-policy.ts';
import { versionOf } from './stage/files-and-scripts.ts';
import { ended, runnerOf } from './stage/runner.ts';
import { openStage } from './stage/stage.ts';

const policy = (changes: Partial<RetryPolicy> = {}): RetryPolicy => ({
  attempts: 3,
  delay_seconds: 60,
  backoff: 'fixed',
  max_delay_seconds: 21_600,
  jitter: false,
  on: ['user_error'],
  ...changes,
});

describe('a retry policy', () => {
  test('asks for another attempt while some are left, after the codes it names', () => {
    expect(shouldRetry(policy(), 1, 'user_error')).toBe(true);
    expect(shouldRetry(policy(), 2, 'user_error')).toBe(true);
    expect(shouldRetry(policy(), 3, 'user_error')).toBe(false);
    expect(shouldRetry(policy(), 1, 'script_error')).toBe(false);
    expect(shouldRetry(policy(), 1, null)).toBe(false);
    expect(shouldRetry(policy({ attempts: 1 }), 1, 'user_error')).toBe(false);
    expect(shouldRetry(policy({ on: [] }), 1, 'user_error')).toBe(false);
    for (const code of retryCodes) expect(shouldRetry(defaultRetry, 1, code)).toBe(code === 'platform_error');
  });

  test('waits as long each time, or twice as long, and never longer than its most', () => {
    const delays = (changes: Partial<RetryPolicy>) =>
      [1, 2, 3, 9].map((attempt) => delaySeconds(policy(changes), attempt, 0.5));
    expect(delays({})).toEqual([60, 60, 60, 60]);
    expect(delays({ backoff: 'exponential' })).toEqual([60, 120, 240, 15_360]);
    expect(delays({ backoff: 'exponential', max_delay_seconds: 100 })).toEqual([60, 100, 100, 100]);
    expect(delays({ max_delay_seconds: 10 })).toEqual([10, 10, 10, 10]);
    expect(delays({ jitter: true })).toEqual([45, 45, 45, 45]);
  });

  test('leaves half of a delay to chance with jitter, whatever the policy', () => {
    fc.assert(
      fc.property(
        fc.record({
          delay_seconds: fc.integer({ min: 1, max: 3600 }),
          max_delay_seconds: fc.integer({ min: 1, max: 21_600 }),
          backoff: fc.constantFrom('fixed' as const, 'exponential' as const),
        }),
        fc.integer({ min: 1, max: 9 }),
        fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
        (facts, attempt, random) => {
          const whole = delaySeconds(policy(facts), attempt, random);
          const shaken = delaySeconds(policy({ ...facts, jitter: true }), attempt, random);
          expect(whole).toBeLessThanOrEqual(facts.max_delay_seconds);
          expect(shaken).toBeLessThanOrEqual(whole);
          expect(shaken).toBeGreaterThanOrEqual(Math.max(1, Math.floor(whole / 2)));
          expect(Number.isInteger(shaken)).toBe(true);
        },
      ),
    );
  });
});

const sha256 = 'd'.repeat(64);

/** A run whose first attempt refused its input, under a policy that tries again after a minute. */
const waiting = async (changes: Partial<RetryPolicy> = {}) => {
  const stage = openStage();
  const version = versionOf('merge');
  stage.scripts.add({ ...version, policy: { ...version.policy, retry: policy(changes) } });
  const { body } = await stage.call('POST', '/runs', { body: { script: 'merge' } });
  const id: string = body.data.id;
  await stage.prepare({ run_id: id, execution: id });
  const runner = runnerOf(stage, id);
  await stage.onProgress(runner.progress());
  runner.output('first.csv', 'abc');
  runner.log(1, ['the first attempt']);
  const artifacts = [{ path: 'first.csv', size: 3, sha256, content_type: 'text/csv' }];
  await stage.onReport(runner.report({ ...ended('failed', 'user_error', { message: 'row 17' }), artifacts }));
  const get = async (rest = '', query = '') => stage.call('GET', `/runs/${id}${rest}`, { query });
  const show = async () => (await get()).body.data;
  return { stage, id, runner, get, show };
};

describe('a run with a retry policy', () => {
  test('waits as starting, says when it goes on, and ends with its last attempt', async () => {
    const { stage, id, show } = await waiting();
    expect(await show()).toMatchObject({ status: 'running', next_attempt_at: null }); // the report alone decides nothing
    expect(await stage.finalize({ run_id: id, execution: id, prepared: { attempt: 1 } })).toEqual({
      retry: true,
      wait_seconds: 60,
    });
    expect(await show()).toMatchObject({
      status: 'starting',
      code: null,
      started_at: null,
      next_attempt_at: '2026-11-22T08:31:00.000Z',
      retry: { attempts: 3, on: ['user_error'] },
      attempts: [
        { attempt: 1, code: 'user_error', artifacts_count: 1, started_at: '2026-11-22T08:30:02.000Z' },
      ],
    });
    stage.clock.at += 60_000;
    await stage.prepare({ run_id: id, execution: id });
    expect(await show()).toMatchObject({ next_attempt_at: null, attempts: [{}, { attempt: 2, code: null }] });
    await stage.onReport(runnerOf(stage, id, 2).report());
    expect(await show()).toMatchObject({ status: 'succeeded', code: null, next_attempt_at: null });
  });

  test('fails as its last attempt did when none are left', async () => {
    const { stage, id, show } = await waiting({ attempts: 2 });
    await stage.finalize({ run_id: id, execution: id, prepared: { attempt: 1 } });
    await stage.prepare({ run_id: id, execution: id });
    await stage.onReport(runnerOf(stage, id, 2).report(ended('failed', 'user_error', { message: 'row 18' })));
    expect(await show()).toMatchObject({
      status: 'failed',
      code: 'user_error',
      message: 'row 18',
      attempts: [{ code: 'user_error' }, { code: 'user_error' }],
    });
  });

  test('is not tried again after a code that its policy does not name, our own fault among them', async () => {
    const { stage, id, show } = await waiting();
    await stage.finalize({ run_id: id, execution: id, prepared: { attempt: 1 } });
    await stage.prepare({ run_id: id, execution: id });
    expect(await stage.finalize({ run_id: id, execution: id, prepared: { attempt: 2 } })).toMatchObject({
      retry: false,
    });
    expect(await show()).toMatchObject({ status: 'failed', code: 'platform_error' });
  });

  test('keeps logs and artifacts of each attempt, by its number', async () => {
    const { stage, id, get } = await waiting();
    await stage.finalize({ run_id: id, execution: id, prepared: { attempt: 1 } });
    expect((await get('/artifacts')).body.data.items).toEqual([]);
    expect((await get('/artifacts', 'attempt=1')).body.data.items).toMatchObject([{ path: 'first.csv' }]);
    const download = await get('/artifacts/first.csv', 'attempt=1&redirect=false');
    expect(download.body.data.url).toContain(`runs/${id}/1/out/first.csv`);
    expect((await get('/artifacts', 'attempt=2')).status).toBe(404);
    await stage.prepare({ run_id: id, execution: id });
    expect((await get('/artifacts', 'attempt=2')).body.data.items).toEqual([]);
    const second = runnerOf(stage, id, 2);
    second.log(1, ['the second attempt']);
    await stage.onReport(second.report());
    const linesOf = async (query: string) =>
      (await get('/logs', query)).body.data.lines.map(({ text }: { text: string }) => text);
    expect(await linesOf('attempt=1')).toEqual(['the first attempt']);
    expect(await linesOf('attempt=2')).toEqual(['the second attempt']);
    expect(await linesOf('')).toEqual(['the second attempt']);
    expect((await get('/artifacts/first.csv')).status).toBe(404);
    expect((await get('/artifacts', 'attempt=1')).body.data.items).toHaveLength(1);
  });

  test('is cancelled at once while it waits, and its workflow then finds nothing to do', async () => {
    const { stage, id, show } = await waiting();
    await stage.finalize({ run_id: id, execution: id, prepared: { attempt: 1 } });
    const { status, body } = await stage.call('POST', `/runs/${id}/cancel`);
    expect({ status, run: body.data }).toMatchObject({
      status: 202,
      run: { status: 'cancelled', next_attempt_at: null, attempts: [{ code: 'user_error' }] },
    });
    stage.clock.at += 60_000;
    expect(await stage.prepare({ run_id: id, execution: id })).toEqual({ start: false });
    expect((await show()).status).toBe('cancelled');
  });

  test('is left alone by the sweeper while it waits, and taken over when its workflow does not go on', async () => {
    const { stage, id, show } = await waiting({ delay_seconds: 3600 });
    await stage.finalize({ run_id: id, execution: id, prepared: { attempt: 1 } });
    const execution = stage.cloud.executions.get(id);
    if (execution === undefined) throw new Error('the execution was not started');
    execution.over = true;
    stage.clock.at += 59 * 60_000;
    expect(await stage.sweep(0)).toEqual({});
    stage.clock.at += 60_000;
    expect(await stage.sweep(0)).toEqual({ 'take-over': 1 });
    expect(stage.cloud.executions.get(`${id}-2`)).toMatchObject({ over: false });
    expect(await stage.prepare({ run_id: id, execution: `${id}-2` })).toMatchObject({
      start: true,
      attempt: 2,
    });
    expect(await show()).toMatchObject({ next_attempt_at: null });
  });

  test('whose workflow is lost before the verdict keeps its long wait', async () => {
    const { stage, id, show } = await waiting({ delay_seconds: 3600 });
    const execution = stage.cloud.executions.get(id);
    if (execution === undefined) throw new Error('the execution was not started');
    execution.over = true;
    expect(await stage.sweep(0)).toEqual({ 'take-over': 1 });
    expect(await show()).toMatchObject({ status: 'starting', next_attempt_at: '2026-11-22T09:30:00.000Z' });
    expect(stage.cloud.executions.size).toBe(1);
    stage.clock.at += 3600_000;
    expect(await stage.sweep(0)).toEqual({ 'take-over': 1 });
    expect(stage.cloud.executions.size).toBe(2);
  });

  test('whose workflow hangs after a report that wants another attempt is taken over in a while', async () => {
    const { stage, show } = await waiting();
    expect(await stage.sweep(0)).toEqual({ finalize: 1 });
    expect(await show()).toMatchObject({ status: 'running' });
    stage.clock.at += 61_000;
    expect(await stage.sweep(0)).toEqual({ 'take-over': 1 });
    expect(await show()).toMatchObject({ status: 'starting', attempts: [{ code: 'user_error' }] });
  });
});
