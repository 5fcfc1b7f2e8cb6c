import type { APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import type { ApiError } from './errors.ts';
import type { HttpReply } from './request.ts';
import type { Language } from './text.ts';

const json = (status: number, body: unknown, headers: Readonly<Record<string, string>>) => ({
  statusCode: status,
  headers: {
    'content-type': 'application/json; charset=utf-8',
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
    ...headers,
  },
  body: JSON.stringify(body),
});

/** Success: `{code: 0, message: "success", data, timestamp}`; a redirect or raw document goes out as it is. */
export const successReply = (
  reply: HttpReply,
  requestId: string,
  now: number,
): APIGatewayProxyStructuredResultV2 => {
  const headers = { 'x-request-id': requestId, ...reply.headers };
  if (reply.raw !== undefined)
    return {
      statusCode: reply.status,
      headers: { 'content-type': reply.raw.contentType, 'x-content-type-options': 'nosniff', ...headers },
      body: reply.raw.body,
    };
  const cookies = reply.cookies === undefined ? {} : { cookies: [...reply.cookies] };
  if (reply.status === 302) return { statusCode: 302, headers, body: '', ...cookies };
  const body = { code: 0, message: 'success', data: reply.data ?? null, timestamp: now };
  return { ...json(reply.status, body, headers), ...cookies };
};

/** Failure: `{code, message, errors, request_id, timestamp}` in the caller's language; `reason` where there is one. */
export const errorReply = (
  error: ApiError,
  requestId: string,
  language: Language,
  now: number,
): APIGatewayProxyStructuredResultV2 => {
  const headers: Record<string, string> = { 'x-request-id': requestId };
  if (error.retryAfter !== undefined) headers['retry-after'] = String(Math.ceil(error.retryAfter));
  const errors = error.fields.map(({ field, message, details }) => ({
    field,
    message: message[language],
    ...details,
  }));
  return json(
    error.status,
    {
      code: error.code,
      message: error.text[language],
      ...(error.reason === undefined ? {} : { reason: error.reason }),
      errors,
      request_id: requestId,
      timestamp: now,
    },
    headers,
  );
};
