import { createHmac } from 'node:crypto';
import { makeApi } from '../../../functions/platform/api.ts';
import { makeCursors } from '../../../functions/platform/cursor.ts';
import { notFound, unavailable } from '../../../functions/platform/errors.ts';
import type { IdempotencyKey } from '../../../functions/platform/idempotency.ts';
import { newId } from '../../../functions/platform/ids.ts';
import { makeLog } from '../../../functions/platform/log.ts';
import type { Caller, Role } from '../../../functions/platform/permissions.ts';
import { makeCheckWish } from '../../../functions/runs/check-wish.ts';
import type { Run, RunViewer, Wish } from '../../../functions/runs/index.ts';
import { webhooksRoutes } from '../../../functions/webhooks/contract.ts';
import type { Delivery, Work } from '../../../functions/webhooks/delivery.ts';
import { makeFinishDelivery } from '../../../functions/webhooks/finish-delivery.ts';
import { makeFinishDueDeliveries } from '../../../functions/webhooks/finish-due-deliveries.ts';
import { makeWebhooksOperations } from '../../../functions/webhooks/operations.ts';
import { makeSealing } from '../../../functions/webhooks/sealing.ts';
import { authenticateBearer, bearer } from '../platform/bearer-caller.ts';
import { callerWith } from '../platform/caller.ts';
import { type Answer, type EventOptions, httpEvent, send } from '../platform/http-events.ts';
import { versionOf } from '../runs/stage/files-and-scripts.ts';
import { inMemoryActivity, inMemoryDeliveries, inMemoryWebhooks } from './in-memory.ts';

export interface Delivering extends EventOptions {
  readonly name?: string;
  /** Milliseconds; the clock's own time by default. */
  readonly at?: number;
  readonly wait?: number;
  /** Instead of the signature that the secret gives. */
  readonly signature?: string;
}

/** A webhook as its creation shows it. */
export interface Made {
  readonly id: string;
  readonly url: string;
  readonly secret: string;
  readonly version: number;
}

/** The webhooks API over memory. Scripts, owners and what happens at a launch are the test's to change. */
export const webhooksApi = () => {
  const clock = { at: Date.parse('2026-11-24T08:00:00Z') };
  const now = () => clock.at;
  const lines: string[] = [];
  const log = makeLog('webhooks', (line) => lines.push(line));
  const store = inMemoryWebhooks();
  const deliveries = inMemoryDeliveries();
  const activity = inMemoryActivity();
  const sealing = makeSealing(async () => 'the secret of the stage');
  const scripts = new Map([
    [
      'orders',
      versionOf(
        'orders',
        {
          office: { type: 'string' },
          count: { type: 'integer', maximum: 100, default: 1 },
          books: { type: 'array', items: { type: 'string', format: 'file' }, maxItems: 3 },
        },
        ['office'],
      ),
    ],
  ]);
  const findRunnableVersion = async (name: string) => {
    const found = scripts.get(name);
    if (found === undefined) throw notFound();
    return found;
  };
  const owners = new Map<string, readonly Role[]>([['ann', ['operator']]]);
  const findOwner = async ({ username, userId }: { username: string; userId: string }) => {
    const held = owners.get(username);
    return held && callerWith({ username, userId, roles: held, sessionId: 'trigger' });
  };
  const launches: { readonly owner: Caller; readonly wish: Wish }[] = [];
  const runs = new Map<string, Run>();
  const byKey = new Map<string, Run>();
  const failing = { launches: 0, fetches: [] as unknown[] };
  const launchRun = async (owner: Caller, wish: Wish, key: IdempotencyKey | undefined): Promise<Run> => {
    if (failing.launches > 0) {
      failing.launches -= 1;
      throw unavailable();
    }
    await new Promise((resolve) => setImmediate(resolve));
    const earlier = byKey.get(key?.id ?? '');
    if (earlier !== undefined) return earlier;
    const run = { id: newId('run', now()), status: 'queued' } as Run;
    runs.set(run.id, run);
    byKey.set(key?.id ?? '', run);
    launches.push({ owner, wish });
    return run;
  };
  const fetched: Work['files'][] = [];
  const fetchFiles = async (_owner: Caller, { files }: Work): Promise<void> => {
    const failure = files.length > 0 ? failing.fetches.shift() : undefined;
    if (failure !== undefined) throw failure;
    if (files.length > 0) fetched.push(files);
  };
  const finishDelivery = makeFinishDelivery({
    deliveries,
    sealing,
    findOwner,
    launchRun,
    fetchFiles,
    now,
    log,
  });
  const later: Delivery[] = [];
  const waitForEnd: RunViewer['waitForEnd'] = async (run) => ({ ...run, status: 'succeeded' });
  const viewRun = (async ({ id, status }: Run) => ({
    id,
    status,
    code: null,
    message: 'done',
    created_at: new Date(now()).toISOString(),
    started_at: null,
    finished_at: null,
    progress: null,
    result: null,
    artifacts_count: 0,
    created_by: 'ann',
    parameters: { office: 'not the sender’s to see' },
  })) as unknown as RunViewer['viewRun'];
  const handler = makeApi(
    webhooksRoutes,
    makeWebhooksOperations({
      store,
      activity,
      deliveries,
      sealing,
      findOwner,
      checkWish: makeCheckWish({ findRunnableVersion }),
      finishDelivery,
      finishLater: async (delivery) => {
        later.push(delivery);
      },
      findRun: async (id) => runs.get(id),
      waitForEnd,
      viewRun,
      cursors: makeCursors(async () => 'a secret'),
      now,
      sleep: async (milliseconds) => {
        clock.at += milliseconds;
      },
    }),
    { authenticate: authenticateBearer, defaultLanguage: 'en', now, log },
  );
  const finishDue = makeFinishDueDeliveries({ deliveries, activity, finishDelivery, now, log });

  const as =
    (username: string, ...held: readonly Role[]) =>
    async (method: string, path: string, options: EventOptions = {}): Promise<Answer> => {
      const [plain = '', query = ''] = path.split('?');
      const headers = { ...bearer(username, ...held), ...options.headers };
      const answer = await send(handler, httpEvent(method, plain, { query, ...options, headers }));
      const unfit = lines.find((line) => line.includes('does not fit its schema'));
      if (unfit !== undefined) throw new Error(unfit);
      return answer;
    };
  const ann = as('ann', 'operator');

  const create = async (more: Record<string, unknown> = {}): Promise<Made> => {
    const { status, body } = await ann('POST', '/webhooks', {
      body: {
        name: 'orders',
        script: 'orders',
        mapping: [
          { parameter: 'office', path: '/order/office', required: true },
          { parameter: 'count', path: '/order/count' },
        ],
        ...more,
      },
    });
    if (status !== 201) throw new Error(JSON.stringify(body));
    return body.data as Made;
  };

  const deliver = (
    hook: Pick<Made, 'url' | 'secret'>,
    body: string,
    { name = newId('req', now()), at = now(), wait = 0, signature, ...options }: Delivering = {},
  ): Promise<Answer> => {
    const t = Math.floor(at / 1000);
    const bytes = options.base64 === true ? Buffer.from(body, 'base64') : Buffer.from(body);
    const v1 = createHmac('sha256', hook.secret).update(`${t}.`).update(bytes).digest('hex');
    const headers = {
      'x-openscript-signature': signature ?? `t=${t},v1=${v1}`,
      'x-openscript-delivery': name,
      ...options.headers,
    };
    const query = wait > 0 ? `wait=${wait}` : '';
    const path = hook.url.replace('/api/v1', '');
    return send(handler, httpEvent('POST', path, { ...options, body, headers, query }));
  };

  return {
    handler,
    as,
    ann,
    clock,
    lines,
    store,
    deliveries,
    activity,
    scripts,
    owners,
    launches,
    fetched,
    failing,
    later,
    finishDue,
    create,
    deliver,
  };
};

/** What a minute says. */
export const minute = { source: 'aws.events', 'detail-type': 'Scheduled Event' } as const;
