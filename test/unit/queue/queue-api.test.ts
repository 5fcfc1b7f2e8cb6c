import { describe, expect, test } from 'vitest';
import { makeApi } from '../../../functions/platform/api.ts';
import { makeLog } from '../../../functions/platform/log.ts';
import { defaultPolicy } from '../../../functions/platform/run-policy.ts';
import { queueRoutes } from '../../../functions/queue/contract.ts';
import { makeQueueOperations } from '../../../functions/queue/operations.ts';
import { httpEvent, send } from '../platform/http-events.ts';
import { versionOf } from '../runs/stage/files-and-scripts.ts';
import { authenticate } from '../runs/stage/people.ts';
import { openStage } from '../runs/stage/stage.ts';

/** The API of the queue over the stage of runs. */
const open = () => {
  const stage = openStage();
  stage.scripts.add(versionOf('plain'));
  const serial = { limit: 1, on_limit: 'queue' as const };
  stage.scripts.add({ ...versionOf('serial'), policy: { ...defaultPolicy, concurrency: serial } });
  const log = makeLog('test', () => undefined);
  const now = () => stage.clock.at;
  const { queue, dispatch } = stage;
  const api = makeApi(queueRoutes, makeQueueOperations({ queue, dispatch, now, log }), {
    authenticate,
    defaultLanguage: 'en',
    now,
    log,
  });
  const call = (method: string, path: string, who: string, body?: object) =>
    send(
      api,
      httpEvent(method, path, { headers: { authorization: who }, ...(body === undefined ? {} : { body }) }),
    );
  const start = async (script: string, who: string): Promise<string> => {
    const { body } = await stage.call('POST', '/runs', { body: { script } }, who);
    stage.clock.at += 1;
    return body.data.id;
  };
  return { stage, call, start };
};

describe('the API of the queue', () => {
  test('shows limits, slots, who waits for what and in which order, and everybody’s counts', async () => {
    const { call, start } = open();
    await call('PATCH', '/queue/limits', 'mia', { version: 1, platform: 3, per_user: 2 });
    const running = [
      await start('serial', 'fang'),
      await start('plain', 'fang'),
      await start('plain', 'wei'),
    ];
    const waiting = [await start('serial', 'wei'), await start('plain', 'fang'), await start('plain', 'wei')];
    const { status, body } = await call('GET', '/queue', 'ada');
    expect(status).toBe(200);
    expect(body.data.limits).toEqual({
      version: 2,
      platform: 3,
      platform_default: 20,
      per_user: 2,
      changed_by: 'mia',
      changed_at: '2026-11-22T08:30:00.000Z',
    });
    expect(body.data.slots.map(({ run_id }: { run_id: string }) => run_id)).toEqual(running);
    expect(body.data.slots[0]).toEqual({
      run_id: running[0],
      script: 'serial',
      user: 'fang',
      since: '2026-11-22T08:30:00.000Z',
      expires_at: '2026-11-22T08:35:00.000Z',
      concurrency_key: 'serial',
    });
    expect(
      body.data.waiting.map(({ position, run_id, waiting_for }: Record<string, unknown>) => [
        position,
        run_id,
        waiting_for,
      ]),
    ).toEqual([
      [1, waiting[0], 'script'],
      [2, waiting[1], 'user'],
      [3, waiting[2], 'platform'],
    ]);
    expect(body.data).toMatchObject({
      running_count: 3,
      waiting_count: 3,
      users: [
        { user: 'fang', running: 2, waiting: 1 },
        { user: 'wei', running: 1, waiting: 2 },
      ],
    });
  });

  test('a higher limit starts who waits at once; null brings the deployment’s back', async () => {
    const { stage, call, start } = open();
    await call('PATCH', '/queue/limits', 'mia', { version: 1, platform: 1 });
    const runs = [await start('plain', 'fang'), await start('plain', 'fang'), await start('plain', 'wei')];
    expect([...stage.cloud.executions.keys()]).toEqual(runs.slice(0, 1));
    const raised = await call('PATCH', '/queue/limits', 'mia', { version: 2, platform: 2 });
    expect(raised.body.data).toMatchObject({ version: 3, platform: 2, per_user: null });
    expect([...stage.cloud.executions.keys()]).toEqual([runs[0], runs[2]]);
    const reset = await call('PATCH', '/queue/limits', 'mia', { version: 3, platform: null });
    expect(reset.body.data).toMatchObject({ version: 4, platform: 20 });
    expect(stage.cloud.executions.size).toBe(3);
  });

  test('a stale version is a conflict that names the current one', async () => {
    const { call } = open();
    await call('PATCH', '/queue/limits', 'mia', { version: 1, platform: 5 });
    const { status, body } = await call('PATCH', '/queue/limits', 'mia', { version: 1, platform: 6 });
    expect([status, body.code]).toEqual([409, 40901]);
    expect(body.errors).toMatchObject([{ field: 'version', current: 2 }]);
  });

  test('bad input is named', async () => {
    const { call } = open();
    const fieldsOf = async (body: object) =>
      (await call('PATCH', '/queue/limits', 'mia', body)).body.errors.map(
        ({ field }: { field: string }) => field,
      );
    expect(await fieldsOf({ platform: 5 })).toEqual(['version']);
    expect(await fieldsOf({ version: 1, platform: 0 })).toEqual(['platform']);
    expect(await fieldsOf({ version: 1, per_user: 1001 })).toEqual(['per_user']);
    expect(await fieldsOf({ version: 1, per_user: 'many' })).toEqual(['per_user']);
    expect(await fieldsOf({ version: 1, whole: 1 })).toHaveLength(1);
  });

  test('operators neither see it nor change it, auditors only see it', async () => {
    const { call } = open();
    for (const [who, method, path, status] of [
      ['fang', 'GET', '/queue', 403],
      ['fang', 'PATCH', '/queue/limits', 403],
      ['ada', 'GET', '/queue', 200],
      ['ada', 'PATCH', '/queue/limits', 403],
      ['nobody', 'GET', '/queue', 401],
    ] as const) {
      const body = method === 'PATCH' ? { version: 1 } : undefined;
      expect([who, path, (await call(method, path, who, body)).status]).toEqual([who, path, status]);
    }
  });
});
