import * as z from 'zod';

/** EventBridge's rule by a rate: it says only that it is time. */
export const scheduledEvent = z.object({
  source: z.literal('aws.events'),
  'detail-type': z.literal('Scheduled Event'),
});
