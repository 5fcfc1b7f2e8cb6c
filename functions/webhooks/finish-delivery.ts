import type { FindOwner } from '../identity/index.ts';
import { actingAs, triggerActor } from '../platform/audit-context.ts';
import { ApiError, conflict } from '../platform/errors.ts';
import { triggerKey } from '../platform/idempotency.ts';
import type { Log } from '../platform/log.ts';
import { type Caller, may } from '../platform/permissions.ts';
import { text } from '../platform/text.ts';
import type { LaunchRun } from '../runs/index.ts';
import {
  type Delivery,
  type DeliveryReason,
  ended,
  MAX_ATTEMPTS,
  reasonOf,
  type Work,
  workSchema,
} from './delivery.ts';
import type { DeliveryStore } from './delivery-store.ts';
import { FetchRefused } from './fetching/fetch-refused.ts';
import { ownerMayNot, Refusal } from './refusal.ts';
import type { Sealing } from './sealing.ts';

export interface FinishDependencies {
  readonly deliveries: Pick<DeliveryStore, 'find' | 'replace'>;
  readonly sealing: Pick<Sealing, 'open'>;
  readonly findOwner: FindOwner;
  readonly launchRun: LaunchRun;
  /** Fetches what is not there yet; each file has its id already. */
  readonly fetchFiles: (owner: Caller, work: Work) => Promise<void>;
  readonly now: () => number;
  readonly log: Log;
}

/** Waits between attempts, in milliseconds: half a minute, doubling. */
const pauseBefore = (attempts: number): number => 30_000 * 2 ** (attempts - 1);

const filesByParameter = ({ files }: Work): Record<string, string[]> => {
  const found: Record<string, string[]> = {};
  for (const { parameter, id } of files) found[parameter] = [...(found[parameter] ?? []), id];
  return found;
};

const codeOf = ({ code }: ApiError): DeliveryReason =>
  code === 40401 ? 'script' : code === 40901 ? 'conflict' : 'parameters';

/**
 * Does what is left of a delivery, as often as needed: files, then the run, whose key is the delivery's name, so that it is
 * started once however often this is done and by how many. Gives the delivery as it then is: ended, or pending with the time of the
 * next attempt.
 */
export const makeFinishDelivery = (deps: FinishDependencies) => {
  const { deliveries, sealing, findOwner, launchRun, fetchFiles, now, log } = deps;

  const start = async (delivery: Delivery): Promise<string> => {
    const work = workSchema.parse(JSON.parse(await sealing.open(delivery.work ?? '', delivery.id)));
    const owner = await findOwner(work.owner);
    if (owner === undefined || !may(owner, 'runs.start')) throw ownerMayNot();
    const trigger = { id: delivery.webhook_id, name: delivery.webhook_id };
    try {
      const run = await actingAs(triggerActor('webhook', trigger, owner), async () => {
        await fetchFiles(owner, work);
        return launchRun(
          owner,
          {
            script: work.script,
            version: work.script_version ?? undefined,
            parameters: { ...work.parameters, ...filesByParameter(work) },
            trigger: { type: 'webhook', webhook_id: delivery.webhook_id, delivery_id: delivery.id },
            retryOf: null,
          },
          triggerKey(['delivery', delivery.webhook_id, delivery.delivery]),
        );
      });
      return run.id;
    } catch (thrown) {
      if (thrown instanceof FetchRefused) throw new Refusal('file', fileRefused(thrown));
      if (thrown instanceof ApiError && thrown.status < 500) throw new Refusal(codeOf(thrown), thrown);
      throw thrown;
    }
  };

  /** After a failure that may pass: the next attempt, or the end. */
  const afterFailure = (delivery: Delivery, thrown: unknown): Delivery => {
    const { webhook_id, id, attempts } = delivery;
    log.warn('a delivery was not finished', { webhook_id, delivery_id: id, attempts, cause: thrown });
    if (attempts < MAX_ATTEMPTS)
      return { ...delivery, due_at: new Date(now() + pauseBefore(attempts)).toISOString() };
    const reason = reasonOf('platform', givenUp(thrown));
    return ended(delivery, { status: 'failed', reason, run_id: null }, now());
  };

  const attempt = async (delivery: Delivery): Promise<Delivery> => {
    try {
      return ended(delivery, { status: 'accepted', reason: null, run_id: await start(delivery) }, now());
    } catch (thrown) {
      if (thrown instanceof Refusal)
        return ended(
          delivery,
          { status: 'refused', reason: reasonOf(thrown.code, thrown.error), run_id: null },
          now(),
        );
      return afterFailure(delivery, thrown);
    }
  };

  /** Somebody else may have finished it at the same moment: theirs counts, unless only we have the run. */
  const write = async (next: Delivery): Promise<Delivery> => {
    for (let known = next; ; ) {
      const written = await deliveries.replace(known);
      if (written !== undefined) return written;
      const other = await deliveries.find(next.webhook_id, next.id);
      if (other === undefined) throw new Error(`the delivery ${next.id} is gone`);
      if (other.status !== 'pending' && (other.run_id !== null || next.run_id === null)) return other;
      if (other.status === 'pending' && next.status === 'pending' && other.revision !== known.revision)
        return other;
      known = { ...next, revision: other.revision };
    }
  };

  return async (delivery: Delivery): Promise<Delivery> => {
    if (delivery.status !== 'pending') return delivery;
    const begun = { ...delivery, attempts: Math.max(1, delivery.attempts) };
    // Begun more often than it may: whoever worked on it ended without a word each time.
    if (begun.attempts > MAX_ATTEMPTS)
      return write(afterFailure(begun, new Error('no attempt came to an end')));
    return write(await attempt(begun));
  };
};

export type FinishDelivery = ReturnType<typeof makeFinishDelivery>;

const fileRefused = ({ text: words }: FetchRefused): ApiError =>
  conflict(text(`a file was not fetched: ${words.en}`, `未能获取文件：${words['zh-CN']}`));

const givenUp = (thrown: unknown): ApiError => {
  const said =
    thrown instanceof Error && thrown.name === 'FetchFailed' ? thrown.message : 'an internal error';
  return conflict(
    text(
      `given up after ${MAX_ATTEMPTS} attempts: ${said}; send it again`,
      `尝试 ${MAX_ATTEMPTS} 次后放弃：${said}；请重新发送`,
    ),
  );
};
