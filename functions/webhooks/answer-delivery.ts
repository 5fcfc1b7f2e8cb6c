import type { HttpReply } from '../platform/request.ts';
import type { Language } from '../platform/text.ts';
import { isFinal, type Launcher, type RunViewer } from '../runs/index.ts';
import { type Delivery, errorOf } from './delivery.ts';
import type { DeliveryStore } from './delivery-store.ts';

export interface AnswerDependencies {
  readonly deliveries: Pick<DeliveryStore, 'find'>;
  readonly findRun: Launcher['findRun'];
  readonly waitForEnd: RunViewer['waitForEnd'];
  readonly viewRun: RunViewer['viewRun'];
  readonly now: () => number;
  readonly sleep: (milliseconds: number) => Promise<unknown>;
}

/** How often a delivery is looked at whose files are being fetched, in milliseconds. */
const PAUSE_MS = 500;

/**
 * The sender's answer: at once 202 with the run's id, if there is one yet; or after waiting 200 with the finished run, or 202
 * with the run so far. Throws what refused a delivery while it was waited for.
 */
export const makeAnswerDelivery =
  ({ deliveries, findRun, waitForEnd, viewRun, now, sleep }: AnswerDependencies) =>
  async (taken: Delivery, waitSeconds: number, language: Language): Promise<HttpReply> => {
    const until = now() + waitSeconds * 1000;
    let delivery = taken;
    while (delivery.status === 'pending' && now() + PAUSE_MS < until) {
      await sleep(PAUSE_MS);
      delivery = (await deliveries.find(delivery.webhook_id, delivery.id)) ?? delivery;
    }
    if (delivery.reason !== null) throw errorOf(delivery.reason);
    const { id: delivery_id, run_id } = delivery;
    const found = waitSeconds > 0 && run_id !== null ? await findRun(run_id) : undefined;
    if (found === undefined) return { status: 202, data: { delivery_id, run_id, run: null } };
    const run = await waitForEnd(found, until);
    const view = await viewRun(run, language);
    return { status: isFinal(run) ? 200 : 202, data: { delivery_id, run_id, run: view } };
  };

export type AnswerDelivery = ReturnType<typeof makeAnswerDelivery>;
