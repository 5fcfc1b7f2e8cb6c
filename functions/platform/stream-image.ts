import type { AttributeValue, Image } from '../../events/dynamodb/stream-event.ts';

const plainOf = (value: AttributeValue): unknown => {
  if ('S' in value) return value.S;
  if ('N' in value) return Number(value.N);
  if ('BOOL' in value) return value.BOOL;
  if ('NULL' in value) return null;
  if ('L' in value) return value.L.map(plainOf);
  return plainImage(value.M);
};

/** A row of a stream's record as a plain object: texts, numbers, lists and objects. */
export const plainImage = (image: Image): Record<string, unknown> =>
  Object.fromEntries(Object.entries(image).map(([name, value]) => [name, plainOf(value)]));
