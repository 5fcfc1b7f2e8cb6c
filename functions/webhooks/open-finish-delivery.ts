import { lookup } from 'node:dns/promises';
import { makeFindOwnReadyFiles, openImportStream } from '../files/index.ts';
import { openFindOwner } from '../identity/index.ts';
import type { Log } from '../platform/log.ts';
import { openS3, type S3Location } from '../platform/s3.ts';
import type { Table } from '../platform/table.ts';
import { openLauncher } from '../runs/index.ts';
import type { DeliveryStore } from './delivery-store.ts';
import { makeFetchFiles } from './fetch-files.ts';
import { makeFetchFile } from './fetching/fetch-file.ts';
import { isPublicAddress } from './fetching/public-address.ts';
import { makeFinishDelivery } from './finish-delivery.ts';
import type { Sealing } from './sealing.ts';

interface Location extends S3Location {
  readonly FILES_BUCKET: string;
  readonly STATE_MACHINE_ARN: string;
  readonly USER_POOL_ID: string;
}

/** What one attempt may take for all its files: a minute less than its function's ten, in milliseconds. */
const FILES_LIMIT_MS = 9 * 60 * 1000;

/** Opens the work on deliveries over the stage's own services; files come from public addresses only. */
export const openFinishDelivery = (
  {
    table,
    deliveries,
    sealing,
    log,
  }: { table: Table; deliveries: DeliveryStore; sealing: Sealing; log: Log },
  config: Location,
) => {
  const findOwner = openFindOwner(config.USER_POOL_ID);
  const launcher = openLauncher(table, config, log);
  const finishDelivery = makeFinishDelivery({
    deliveries,
    sealing,
    findOwner,
    launchRun: launcher.launchRun,
    fetchFiles: makeFetchFiles({
      fetchFile: makeFetchFile({
        resolve: (host) => lookup(host, { all: true, verbatim: true }),
        isPublic: isPublicAddress,
      }),
      findOwnReadyFiles: makeFindOwnReadyFiles(table, config.FILES_BUCKET),
      importStream: openImportStream(table, openS3(config), config.FILES_BUCKET),
      limitMs: FILES_LIMIT_MS,
    }),
    now: Date.now,
    log,
  });
  return { findOwner, findRun: launcher.findRun, finishDelivery };
};
