import type { Operation } from '../platform/api.ts';
import { audited } from '../platform/audit-context.ts';
import { ok } from '../platform/request.ts';
import type { RouteOf } from '../platform/route.ts';
import type { ActivityStore } from './activity-store.ts';
import type { CheckSettings } from './check-settings.ts';
import type { webhooksRoutes } from './contract.ts';
import { checkVersion, stale } from './stale.ts';
import type { WebhookStore } from './store.ts';
import { viewWebhook } from './views.ts';
import { checkOwn, checkRunsAs, webhookRowSchema } from './webhook.ts';

export interface ChangeDependencies {
  readonly store: Pick<WebhookStore, 'find' | 'replace'>;
  readonly activity: Pick<ActivityStore, 'find'>;
  readonly checkSettings: CheckSettings;
  readonly now: () => number;
}

/** Changes a webhook. Switching it off asks nothing of its script, which may be gone. */
export const makeChangeWebhook =
  ({
    store,
    activity,
    checkSettings,
    now,
  }: ChangeDependencies): Operation<RouteOf<typeof webhooksRoutes, 'changeWebhook'>> =>
  async ({ params, body: { version, ...changes }, caller }) => {
    const hook = await checkOwn(await store.find(params.id), caller);
    checkRunsAs(hook, changes, caller);
    checkVersion(hook, version);
    const changed = webhookRowSchema.parse({
      ...hook,
      ...changes,
      version: hook.version + 1,
      updated_at: new Date(now()).toISOString(),
    });
    if (changed.enabled) await checkSettings(changed, caller);
    const audit = {
      resource: { type: 'webhook', id: hook.id },
      before: viewWebhook(hook, undefined, now()),
      after: viewWebhook(changed, undefined, now()),
    };
    if (!(await audited(audit, () => store.replace(changed, hook)))) throw stale();
    return ok(viewWebhook(changed, (await activity.find([hook.id])).get(hook.id), now()));
  };
