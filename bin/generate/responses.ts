import type { ErrorCode } from '../../functions/platform/errors.ts';
import type { Route } from '../../functions/platform/route.ts';
import type { JsonObject, JsonSchemas } from './json-schemas.ts';

/** Name, HTTP status and meaning of every error code: `components.responses`. */
const errors: Readonly<Record<ErrorCode, { name: string; description: string }>> = {
  40001: { name: 'ValidationFailed', description: 'The request is not valid; every faulty field is named' },
  40101: {
    name: 'NotSignedIn',
    description: 'Not signed in, or the token is bad, expired or its session ended',
  },
  40301: { name: 'NotAllowed', description: 'Signed in, but not allowed' },
  40401: { name: 'NotFound', description: 'No such thing, or not yours to see' },
  40901: { name: 'Conflict', description: 'Name taken, stale version, or the wrong state for this' },
  41301: { name: 'TooLarge', description: 'Too large' },
  42901: { name: 'TooMany', description: 'Too many requests, or locked after failed sign-ins' },
  50001: { name: 'Internal', description: 'Our fault; nothing but the request id is said' },
  50301: { name: 'Unavailable', description: 'A dependency is unavailable; safe to retry' },
};

const codes = Object.keys(errors).map(Number) as readonly ErrorCode[];
const statusOf = (code: ErrorCode): string => String(Math.floor(code / 100));

const retryAfter: JsonObject = {
  description: 'Seconds to wait before the next try',
  schema: { type: 'integer', minimum: 1 },
};

/** The body of every error. */
export const errorSchema: JsonObject = {
  type: 'object',
  properties: {
    code: { type: 'integer', enum: codes, description: 'stable; its first three digits are the HTTP status' },
    message: { type: 'string', description: 'in the language of the request' },
    errors: {
      type: 'array',
      items: {
        type: 'object',
        properties: {
          field: { type: 'string', examples: ['parameters.month'] },
          message: { type: 'string' },
          line: { type: ['integer', 'null'], description: 'of an error in a script' },
          column: { type: ['integer', 'null'], description: 'of an error in a script' },
        },
        required: ['field', 'message'],
      },
    },
    request_id: { type: 'string' },
    reason: { type: 'string', enum: ['step_up_required'], description: 'what a program must tell apart' },
    timestamp: { type: 'integer', description: 'milliseconds since 1970' },
  },
  required: ['code', 'message', 'errors', 'request_id', 'timestamp'],
};

/** `components.responses`: one for each error code. */
export const errorResponses: Readonly<Record<string, JsonObject>> = Object.fromEntries(
  codes.map((code) => [
    errors[code].name,
    {
      description: `${code}: ${errors[code].description}`,
      ...(code === 42901 || code === 50301 ? { headers: { 'Retry-After': retryAfter } } : {}),
      content: { 'application/json': { schema: { $ref: '#/components/schemas/Error' } } },
    },
  ]),
);

const codesOf = (route: Route): readonly ErrorCode[] => {
  const takesInput = route.query !== undefined || route.body !== undefined;
  const possible = new Set<ErrorCode>([
    ...(takesInput || route.idempotent === true ? [40001 as const] : []),
    ...(route.access === 'public' ? [] : [40101 as const]),
    ...(route.access === 'public' || route.access === 'signed-in' ? [] : [40301 as const]),
    ...(route.params === undefined ? [] : [40401 as const]),
    ...(route.idempotent === true ? [40901 as const] : []),
    ...(route.body === undefined ? [] : [41301 as const]),
    ...(route.errors ?? []),
    42901,
    50001,
    50301,
  ]);
  return codes.filter((code) => possible.has(code));
};

const envelope = (data: JsonObject): JsonObject => ({
  type: 'object',
  properties: {
    code: { type: 'integer', const: 0 },
    message: { type: 'string', const: 'success' },
    data,
    timestamp: { type: 'integer', description: 'milliseconds since 1970' },
  },
  required: ['code', 'message', 'data', 'timestamp'],
});

const location: JsonObject = {
  description: 'Path of the thing that was made, or started',
  schema: { type: 'string', format: 'uri-reference' },
};

const contentOf = (route: Route, schemas: JsonSchemas): JsonObject => {
  if (route.reply === 'csv') return { 'text/csv': { schema: { type: 'string' } } };
  if (route.reply === 'html') return { 'text/html': { schema: { type: 'string' } } };
  if (route.reply === 'json-document') return { 'application/json': { schema: { type: 'object' } } };
  const data =
    route.reply === 'redirect'
      ? { type: 'object', properties: { url: { type: 'string', format: 'uri' } }, required: ['url'] }
      : schemas.of(route.reply, 'output');
  return { 'application/json': { schema: envelope(data) } };
};

const descriptions: Readonly<Record<number, string>> = {
  200: 'Done',
  201: 'Made',
  202: 'Accepted; it goes on by itself',
  302: 'Elsewhere: follow Location',
};

const success = (route: Route, status: number, schemas: JsonSchemas): JsonObject => ({
  description: descriptions[status] ?? 'Answered',
  ...(status === 201 || status === 202 || status === 302 ? { headers: { Location: location } } : {}),
  ...(status === 302 ? {} : { content: contentOf(route, schemas) }),
});

/** The responses of one route: its successes, and by reference the errors it may answer. */
export const responsesOf = (route: Route, schemas: JsonSchemas): JsonObject =>
  Object.fromEntries([
    ...codesOf(route).map((code) => [
      statusOf(code),
      { $ref: `#/components/responses/${errors[code].name}` },
    ]),
    ...route.status.map((status) => [String(status), success(route, status, schemas)]),
  ]) as JsonObject;
