import * as z from 'zod';

/** What the platform itself puts on the queue of drops, beside S3's events. */
export const dropMessage = z.union([
  /** Look at a set, by its id: its quiet time or deadline may be over, or somebody wants it run. */
  z.strictObject({ settle: z.string() }),
  /** Look at an object, by its key: its event may have been lost. */
  z.strictObject({ look: z.string() }),
]);
export type DropMessage = z.output<typeof dropMessage>;
