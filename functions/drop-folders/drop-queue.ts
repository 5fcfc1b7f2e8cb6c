import { SendMessageBatchCommand, type SQSClient } from '@aws-sdk/client-sqs';
import type { DropMessage } from '../../events/sqs/drop-message.ts';
import { unavailable } from '../platform/errors.ts';

/** SQS delays a message by at most 15 minutes. */
const MAX_DELAY_SECONDS = 900;
/** SQS takes so many at once. */
const AT_ONCE = 10;

/** Puts messages on the queue; `afterSeconds` later at the earliest, and not later than 15 minutes. */
export type SendMessages = (messages: readonly DropMessage[], afterSeconds?: number) => Promise<void>;

export const makeSendMessages =
  (client: Pick<SQSClient, 'send'>, queueUrl: string): SendMessages =>
  async (messages, afterSeconds = 0) => {
    const DelaySeconds = Math.max(0, Math.min(MAX_DELAY_SECONDS, Math.ceil(afterSeconds)));
    for (let from = 0; from < messages.length; from += AT_ONCE) {
      const Entries = messages.slice(from, from + AT_ONCE).map((message, index) => ({
        Id: String(index),
        MessageBody: JSON.stringify(message),
        DelaySeconds,
      }));
      const { Failed = [] } = await client.send(new SendMessageBatchCommand({ QueueUrl: queueUrl, Entries }));
      if (Failed.length > 0) throw unavailable(new Error(`the queue refused ${Failed.length} messages`));
    }
  };
