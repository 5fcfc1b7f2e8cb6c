/** A structured log: one JSON line per entry on stdout, where CloudWatch Logs picks it up. */
export interface Log {
  info(message: string, facts?: Readonly<Record<string, unknown>>): void;
  warn(message: string, facts?: Readonly<Record<string, unknown>>): void;
  error(message: string, facts?: Readonly<Record<string, unknown>>): void;
}

/** Field names whose values never reach a log, at any depth. */
const secretNames = /pass|token|secret|authorization|cookie|signature|url|credential|session/i;
const MAX_DEPTH = 5;

const describeError = (error: Error, depth: number): Record<string, unknown> => ({
  name: error.name,
  message: redactText(error.message),
  stack: error.stack === undefined ? undefined : redactText(error.stack),
  ...(error.cause === undefined ? {} : { cause: redact(error.cause, depth + 1) }),
});

/** Hides presigned signatures and bearer tokens inside free text. */
const redactText = (words: string): string =>
  words
    .replace(/(X-Amz-(?:Signature|Security-Token|Credential)=)[^&\s"']+/gi, '$1…')
    .replace(/eyJ[\w-]{8,}\.[\w-]+\.[\w-]*/g, '…');

/** A copy of a value that is safe to log: secrets by name removed, errors described, depth bounded. */
export const redact = (value: unknown, depth = 0): unknown => {
  if (typeof value === 'string') return redactText(value);
  if (typeof value !== 'object' || value === null) return value;
  if (depth >= MAX_DEPTH) return '…';
  if (value instanceof Error) return describeError(value, depth);
  if (Array.isArray(value)) return value.slice(0, 50).map((item) => redact(item, depth + 1));
  return Object.fromEntries(
    Object.entries(value).map(([name, item]) => [
      name,
      secretNames.test(name) ? '…' : redact(item, depth + 1),
    ]),
  );
};

/** The log of a Lambda function; `write` is replaced in tests. */
export const makeLog = (
  service: string,
  write: (line: string) => void = (line) => console.log(line),
): Log => {
  const entry =
    (level: string) =>
    (message: string, facts: Readonly<Record<string, unknown>> = {}) =>
      write(JSON.stringify({ level, service, message, ...(redact(facts) as Record<string, unknown>) }));
  return { info: entry('INFO'), warn: entry('WARN'), error: entry('ERROR') };
};
