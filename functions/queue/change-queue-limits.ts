import { setTimeout as sleep } from 'node:timers/promises';
import type { Operation } from '../platform/api.ts';
import { audited } from '../platform/audit-context.ts';
import { conflict, unavailable } from '../platform/errors.ts';
import type { Log } from '../platform/log.ts';
import { ok } from '../platform/request.ts';
import type { RouteOf } from '../platform/route.ts';
import { text } from '../platform/text.ts';
import type { Dispatch, QueueStore } from '../runs/index.ts';
import type { queueRoutes } from './contract.ts';
import { presentLimits } from './present-limits.ts';

export interface ChangeLimitsDependencies {
  readonly queue: Pick<QueueStore, 'readLedger' | 'replaceLedger'>;
  readonly dispatch: Dispatch;
  readonly now: () => number;
  readonly log: Log;
}

/** Rounds against admissions, which write the same row. */
const MAX_ROUNDS = 25;
const PAUSE_MS = 15;

const stale = (current: number) =>
  conflict(text('the limits were changed meanwhile; load them again', '限额已被修改，请重新加载'), [
    {
      field: 'version',
      message: text(`is stale: the limits are at ${current}`, `已过期：当前为 ${current}`),
      details: { current },
    },
  ]);

/** Changes the limits, and starts what they let start. */
export const makeChangeQueueLimits =
  ({
    queue,
    dispatch,
    now,
    log,
  }: ChangeLimitsDependencies): Operation<RouteOf<typeof queueRoutes, 'changeQueueLimits'>> =>
  async ({ body, caller }) => {
    for (let round = 1; round <= MAX_ROUNDS; round += 1) {
      const before = await queue.readLedger();
      const { limits } = before;
      if (body.version !== limits.version) throw stale(limits.version);
      const after = {
        ...before,
        limits: {
          ...limits,
          platform: body.platform === undefined ? limits.platform : body.platform,
          per_user: body.per_user === undefined ? limits.per_user : body.per_user,
          version: limits.version + 1,
          changed_by: caller.username,
          changed_at: new Date(now()).toISOString(),
        },
      };
      const change = {
        resource: { type: 'queue', id: 'limits' },
        before: before.limits,
        after: after.limits,
      };
      if (await audited(change, () => queue.replaceLedger(before, after, []))) {
        try {
          await dispatch({ sweeping: true });
        } catch (thrown) {
          log.warn('the queue is left to the sweeper', { cause: thrown });
        }
        return ok(presentLimits(after));
      }
      await sleep(Math.random() * PAUSE_MS * round);
    }
    throw unavailable(new Error('the ledger is being written by others all the time'));
  };
