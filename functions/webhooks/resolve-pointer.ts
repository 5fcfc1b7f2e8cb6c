const INDEX = /^(?:0|[1-9][0-9]*)$/;

const step = (value: unknown, token: string): unknown => {
  if (Array.isArray(value)) return INDEX.test(token) ? (value[Number(token)] as unknown) : undefined;
  if (typeof value !== 'object' || value === null) return undefined;
  return Object.hasOwn(value, token) ? (value as Readonly<Record<string, unknown>>)[token] : undefined;
};

/** The value a pointer names in a document; undefined where there is none. Never looks at what an object inherits. */
export const resolvePointer = (document: unknown, pointer: string): unknown =>
  pointer
    .split('/')
    .slice(1)
    .map((token) => token.replaceAll('~1', '/').replaceAll('~0', '~'))
    .reduce(step, document);
