import { finishDeliveries } from '../../events/webhooks/delivery-taken.ts';
import { readConfig } from '../platform/config.ts';
import { makeLog } from '../platform/log.ts';
import { readSecretOnce } from '../platform/secret.ts';
import { openTable } from '../platform/table.ts';
import { makeActivityStore } from './activity-store.ts';
import { makeDeliveryStore } from './delivery-store.ts';
import { finishDeliveriesEnvironment } from './environment.ts';
import { makeFinishDueDeliveries } from './finish-due-deliveries.ts';
import { openFetchFiles } from './open-fetch-files.ts';
import { openFinishDelivery } from './open-finish-delivery.ts';
import { makeSealing } from './sealing.ts';

const config = readConfig(finishDeliveriesEnvironment);
const table = openTable(config.TABLE_NAME);
const log = makeLog('finish-deliveries');
const deliveries = makeDeliveryStore(table);
const sealing = makeSealing(readSecretOnce(config.WEBHOOK_SECRET_ARN));
const fetchFiles = openFetchFiles(table, config);
const finish = makeFinishDueDeliveries({
  deliveries,
  activity: makeActivityStore(table),
  finishDelivery: openFinishDelivery({ table, deliveries, sealing, log, fetchFiles }, config).finishDelivery,
  now: Date.now,
  log,
});

/** Called by WebhooksApi for a delivery with files, and every minute for those that are due. */
export const handler = (event: unknown) => finish(finishDeliveries.parse(event));
