import type { Operation } from '../platform/api.ts';
import { ok } from '../platform/request.ts';
import type { RouteOf } from '../platform/route.ts';
import type { webhooksRoutes } from './contract.ts';
import { signingExample } from './signing-example.ts';
import type { WebhookStore } from './store.ts';
import { checkVisible } from './webhook.ts';

/** Shows programs that sign and send a delivery. */
export const makeShowSigningExample =
  ({
    store,
  }: {
    readonly store: Pick<WebhookStore, 'find'>;
  }): Operation<RouteOf<typeof webhooksRoutes, 'showSigningExample'>> =>
  async ({ params, caller }) => {
    await checkVisible(await store.find(params.id), caller);
    return ok(signingExample);
  };
