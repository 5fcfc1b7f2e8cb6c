import type { Operation } from '../platform/api.ts';
import { audited } from '../platform/audit-context.ts';
import { ok } from '../platform/request.ts';
import type { RouteOf } from '../platform/route.ts';
import type { ActivityStore } from './activity-store.ts';
import type { webhooksRoutes } from './contract.ts';
import { addressOf } from './create-webhook.ts';
import { newSecret, type Sealing } from './sealing.ts';
import { checkVersion, stale } from './stale.ts';
import type { WebhookStore } from './store.ts';
import { viewWebhook } from './views.ts';
import { checkOwn, hashToken, type Webhook, withNewSecret } from './webhook.ts';

export interface RotateDependencies {
  readonly store: Pick<WebhookStore, 'find' | 'replace'>;
  readonly activity: Pick<ActivityStore, 'find'>;
  readonly sealing: Sealing;
  readonly now: () => number;
}

/** Gives a webhook a new secret, and a new address if asked for. */
export const makeRotateWebhook =
  ({
    store,
    activity,
    sealing,
    now,
  }: RotateDependencies): Operation<RouteOf<typeof webhooksRoutes, 'rotateWebhook'>> =>
  async ({ params, body: { version, grace_seconds, renew_url }, caller }) => {
    const hook = await checkOwn(await store.find(params.id), caller, 'triggers.manage');
    checkVersion(hook, version);
    const at = now();
    const secret = newSecret();
    const generation = hook.token_generation + (renew_url ? 1 : 0);
    const token = await sealing.tokenOf(hook.id, generation);
    const changed: Webhook = {
      ...hook,
      secrets: withNewSecret(hook, await sealing.seal(secret, hook.id), at, grace_seconds),
      token_generation: generation,
      token_hash: renew_url ? hashToken(token) : hook.token_hash,
      version: hook.version + 1,
      updated_at: new Date(at).toISOString(),
    };
    const change = {
      resource: { type: 'webhook', id: hook.id },
      before: viewWebhook(hook, undefined, at),
      after: viewWebhook(changed, undefined, at),
    };
    if (!(await audited(change, () => store.replace(changed, hook)))) throw stale();
    return ok({
      ...viewWebhook(changed, (await activity.find([hook.id])).get(hook.id), at),
      secret,
      url: renew_url ? addressOf(token) : null,
    });
  };
