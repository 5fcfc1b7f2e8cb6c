import * as z from 'zod';

/**
 * EventBridge's `Object Created` of S3. Delivered at least once and in no order; keys are not URL-encoded here
 * (unlike in S3's own notifications).
 */
export const objectCreated = z.object({
  source: z.literal('aws.s3'),
  'detail-type': z.literal('Object Created'),
  detail: z.object({
    bucket: z.object({ name: z.string() }),
    object: z.object({
      key: z.string(),
      size: z.number().optional(),
      /** Of a versioned bucket; the emulator leaves it out. */
      'version-id': z.string().optional(),
      /** The order of the versions of one key: hexadecimal, of any length. */
      sequencer: z.string().optional(),
    }),
  }),
});
