import type { FinishDeliveryEvent } from '../../events/lambda/finish-deliveries.ts';
import type { InvokeLater } from '../platform/invoke-function.ts';
import type { Log } from '../platform/log.ts';
import type { TakeDependencies } from './take-delivery.ts';

/**
 * Tells FinishDeliveries of a delivery at once. The delivery itself is in the table: when this fails or is lost, it is found
 * within two minutes.
 */
export const makeFinishLater =
  ({
    invoke,
    functionName,
    log,
  }: {
    readonly invoke: InvokeLater;
    readonly functionName: string;
    readonly log: Log;
  }): TakeDependencies['finishLater'] =>
  async ({ webhook_id, id }) => {
    const event: FinishDeliveryEvent = { webhook_id, delivery_id: id };
    try {
      await invoke(functionName, event);
    } catch (thrown) {
      log.warn('a delivery is left until it is due', { webhook_id, delivery_id: id, cause: thrown });
    }
  };
