import { setTimeout as sleep } from 'node:timers/promises';
import { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import { openApiPlatform } from '../identity/index.ts';
import { makeApi } from '../platform/api.ts';
import { readConfig } from '../platform/config.ts';
import { readSecretOnce } from '../platform/secret.ts';
import { openCheckWish, openRunViewer } from '../runs/index.ts';
import { makeActivityStore } from './activity-store.ts';
import { webhooksRoutes } from './contract.ts';
import { makeDeliveryStore } from './delivery-store.ts';
import { webhooksEnvironment } from './environment.ts';
import { makeFinishLater } from './finish-later.ts';
import { openFinishDelivery } from './open-finish-delivery.ts';
import { makeWebhooksOperations } from './operations.ts';
import { makeSealing } from './sealing.ts';
import { makeWebhookStore } from './store.ts';

const config = readConfig(webhooksEnvironment);
const { platform, table, cursors } = openApiPlatform('webhooks', config);
const { log, now } = platform;
const deliveries = makeDeliveryStore(table);
const sealing = makeSealing(readSecretOnce(config.WEBHOOK_SECRET_ARN));

/** Files may take longer than a request: those deliveries are FinishDeliveries' to finish. */
const leaveFiles = (): Promise<void> => Promise.resolve();

/** The API of webhooks, and the address that senders deliver to. */
export const handler = makeApi(
  webhooksRoutes,
  makeWebhooksOperations({
    ...openFinishDelivery({ table, deliveries, sealing, log, fetchFiles: leaveFiles }, config),
    ...openRunViewer(table, config),
    store: makeWebhookStore(table),
    activity: makeActivityStore(table),
    deliveries,
    sealing,
    checkWish: openCheckWish(table, config.FILES_BUCKET),
    finishLater: makeFinishLater({ client: new EventBridgeClient({}), log }),
    cursors,
    now,
    sleep,
  }),
  platform,
);
