import { objectCreated } from '../../events/s3/object-created.ts';
import { dropMessage } from '../../events/sqs/drop-message.ts';
import { sqsEvent } from '../../events/sqs/sqs-event.ts';
import type { Log } from '../platform/log.ts';
import type { SettleSet } from './settle-set.ts';
import type { TakeObject } from './take-object.ts';

/** Which messages are to be delivered again; the others are done. */
export interface BatchAnswer {
  readonly batchItemFailures: readonly { readonly itemIdentifier: string }[];
}

export interface WorkDependencies {
  readonly takeObject: TakeObject;
  readonly settleSet: SettleSet;
  readonly bucket: string;
  readonly log: Log;
}

const parse = (body: string): unknown => {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
};

/**
 * Works on a batch of the queue of drops: S3's events, timers, and looks at objects. A message that fails comes again
 * alone; one that cannot be read never could be, and is logged and dropped.
 */
export const makeWorkQueue = ({ takeObject, settleSet, bucket, log }: WorkDependencies) => {
  const work = async (message: unknown): Promise<void> => {
    const own = dropMessage.safeParse(message);
    if (own.success) {
      if ('settle' in own.data) return settleSet(own.data.settle);
      await takeObject({ key: own.data.look, versionId: undefined, sequence: '' });
      return;
    }
    const told = objectCreated.safeParse(message);
    if (!told.success || told.data.detail.bucket.name !== bucket) return log.warn('not a message of drops');
    const { key, sequencer = '', 'version-id': versionId } = told.data.detail.object;
    const outcome = await takeObject({ key, versionId, sequence: sequencer });
    log.info('an object arrived', { outcome, bytes: told.data.detail.object.size });
  };

  return async (event: unknown): Promise<BatchAnswer> => {
    const { Records } = sqsEvent.parse(event);
    const failed = await Promise.all(
      Records.map(async ({ messageId, body }) => {
        try {
          await work(parse(body));
          return [];
        } catch (thrown) {
          log.error('a message of drops failed', { message_id: messageId, cause: thrown });
          return [{ itemIdentifier: messageId }];
        }
      }),
    );
    return { batchItemFailures: failed.flat() };
  };
};
