import { openFindOwner } from '../identity/index.ts';
import type { Log } from '../platform/log.ts';
import type { Table } from '../platform/table.ts';
import { openLauncher } from '../runs/index.ts';
import type { DeliveryStore } from './delivery-store.ts';
import { type FinishDependencies, makeFinishDelivery } from './finish-delivery.ts';
import type { Sealing } from './sealing.ts';

interface Opened {
  readonly table: Table;
  readonly deliveries: DeliveryStore;
  readonly sealing: Sealing;
  readonly log: Log;
  readonly fetchFiles: FinishDependencies['fetchFiles'];
}

interface Location {
  readonly FILES_BUCKET: string;
  readonly STATE_MACHINE_ARN: string;
  readonly USER_POOL_ID: string;
}

/** Opens the work on deliveries over the stage's own services. */
export const openFinishDelivery = (opened: Opened, config: Location) => {
  const findOwner = openFindOwner(opened.table, config.USER_POOL_ID);
  const { launchRun, findRun } = openLauncher(opened.table, config, opened.log);
  return {
    findOwner,
    findRun,
    finishDelivery: makeFinishDelivery({ ...opened, findOwner, launchRun, now: Date.now }),
  };
};
