import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import * as z from 'zod';
import type { HttpRequest } from './request.ts';
import { chooseLanguage, type Language } from './text.ts';

/** The parts of an API Gateway HTTP API event (payload format 2.0) that the platform reads. */
const httpEventSchema = z.object({
  rawPath: z.string(),
  rawQueryString: z.string().default(''),
  headers: z.record(z.string(), z.string().optional()).default({}),
  cookies: z.array(z.string()).default([]),
  body: z.string().optional(),
  isBase64Encoded: z.boolean().default(false),
  requestContext: z.object({
    requestId: z.string().default('unknown'),
    http: z.object({
      method: z.enum(['GET', 'POST', 'PUT', 'PATCH', 'DELETE']),
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

/**
 * Parses the gateway's event. Repeated query parameters keep their last value; the language follows
 * `Accept-Language` with `fallback` behind it. Throws a ZodError if the event is not an HTTP API event.
 */
export const parseHttpEvent = (event: APIGatewayProxyEventV2 | unknown, fallback: Language): HttpRequest => {
  const parsed = httpEventSchema.parse(event);
  const headers = lowerCased(parsed.headers);
  if (parsed.cookies.length > 0) headers.cookie = parsed.cookies.join('; ');
  const path = parsed.rawPath.startsWith(basePath) ? parsed.rawPath.slice(basePath.length) : parsed.rawPath;
  return {
    requestId: parsed.requestContext.requestId,
    method: parsed.requestContext.http.method,
    path: path === '' ? '/' : path,
    headers,
    query: Object.fromEntries(new URLSearchParams(parsed.rawQueryString)),
    body: Buffer.from(parsed.body ?? '', parsed.isBase64Encoded ? 'base64' : 'utf8'),
    sourceIp: parsed.requestContext.http.sourceIp,
    language: chooseLanguage(headers['accept-language'], fallback),
  };
};
