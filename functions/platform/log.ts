/** A structured log: one JSON line per entry on stdout, where CloudWatch Logs picks it up. */
export interface Log {
  info(message: string, facts?: Readonly<Record<string, unknown>>): void;
  warn(message: string, facts?: Readonly<Record<string, unknown>>): void;
  error(message: string, facts?: Readonly<Record<string, unknown>>): void;
}

/** Field names whose values never reach a log, at any depth. */
const secretNames = /pass|token|secret|authorization|cookie|signature|policy|url|credential|session/i;
/** What one entry may grow to: deeper, longer and wider values are cut. */
const MAX_DEPTH = 5;
const MAX_ITEMS = 50;
const MAX_TEXT = 4096;

/** Hides presigned signatures, tokens (JWS and JWE) and access keys inside free text. */
const redactText = (words: string): string =>
  words
    .slice(0, MAX_TEXT)
    .replace(/(X-Amz-(?:Signature|Security-Token|Credential)(?:=|%3D))[^&\s"']+/gi, '$1…')
    .replace(/eyJ[\w-]{8,}(?:\.[\w-]*){1,4}/g, '…')
    .replace(/\b(Bearer|Basic) +[\w.~+/=-]+/gi, '$1 …')
    .replace(/\b(?:AKIA|ASIA)[A-Z0-9]{16}\b/g, '…');

const describeError = (error: Error, depth: number): Record<string, unknown> => ({
  name: error.name,
  message: redactText(error.message),
  stack: error.stack === undefined ? undefined : redactText(error.stack),
  ...(error.cause === undefined ? {} : { cause: redact(error.cause, depth + 1) }),
});

const redactObject = (value: object, depth: number): unknown => {
  if (depth >= MAX_DEPTH) return '…';
  if (value instanceof Error) return describeError(value, depth);
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? 'no date' : value.toISOString();
  if (value instanceof Uint8Array) return `${value.byteLength} bytes`;
  if (Array.isArray(value)) return value.slice(0, MAX_ITEMS).map((item) => redact(item, depth + 1));
  return Object.fromEntries(
    Object.entries(value)
      .slice(0, MAX_ITEMS)
      .map(([name, item]) => [redactText(name), secretNames.test(name) ? '…' : redact(item, depth + 1)]),
  );
};

/** A copy of a value that is safe to log: secrets by name removed, errors described, size bounded. */
export const redact = (value: unknown, depth = 0): unknown => {
  if (typeof value === 'string') return redactText(value);
  if (typeof value === 'bigint') return String(value);
  return typeof value === 'object' && value !== null ? redactObject(value, depth) : value;
};

/** The log of a Lambda function; `write` is replaced in tests. */
export const makeLog = (
  service: string,
  write: (line: string) => void = (line) => console.log(line),
): Log => {
  const entry =
    (level: string) =>
    (message: string, facts: Readonly<Record<string, unknown>> = {}) => {
      const head = { level, service, message };
      write(JSON.stringify(Object.assign({ ...head }, redact(facts), head)));
    };
  return { info: entry('INFO'), warn: entry('WARN'), error: entry('ERROR') };
};
