import { SendMessageBatchCommand, type SQSClient } from '@aws-sdk/client-sqs';
import type { ScheduleWork } from '../../events/sqs/schedule-work.ts';
import { inParallel } from '../platform/in-parallel.ts';

/** SQS takes so many messages a call. */
const AT_ONCE = 10;
const CALLS_AT_ONCE = 8;

/** Puts work on the queue; throws when a message was not taken: the next heartbeat finds the same work again. */
export const makeHandOn =
  (client: Pick<SQSClient, 'send'>, queueUrl: string) =>
  async (works: readonly ScheduleWork[]): Promise<void> => {
    const calls = Array.from({ length: Math.ceil(works.length / AT_ONCE) }, (_, n) =>
      works.slice(n * AT_ONCE, (n + 1) * AT_ONCE),
    );
    await inParallel(calls, CALLS_AT_ONCE, async (some) => {
      const { Failed = [] } = await client.send(
        new SendMessageBatchCommand({
          QueueUrl: queueUrl,
          Entries: some.map((work, n) => ({ Id: String(n), MessageBody: JSON.stringify(work) })),
        }),
      );
      if (Failed.length > 0) throw new Error(`the queue refused ${Failed.length} messages`);
    });
  };
