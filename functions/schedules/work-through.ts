import type { Log } from '../platform/log.ts';

/** SQS takes back the messages that are named here. */
export interface BatchResponse {
  readonly batchItemFailures: readonly { readonly itemIdentifier: string }[];
}

/** Works on the messages of a batch one after the other, and names those that failed. */
export const workThrough = async (
  records: readonly { readonly messageId: string; readonly body: string }[],
  log: Log,
  work: (body: string) => Promise<void>,
): Promise<BatchResponse> => {
  const batchItemFailures: { itemIdentifier: string }[] = [];
  for (const { messageId, body } of records)
    try {
      await work(body);
    } catch (thrown) {
      log.error('a message could not be worked on', { message_id: messageId, cause: thrown });
      batchItemFailures.push({ itemIdentifier: messageId });
    }
  return { batchItemFailures };
};
