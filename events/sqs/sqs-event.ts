import * as z from 'zod';

/** A batch of messages as SQS brings them to a function. */
export const sqsEvent = z.object({
  Records: z.array(z.object({ messageId: z.string(), body: z.string() })),
});
