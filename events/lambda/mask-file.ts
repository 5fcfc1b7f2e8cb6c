import * as z from 'zod';
import { maskKinds } from '../../functions/platform/mask-schema.ts';

/** What the function MaskFile is called with. Both URLs are presigned and short-lived: they are never logged. */
export const maskFileEvent = z.strictObject({
  /** Where the file is read. */
  url: z.url(),
  /** Where the masked copy is written, if there is anything to mask. */
  copy_url: z.url(),
  /** The name tells the format where the bytes leave it open. */
  name: z.string().min(1),
  size: z.int().min(0),
  masks: z.array(z.strictObject({ columns: z.array(z.string()), kind: z.enum(maskKinds) })).min(1),
});
export type MaskFileEvent = z.output<typeof maskFileEvent>;

/** Why there is no masked copy. */
export const maskRefusals = [
  'encrypted',
  'damaged',
  'forbidden_content',
  'too_large_unpacked',
  'too_complex',
  'too_large',
  'format',
  'not_fetched',
] as const;

/** What it answers: the titles of what is hidden in the copy; none: the file has no such columns and no copy was written. */
export const maskFileAnswer = z.discriminatedUnion('ok', [
  z.object({ ok: z.literal(true), masked: z.array(z.string()) }),
  z.object({ ok: z.literal(false), reason: z.enum(maskRefusals) }),
]);
