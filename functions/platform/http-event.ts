import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import * as z from 'zod';
import { type ApiError, invalidField } from './errors.ts';
import type { HttpRequest } from './request.ts';
import { chooseLanguage, type Language, text } from './text.ts';

/** The parts of an API Gateway HTTP API event (payload format 2.0) that the platform reads. */
const httpEventSchema = z.object({
  version: z.literal('2.0'),
  rawPath: z.string(),
  rawQueryString: z.string().default(''),
  headers: z.record(z.string(), z.string().optional()).default({}),
  cookies: z.array(z.string()).default([]),
  body: z.string().nullish(),
  isBase64Encoded: z.boolean().default(false),
  requestContext: z.object({
    requestId: z.string().default('unknown'),
    http: z.object({
      method: z.string().min(1),
      sourceIp: z.string().default(''),
    }),
  }),
});

export const basePath = '/api/v1';

const lowerCased = (headers: Readonly<Record<string, string | undefined>>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(headers).flatMap(([name, value]) =>
      value === undefined ? [] : [[name.toLowerCase(), value]],
    ),
  );

type HttpEvent = z.output<typeof httpEventSchema>;

const requestOf = (event: HttpEvent, fallback: Language): HttpRequest => {
  const headers = lowerCased(event.headers);
  if (event.cookies.length > 0) headers.cookie = event.cookies.join('; ');
  const path = event.rawPath.startsWith(basePath) ? event.rawPath.slice(basePath.length) : event.rawPath;
  return {
    requestId: event.requestContext.requestId,
    method: event.requestContext.http.method,
    path: path === '' ? '/' : path,
    headers,
    query: Object.fromEntries(new URLSearchParams(event.rawQueryString)),
    body: Buffer.from(event.body ?? '', event.isBase64Encoded ? 'base64' : 'utf8'),
    sourceIp: event.requestContext.http.sourceIp,
    language: chooseLanguage(headers['accept-language'], fallback),
  };
};

/** Reads the gateway's event like {@link parseHttpEvent}; undefined when it is not an HTTP API event. */
export const readHttpEvent = (event: unknown, fallback: Language): HttpRequest | undefined => {
  const parsed = httpEventSchema.safeParse(event);
  return parsed.success ? requestOf(parsed.data, fallback) : undefined;
};

/**
 * Parses the gateway's event. Repeated query parameters keep their last value; the language follows
 * `Accept-Language` with `fallback` behind it. Throws 40001 if the event is not an HTTP API event.
 */
export const parseHttpEvent = (event: APIGatewayProxyEventV2 | unknown, fallback: Language): HttpRequest => {
  const request = readHttpEvent(event, fallback);
  if (request === undefined) throw notAnHttpEvent();
  return request;
};

/** What came is nothing that the gateway sends: somebody invoked the function by hand. */
export const notAnHttpEvent = (): ApiError =>
  invalidField(
    'event',
    text('is not an HTTP API event (payload format 2.0)', '不是 HTTP API 事件（负载格式 2.0）'),
  );

/** Stands for the request of an event that is none. */
export const nobodysRequest = (language: Language): HttpRequest => ({
  requestId: 'unknown',
  method: '',
  path: '/',
  headers: {},
  query: {},
  body: Buffer.alloc(0),
  sourceIp: '',
  language,
});
