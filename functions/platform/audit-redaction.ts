import { createHash } from 'node:crypto';

/** Names whose values never reach the audit log, at any depth and in any spelling (`newPassword`, `x-api-key`). */
const secretNames =
  /pass(?:word|phrase|wd|code)|^pass$|token|secret|authorization|cookie|signature|credential|api[-_]?key|private[-_]?key|^otp$|totp|mfa[-_]?code|recovery|verifier|^session$|^code$|^(?:setup|activation|reset|login|confirmation)[-_]?code|^url$|[-_]url$|Url$/i;

/** Names whose values are somebody's content, which may hold anything: kept as a digest. */
const contentNames = /^(?:source|content|payload|sample)$/i;
/** Names under which content comes in a form, and ids elsewhere. */
const mixedNames = /^(?:body|file|files|data)$/i;
const ID = /^[a-z]+_[0-9A-HJKMNP-TV-Z]{26}$/;

/** Longer texts are kept as a digest too: what a person sets is shorter. */
const MAX_TEXT = 1024;
const MAX_DEPTH = 12;
const MAX_ITEMS = 200;
/** What stands for a secret. */
export const REMOVED = '[removed]';

/** Secrets that are known by their shape, wherever they stand. */
const shapes: readonly (readonly [RegExp, string])[] = [
  [/-----BEGIN [A-Z ]*PRIVATE KEY-----[\s\S]*?(?:-----END [A-Z ]*PRIVATE KEY-----|$)/g, REMOVED],
  [/\beyJ[\w-]{8,}(?:\.[\w-]*){1,4}/g, REMOVED], // JWS and JWE
  [
    /\b(Bearer|Basic|Digest|AWS4-HMAC-SHA256)[ +][^\s"',;]+(?:[ ,]+(?:Credential|SignedHeaders|Signature)=[^\s"',]+)*/gi,
    `$1 ${REMOVED}`,
  ],
  [/\b(?:AKIA|ASIA)[A-Z0-9]{16}\b/g, REMOVED], // AWS access key ids
  [
    /([?&;]|%26|%3F)(X-Amz-[\w-]+|AWSAccessKeyId|Signature|Expires|sig|token|code|key|secret|password|access_token)(=|%3D)[^&;\s"']*/gi,
    `$1$2$3${REMOVED}`,
  ],
  [/\botpauth:\/\/[^\s"']+/gi, REMOVED], // a second factor's key as a QR code holds it
  [/\bwhsec_[\w+/=-]+/g, REMOVED], // a webhook's secret
  [/(\b[a-z][a-z0-9+.-]*:\/\/)[^\s/@"']+@/gi, `$1${REMOVED}@`], // user and password in an address
  [/\b[A-Z2-7]{32,}\b/g, REMOVED], // base 32: a second factor's key, 160 bits and more
];

/** Identifiers that look like groups of letters and digits but are none of a secret: UUIDs and dates. */
const harmless =
  /^(?:[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}|\d{4}-\d{2}(?:-\d{2}.*)?)$/i;

const digestOf = (words: string) => ({
  sha256: createHash('sha256').update(words).digest('hex'),
  characters: words.length,
});

/** Recovery codes: groups of four or five letters and digits; names such as `sales-2026` have no second digit group. */
const isGroupedCode = (words: string): boolean =>
  /^[a-z0-9]{4,5}(?:-[a-z0-9]{4,5}){1,7}$/i.test(words) &&
  words.split('-').filter((group) => /\d/.test(group)).length > 1;

const redactText = (words: string): string => {
  if (harmless.test(words)) return words;
  if (isGroupedCode(words.trim())) return REMOVED;
  return shapes.reduce((text, [shape, instead]) => text.replace(shape, instead), words);
};

const redactPair = ([name, value]: [string, unknown], depth: number): [string, unknown] => {
  const safeName = redactText(name.slice(0, MAX_TEXT));
  if (value === null || value === undefined || typeof value === 'boolean') return [safeName, value ?? null];
  if (secretNames.test(name)) return [safeName, REMOVED];
  if (contentNames.test(name))
    return [safeName, digestOf(typeof value === 'string' ? value : (JSON.stringify(value) ?? ''))];
  if (mixedNames.test(name) && typeof value === 'string' && !ID.test(value))
    return [safeName, digestOf(value)];
  return [safeName, redact(value, depth + 1)];
};

const redact = (value: unknown, depth: number): unknown => {
  if (typeof value === 'string') return value.length > MAX_TEXT ? digestOf(value) : redactText(value);
  if (typeof value === 'bigint') return String(value);
  if (typeof value === 'number') return Number.isFinite(value) ? value : String(value);
  if (typeof value !== 'object' || value === null) return typeof value === 'boolean' ? value : null;
  if (depth >= MAX_DEPTH) return '…';
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? 'no date' : value.toISOString();
  if (value instanceof Uint8Array) return { bytes: value.byteLength };
  if (Array.isArray(value))
    return [
      ...value.slice(0, MAX_ITEMS).map((item) => redact(item, depth + 1)),
      ...(value.length > MAX_ITEMS ? [`… ${value.length - MAX_ITEMS} more`] : []),
    ];
  return Object.fromEntries(
    Object.entries(value)
      .slice(0, MAX_ITEMS)
      .map((pair) => redactPair(pair, depth)),
  );
};

/**
 * A copy of a value that may be kept for ever: secrets removed by their names and by their shapes, content and long texts
 * replaced by their SHA-256. The copy is plain JSON.
 */
export const redactForAudit = (value: unknown): unknown => redact(value, 0);
