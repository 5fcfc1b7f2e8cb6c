import type { Operation } from '../platform/api.ts';
import { ok } from '../platform/request.ts';
import type { RouteOf } from '../platform/route.ts';
import type { ActivityStore } from './activity-store.ts';
import type { webhooksRoutes } from './contract.ts';
import type { WebhookStore } from './store.ts';
import { viewWebhook } from './views.ts';
import { checkVisible } from './webhook.ts';

/** Shows a webhook. */
export const makeShowWebhook =
  ({
    store,
    activity,
    now,
  }: {
    readonly store: Pick<WebhookStore, 'find'>;
    readonly activity: Pick<ActivityStore, 'find'>;
    readonly now: () => number;
  }): Operation<RouteOf<typeof webhooksRoutes, 'showWebhook'>> =>
  async ({ params, caller }) => {
    const hook = await checkVisible(await store.find(params.id), caller);
    return ok(viewWebhook(hook, (await activity.find([hook.id])).get(hook.id), now()));
  };
