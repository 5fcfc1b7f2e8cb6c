import type { FindOwner } from '../identity/index.ts';
import type { Operations } from '../platform/api.ts';
import type { Cursors } from '../platform/cursor.ts';
import type { CheckWish, Launcher, RunViewer } from '../runs/index.ts';
import type { ActivityStore } from './activity-store.ts';
import { makeAnswerDelivery } from './answer-delivery.ts';
import { makeChangeWebhook } from './change-webhook.ts';
import { makeCheckSettings } from './check-settings.ts';
import type { webhooksRoutes } from './contract.ts';
import { makeCreateWebhook } from './create-webhook.ts';
import { makeDeleteWebhook } from './delete-webhook.ts';
import type { Delivery } from './delivery.ts';
import type { DeliveryStore } from './delivery-store.ts';
import type { FinishDelivery } from './finish-delivery.ts';
import { makeListDeliveries } from './list-deliveries.ts';
import { makeListWebhooks } from './list-webhooks.ts';
import { makePlanDelivery } from './plan-delivery.ts';
import { makeReceiveDelivery } from './receive-delivery.ts';
import { makeRotateWebhook } from './rotate-webhook.ts';
import type { Sealing } from './sealing.ts';
import { makeShowSigningExample } from './show-signing-example.ts';
import { makeShowWebhook } from './show-webhook.ts';
import type { WebhookStore } from './store.ts';
import { makeTakeDelivery } from './take-delivery.ts';
import { makeTestWebhook } from './test-webhook.ts';

/** Everything the API of webhooks reaches outside itself. */
export interface WebhooksDependencies extends RunViewer, Pick<Launcher, 'findRun'> {
  readonly store: WebhookStore;
  readonly activity: ActivityStore;
  readonly deliveries: DeliveryStore;
  readonly sealing: Sealing;
  readonly findOwner: FindOwner;
  readonly checkWish: CheckWish;
  readonly finishDelivery: FinishDelivery;
  readonly finishLater: (delivery: Delivery) => Promise<void>;
  readonly cursors: Cursors;
  readonly now: () => number;
  readonly sleep: (milliseconds: number) => Promise<unknown>;
}

/** One operation for each route of webhooks. */
export const makeWebhooksOperations = (outside: WebhooksDependencies): Operations<typeof webhooksRoutes> => {
  const deps = {
    ...outside,
    checkSettings: makeCheckSettings(outside),
    takeDelivery: makeTakeDelivery({ ...outside, planDelivery: makePlanDelivery(outside) }),
    answerDelivery: makeAnswerDelivery(outside),
  };
  return {
    createWebhook: makeCreateWebhook(deps),
    listWebhooks: makeListWebhooks(deps),
    showWebhook: makeShowWebhook(deps),
    changeWebhook: makeChangeWebhook(deps),
    deleteWebhook: makeDeleteWebhook(deps),
    rotateWebhook: makeRotateWebhook(deps),
    testWebhook: makeTestWebhook(deps),
    listDeliveries: makeListDeliveries(deps),
    showSigningExample: makeShowSigningExample(deps),
    receiveDelivery: makeReceiveDelivery(deps),
  };
};
