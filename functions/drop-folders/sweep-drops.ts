import type { DropMessage } from '../../events/sqs/drop-message.ts';
import type { Log } from '../platform/log.ts';
import { arrivalId } from './drop-keys.ts';
import type { DropObjects } from './drop-objects.ts';
import type { SendMessages } from './drop-queue.ts';
import type { FolderStore } from './folder-store.ts';
import type { SetStore } from './set-store.ts';

export interface SweepDependencies {
  readonly folders: Pick<FolderStore, 'listAll'>;
  readonly sets: Pick<SetStore, 'listDue' | 'findArrival'>;
  readonly objects: Pick<DropObjects, 'head' | 'listKeys'>;
  readonly send: SendMessages;
  readonly bucket: string;
  readonly now: () => number;
  readonly log: Log;
}

/** Sets looked after in one minute, and objects of one folder compared in one sweep. */
const MAX_SETS = 500;
const MAX_OBJECTS = 1000;

export interface Swept {
  /** Sets whose time has come. */
  readonly due: number;
  /** Objects whose event never came. */
  readonly missed: number;
}

/**
 * Puts on the queue what timers and events may have lost: sets that are due, and objects that lie in a drop folder and
 * were never taken in. `looking`: whether the folders are looked through this time.
 */
export const makeSweepDrops =
  ({ folders, sets, objects, send, bucket, now, log }: SweepDependencies) =>
  async (looking: boolean): Promise<Swept> => {
    const due = await sets.listDue(new Date(now()).toISOString(), MAX_SETS);
    await send(due.map(({ id }) => ({ settle: id })));
    const missed: DropMessage[] = [];
    for (const { name } of looking ? await folders.listAll() : []) {
      let looked = 0;
      for await (const key of objects.listKeys(name)) {
        if (looked >= MAX_OBJECTS) break;
        looked += 1;
        const current = key.endsWith('/') ? undefined : await objects.head(key);
        if (current === undefined) continue;
        const known = await sets.findArrival(arrivalId(bucket, key, current.versionId));
        if (known === undefined) missed.push({ look: key });
      }
    }
    await send(missed);
    log.info('swept drops', { due: due.length, missed: missed.length });
    return { due: due.length, missed: missed.length };
  };
