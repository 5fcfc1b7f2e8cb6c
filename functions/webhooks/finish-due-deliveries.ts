import { deliverySource, type FinishDeliveries } from '../../events/webhooks/delivery-taken.ts';
import type { Log } from '../platform/log.ts';
import type { ActivityStore } from './activity-store.ts';
import { type Delivery, LEASE_MS } from './delivery.ts';
import type { DeliveryStore } from './delivery-store.ts';
import type { FinishDelivery } from './finish-delivery.ts';

export interface DueDependencies {
  readonly deliveries: Pick<DeliveryStore, 'find' | 'listDue' | 'replace'>;
  readonly activity: Pick<ActivityStore, 'note'>;
  readonly finishDelivery: FinishDelivery;
  readonly now: () => number;
  readonly log: Log;
}

/** Deliveries of one look; the next minute goes on. */
const BATCH = 25;
/** No new delivery is begun after this time, in milliseconds: the one at work may need the rest. */
const BEGIN_WITHIN_MS = 30_000;

/**
 * Does the work that deliveries left: the one that was just taken, or, every minute, those that are due. Whoever works on
 * one takes it first, so that two who come at once do not fetch the same files.
 */
export const makeFinishDueDeliveries = (deps: DueDependencies) => {
  const { deliveries, activity, finishDelivery, now, log } = deps;

  const work = async (delivery: Delivery): Promise<boolean> => {
    const mine = await deliveries.replace({
      ...delivery,
      attempts: delivery.attempts + 1,
      due_at: new Date(now() + LEASE_MS).toISOString(),
    });
    if (mine === undefined) return false;
    const done = await finishDelivery(mine);
    await activity.note(done);
    log.info('worked on a delivery', {
      webhook_id: done.webhook_id,
      delivery_id: done.id,
      status: done.status,
    });
    return true;
  };

  return async (event: FinishDeliveries): Promise<{ readonly worked: number }> => {
    if (event.source === deliverySource) {
      const { webhook_id, delivery_id } = event.detail;
      const named = await deliveries.find(webhook_id, delivery_id);
      const untouched = named?.status === 'pending' && named.attempts === 0;
      return { worked: untouched && (await work(named)) ? 1 : 0 };
    }
    const begun = now();
    let worked = 0;
    for (const due of await deliveries.listDue(new Date(begun).toISOString(), BATCH)) {
      if (now() - begun > BEGIN_WITHIN_MS) break;
      if (await work(due)) worked += 1;
    }
    return { worked };
  };
};
