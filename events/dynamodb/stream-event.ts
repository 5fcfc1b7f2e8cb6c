import * as z from 'zod';

/** A value as DynamoDB writes it on the wire: the kinds that rows of the table have. */
export type AttributeValue =
  | { readonly S: string }
  | { readonly N: string }
  | { readonly BOOL: boolean }
  | { readonly NULL: boolean }
  | { readonly L: readonly AttributeValue[] }
  | { readonly M: Readonly<Record<string, AttributeValue>> };

const attributeValue: z.ZodType<AttributeValue> = z.lazy(() =>
  z.union([
    z.object({ S: z.string() }),
    z.object({ N: z.string() }),
    z.object({ BOOL: z.boolean() }),
    z.object({ NULL: z.boolean() }),
    z.object({ L: z.array(attributeValue) }),
    z.object({ M: z.record(z.string(), attributeValue) }),
  ]),
);

/** A row before or after its change, on the wire. */
const image = z.record(z.string(), attributeValue);
export type Image = z.output<typeof image>;

/** One change of a row: inserted (no old image), modified, or removed (no new one). */
export const streamRecord = z.object({
  eventSource: z.literal('aws:dynamodb'),
  eventName: z.enum(['INSERT', 'MODIFY', 'REMOVE']),
  dynamodb: z.object({
    SequenceNumber: z.string(),
    OldImage: image.optional(),
    NewImage: image.optional(),
  }),
});

/**
 * What Lambda hands over of the table's stream: changes in their order for each row, at least once. The records are
 * checked one by one, so that one that is not as expected does not hide the others.
 */
export const streamEvent = z.object({
  Records: z.array(
    z.looseObject({
      dynamodb: z.looseObject({ SequenceNumber: z.string() }),
      eventSource: z.literal('aws:dynamodb'),
    }),
  ),
});
