import type { Operation } from '../platform/api.ts';
import { audited } from '../platform/audit-context.ts';
import { conflict } from '../platform/errors.ts';
import { basePath } from '../platform/http-event.ts';
import { readIdempotencyKey } from '../platform/idempotency.ts';
import { newId } from '../platform/ids.ts';
import { created } from '../platform/request.ts';
import type { RouteOf } from '../platform/route.ts';
import { text } from '../platform/text.ts';
import type { CheckSettings } from './check-settings.ts';
import type { webhooksRoutes } from './contract.ts';
import { newSecret, type Sealing } from './sealing.ts';
import type { WebhookStore } from './store.ts';
import { viewWebhook } from './views.ts';
import { hashToken, type Webhook } from './webhook.ts';

export interface CreateDependencies {
  readonly store: Pick<WebhookStore, 'create' | 'find' | 'findEarlier'>;
  readonly sealing: Sealing;
  readonly checkSettings: CheckSettings;
  readonly now: () => number;
}

/** Where deliveries of a token go. */
export const addressOf = (token: string): string => `${basePath}/hooks/${token}`;

/** Creates a webhook. A request repeated under its Idempotency-Key gets the same secret and address again. */
export const makeCreateWebhook = ({
  store,
  sealing,
  checkSettings,
  now,
}: CreateDependencies): Operation<RouteOf<typeof webhooksRoutes, 'createWebhook'>> => {
  const reveal = async (hook: Webhook) => ({
    ...viewWebhook(hook, undefined, now()),
    secret: await sealing.open(hook.secrets[0]?.sealed ?? '', hook.id),
    url: addressOf(await sealing.tokenOf(hook.id, hook.token_generation)),
  });
  const replay = async (id: string) => {
    const hook = await store.find(id);
    if (hook === undefined || hook.version > 1)
      throw conflict(
        text(
          'the webhook that this Idempotency-Key made was changed or deleted since; its secret is not shown again',
          '此 Idempotency-Key 创建的 webhook 已被修改或删除，密钥不再显示',
        ),
      );
    return created(await reveal(hook), `${basePath}/webhooks/${hook.id}`);
  };

  return async ({ body, caller, request }) => {
    const at = now();
    const key = readIdempotencyKey(request, 'createWebhook', caller.userId);
    const earlier = await store.findEarlier(key, at);
    if (earlier !== undefined) return replay(earlier);
    await checkSettings(body, caller);
    const id = newId('hook', at);
    const moment = new Date(at).toISOString();
    const hook: Webhook = {
      ...body,
      id,
      owner: caller.username,
      owner_id: caller.userId,
      department: caller.department,
      secrets: [{ sealed: await sealing.seal(newSecret(), id), created_at: moment, expires_at: null }],
      token_generation: 1,
      token_hash: hashToken(await sealing.tokenOf(id, 1)),
      version: 1,
      created_at: moment,
      updated_at: moment,
    };
    const claim = key === undefined ? undefined : { key, subject: id };
    const change = { resource: { type: 'webhook', id }, after: viewWebhook(hook, undefined, at) };
    if (await audited(change, () => store.create(hook, claim, at)))
      return created(await reveal(hook), `${basePath}/webhooks/${id}`);
    const meanwhile = await store.findEarlier(key, now());
    if (meanwhile !== undefined) return replay(meanwhile);
    throw conflict(text('the same request is under way; try again', '相同的请求正在处理，请重试'));
  };
};
