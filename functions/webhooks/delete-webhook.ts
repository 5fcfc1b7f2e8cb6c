import type { Operation } from '../platform/api.ts';
import { audited } from '../platform/audit-context.ts';
import { ok } from '../platform/request.ts';
import type { RouteOf } from '../platform/route.ts';
import type { webhooksRoutes } from './contract.ts';
import { checkVersion, stale } from './stale.ts';
import type { WebhookStore } from './store.ts';
import { viewWebhook } from './views.ts';
import { checkOwn } from './webhook.ts';

/** Deletes a webhook with its address. Deliveries that were taken are still worked on. */
export const makeDeleteWebhook =
  ({
    store,
    now,
  }: {
    readonly store: Pick<WebhookStore, 'find' | 'remove'>;
    readonly now: () => number;
  }): Operation<RouteOf<typeof webhooksRoutes, 'deleteWebhook'>> =>
  async ({ params, query, caller }) => {
    const hook = await checkOwn(await store.find(params.id), caller, 'triggers.manage');
    checkVersion(hook, query.version);
    const change = {
      resource: { type: 'webhook', id: hook.id },
      before: viewWebhook(hook, undefined, now()),
    };
    if (!(await audited(change, () => store.remove(hook)))) throw stale();
    return ok(null);
  };
