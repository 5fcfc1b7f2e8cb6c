import * as z from 'zod';
import { scheduledEvent } from '../scheduler/scheduled-event.ts';

/** What FinishDeliveries is called with when a delivery has just been taken whose files are to be fetched. */
export const finishDeliveryEvent = z.strictObject({
  webhook_id: z.string().min(1),
  delivery_id: z.string().min(1),
});
export type FinishDeliveryEvent = z.output<typeof finishDeliveryEvent>;

/** That, or every minute: look for deliveries whose work is due. */
export const finishDeliveries = z.union([finishDeliveryEvent, scheduledEvent]);
export type FinishDeliveries = z.output<typeof finishDeliveries>;
