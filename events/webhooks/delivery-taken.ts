import * as z from 'zod';
import { scheduledEvent } from '../scheduler/scheduled-event.ts';

/** Says on the default bus that a delivery was taken whose files are to be fetched. */
export const deliverySource = 'openscript.webhooks';
export const deliveryTakenType = 'Delivery Taken';

export const deliveryTaken = z.object({
  source: z.literal(deliverySource),
  'detail-type': z.literal(deliveryTakenType),
  detail: z.object({ webhook_id: z.string().min(1), delivery_id: z.string().min(1) }),
});

/** What FinishDeliveries hears: that, or that a minute has passed. */
export const finishDeliveries = z.union([deliveryTaken, scheduledEvent]);
export type FinishDeliveries = z.output<typeof finishDeliveries>;
