import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { defaultRetention, type Retention } from '../../../functions/platform/run-policy.ts';
import { makeExpireRuns } from '../../../functions/runs/retention/expire-runs.ts';
import { dueParts, dueTimes, holdsFiles, nextLook } from '../../../functions/runs/retention/expiry.ts';
import type { Run } from '../../../functions/runs/run.ts';
import { versionOf } from './stage/files-and-scripts.ts';
import { runnerOf } from './stage/runner.ts';
import { openStage } from './stage/stage.ts';

const DAY = 24 * 60 * 60 * 1000;
const forEver = defaultRetention;

/** Runs of a script with a retention, which all take the same workbook, and the hourly work on them. */
const open = (retention: Partial<Retention>, platform: Retention = forEver) => {
  const stage = openStage();
  const version = versionOf('merge', { book: { type: 'string', format: 'file' } });
  const keep = (changes: Partial<Retention>) =>
    stage.scripts.add({
      ...version,
      policy: { ...version.policy, retention: { ...forEver, ...retention, ...changes } },
    });
  keep({});
  const book = stage.files.add(1, 'a.xlsx');
  const removedFiles: string[] = [];
  const faults = { left: 0 };
  const objects = {
    ...stage.objects,
    remove: async (key: string) => {
      if (faults.left > 0) {
        faults.left -= 1;
        throw new Error('the store is away');
      }
      return stage.objects.remove(key);
    },
  };
  const expire = makeExpireRuns({
    store: stage.store,
    objects,
    removeFile: async (id) => removedFiles.push(id),
    platform,
    now: () => stage.clock.at,
    log: { info: () => {}, warn: () => {}, error: () => {} },
  });
  const run = async (): Promise<string> => {
    const { body } = await stage.call('POST', '/runs', { body: { script: 'merge', parameters: { book } } });
    const id: string = body.data.id;
    await stage.prepare({ run_id: id, execution: id });
    const runner = runnerOf(stage, id);
    runner.log(1, ['a line']);
    runner.output('a.csv', 'abc');
    const artifacts = [{ path: 'a.csv', size: 3, sha256: 'd'.repeat(64), content_type: 'text/csv' }];
    await stage.onReport(runner.report({ artifacts }));
    return id;
  };
  const show = (id: string) => stage.call('GET', `/runs/${id}`);
  const keys = (id: string) => [...stage.objects.objects.keys()].filter((key) => key.includes(id));
  const pass = (days: number) => {
    stage.clock.at += days * DAY;
  };
  return { stage, keep, book, removedFiles, faults, expire, run, show, keys, pass };
};

describe('what has served its time', () => {
  test('goes part by part, and the run itself last with everything', async () => {
    const { expire, run, show, keys, pass, stage, book } = open({
      log_days: 2,
      artifact_days: 4,
      run_days: 6,
    });
    const id = await run();
    expect(await expire()).toMatchObject({ looked_at: 0 });
    pass(1);
    expect(await expire()).toMatchObject({ looked_at: 1, logs: 0, artifacts: 0, run: 0 });
    expect((await show(id)).body.data).toMatchObject({ removed: [], expires_at: '2026-11-28T08:30:00.000Z' });
    pass(1);
    expect(await expire()).toMatchObject({ logs: 1, artifacts: 0, run: 0 });
    expect((await show(id)).body.data).toMatchObject({ removed: ['logs'], status: 'succeeded' });
    expect((await stage.call('GET', `/runs/${id}/logs`)).body.data).toMatchObject({ lines: [], done: true });
    expect(keys(id).some((key) => key.endsWith('/out/a.csv'))).toBe(true);
    pass(2);
    expect(await expire()).toMatchObject({ artifacts: 1, run: 0 });
    expect(keys(id).some((key) => key.includes('/out/'))).toBe(false);
    expect((await stage.call('GET', `/runs/${id}/artifacts`)).body.data.items).toEqual([]);
    expect((await stage.call('GET', `/runs/${id}/artifacts/a.csv`)).status).toBe(404);
    expect((await show(id)).body.data.result).toMatchObject({ message: 'done' });
    expect((await stage.call('GET', '/runs', { query: `file=${book}` })).body.data.items).toHaveLength(1);
    pass(2);
    expect(await expire()).toMatchObject({ run: 1 });
    expect((await show(id)).status).toBe(404);
    expect(keys(id)).toEqual([]);
    expect(await stage.store.findInputs(id)).toBeUndefined();
    expect(await stage.store.listUsers(book)).toEqual([]);
    expect((await stage.call('GET', '/runs')).body.data.items).toEqual([]);
    pass(1);
    expect(await expire()).toMatchObject({ looked_at: 0 });
  });

  test('stays while it is pinned, and goes when it no longer is', async () => {
    const { expire, run, show, pass, stage } = open({ run_days: 2 });
    const id = await run();
    const pinned = await stage.call('PATCH', `/runs/${id}`, { body: { pinned: true } });
    expect(pinned).toMatchObject({ status: 200, body: { data: { pinned: true, pinned_by: 'fang' } } });
    pass(30);
    expect(await expire()).toMatchObject({ looked_at: 0 });
    expect((await show(id)).status).toBe(200);
    await stage.call('PATCH', `/runs/${id}`, { body: { pinned: false } });
    expect(await expire()).toMatchObject({ run: 1 });
    expect((await show(id)).status).toBe(404);
    expect((await stage.call('PATCH', `/runs/${id}`, { body: { pinned: true } })).status).toBe(404);
  });

  test('is pinned by whoever may cancel it: its starter, or a manager', async () => {
    const { run, stage } = open({});
    const id = await run();
    const pin = async (who: string) =>
      (await stage.call('PATCH', `/runs/${id}`, { body: { pinned: true } }, who)).status;
    expect([await pin('wei'), await pin('ada'), await pin('mia')]).toEqual([404, 403, 200]);
    expect((await stage.call('PATCH', `/runs/${id}`, { body: {} })).body).toMatchObject({
      code: 40001,
      errors: [{ field: 'pinned' }],
    });
  });

  test('a run that is pinned before its end stays too', async () => {
    const { expire, pass, stage, show } = open({ run_days: 1 });
    const { body } = await stage.call('POST', '/runs', { body: { script: 'merge' } });
    const id: string = body.data.id;
    await stage.call('PATCH', `/runs/${id}`, { body: { pinned: true } });
    await stage.call('POST', `/runs/${id}/cancel`);
    pass(9);
    expect(await expire()).toMatchObject({ looked_at: 0 });
    expect((await show(id)).body.data).toMatchObject({ status: 'cancelled', pinned: true });
  });

  test('is the platform’s to say where the policy does not', async () => {
    const { expire, run, show, pass } = open({}, { ...forEver, run_days: 3 });
    const id = await run();
    pass(2);
    await expire();
    expect((await show(id)).body.data.expires_at).toBe('2026-11-25T08:30:00.000Z');
    pass(1);
    expect(await expire()).toMatchObject({ run: 1 });
  });

  test('that is cut off anywhere is removed whole by the next hours, and nobody sees it meanwhile', async () => {
    const { expire, run, show, keys, pass, faults } = open({ run_days: 1, log_days: 1, artifact_days: 1 });
    const id = await run();
    pass(2);
    for (let cut = 0; (await expire()).run === 0; cut += 1) {
      expect(cut).toBeLessThan(20);
      faults.left = 1;
    }
    expect((await show(id)).status).toBe(404);
    expect(keys(id)).toEqual([]);
    faults.left = 1;
    const again = await run();
    pass(2);
    expect(await expire()).toMatchObject({ failed: 1, run: 0 });
    expect((await show(again)).body.data.removed).toEqual(['logs']);
    expect(await expire()).toMatchObject({ failed: 0, run: 1 });
    expect(keys(again)).toEqual([]);
  });

  test('input files go with the last run that holds them', async () => {
    const { expire, run, pass, removedFiles, book, stage, keep } = open({ file_days: 5 });
    const first = await run();
    pass(3);
    const second = await run();
    pass(2);
    expect(await expire()).toMatchObject({ files: 1 });
    expect(removedFiles).toEqual([]); // the second run has three days yet
    await stage.call('PATCH', `/runs/${second}`, { body: { pinned: true } });
    pass(10);
    await expire();
    expect(removedFiles).toEqual([]);
    await stage.call('PATCH', `/runs/${second}`, { body: { pinned: false } });
    await expire();
    expect(removedFiles).toEqual([book]);
    keep({ file_days: null });
    expect((await stage.store.find(first))?.removed).toEqual(['files']);
  });
});

const days = fc.option(fc.integer({ min: 1, max: 60 }), { nil: null });
const retentions = fc.record({ run_days: days, log_days: days, artifact_days: days, file_days: days });

test('nothing is due before its time, everything is after it, and a look comes no later than that', () => {
  fc.assert(
    fc.property(
      retentions,
      retentions,
      fc.integer({ min: 0, max: 90 }),
      fc.boolean(),
      (own, platform, day, pinned) => {
        const finished_at = '2026-11-22T08:30:00.000Z';
        const run = { retention: own, finished_at, file_ids: ['f'], pinned, removed: [] } as unknown as Run;
        const now = Date.parse(finished_at) + day * DAY;
        const due = dueTimes(run, platform);
        const parts = dueParts(run, platform, now);
        if (pinned) expect(parts).toEqual([]);
        else
          for (const part of ['logs', 'artifacts', 'files', 'run'] as const)
            expect(parts.includes(part)).toBe(due[part] !== null && due[part] <= now);
        if (due.run !== null && due.files !== null) expect(due.run).toBeGreaterThanOrEqual(due.files);
        expect(holdsFiles(run, platform, now)).toBe(pinned || due.files === null || due.files > now);
        const look = Date.parse(`${nextLook(run, platform, now)}T00:00:00Z`);
        for (const at of Object.values(due))
          if (at !== null && at > now) expect(look).toBeLessThanOrEqual(at);
      },
    ),
  );
});

describe('counts', () => {
  test('are of visible runs, by status', async () => {
    const { stage, run } = open({});
    await run();
    await run();
    await stage.call('POST', '/runs', { body: { script: 'merge' } });
    const { body } = await stage.call('GET', '/runs/counts', { query: 'days=7' });
    expect(body.data).toMatchObject({ counts: { succeeded: 2, queued: 1, failed: 0 }, complete: true });
    const countsOf = async (who: string) =>
      (await stage.call('GET', '/runs/counts', {}, who)).body.data.counts.succeeded;
    expect([await countsOf('wei'), await countsOf('mia'), await countsOf('ada')]).toEqual([0, 2, 2]);
    stage.clock.at += 8 * DAY;
    expect((await stage.call('GET', '/runs/counts', { query: 'days=7' })).body.data.counts.succeeded).toBe(0);
    expect((await stage.call('GET', '/runs/counts', { query: 'days=0' })).status).toBe(400);
  });
});
