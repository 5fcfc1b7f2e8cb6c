import type { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import { PutEventsCommand } from '@aws-sdk/client-eventbridge';
import { deliverySource, deliveryTakenType } from '../../events/webhooks/delivery-taken.ts';
import type { Log } from '../platform/log.ts';
import type { TakeDependencies } from './take-delivery.ts';

/**
 * Tells FinishDeliveries of a delivery at once. The delivery itself is in the table: when this fails or is lost, it is found
 * within two minutes.
 */
export const makeFinishLater =
  ({
    client,
    log,
  }: {
    readonly client: Pick<EventBridgeClient, 'send'>;
    readonly log: Log;
  }): TakeDependencies['finishLater'] =>
  async ({ webhook_id, id: delivery_id }) => {
    try {
      const { FailedEntryCount } = await client.send(
        new PutEventsCommand({
          Entries: [
            {
              Source: deliverySource,
              DetailType: deliveryTakenType,
              Detail: JSON.stringify({ webhook_id, delivery_id }),
            },
          ],
        }),
      );
      if (FailedEntryCount !== undefined && FailedEntryCount > 0)
        throw new Error('the bus refused the event');
    } catch (thrown) {
      log.warn('a delivery is left until it is due', { webhook_id, delivery_id, cause: thrown });
    }
  };
