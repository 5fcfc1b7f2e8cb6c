import type { Operation } from '../platform/api.ts';
import { collectPage } from '../platform/collect-page.ts';
import type { Cursors } from '../platform/cursor.ts';
import { ok } from '../platform/request.ts';
import type { RouteOf } from '../platform/route.ts';
import type { webhooksRoutes } from './contract.ts';
import type { DeliveryStore } from './delivery-store.ts';
import type { WebhookStore } from './store.ts';
import { viewDelivery } from './views.ts';
import { checkVisible } from './webhook.ts';

/** Lists what came to a webhook, newest first. */
export const makeListDeliveries =
  ({
    store,
    deliveries,
    cursors,
  }: {
    readonly store: Pick<WebhookStore, 'find'>;
    readonly deliveries: Pick<DeliveryStore, 'list'>;
    readonly cursors: Cursors;
  }): Operation<RouteOf<typeof webhooksRoutes, 'listDeliveries'>> =>
  async ({ params, query: { page_size, cursor, status }, caller, request }) => {
    const hook = await checkVisible(await store.find(params.id), caller);
    const scope = ['listDeliveries', caller.userId, hook.id, status];
    const page = await collectPage(
      {
        read: (after, limit) => deliveries.list(hook.id, after, limit),
        positionOf: ({ id }) => id,
        keep: (delivery) => status === undefined || delivery.status === status,
      },
      page_size,
      await cursors.open(cursor, scope),
    );
    return ok({
      items: page.rows.map((delivery) => viewDelivery(delivery, request.language)),
      page_size,
      next_cursor: await cursors.seal(page.next, scope),
    });
  };
