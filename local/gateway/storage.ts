import { randomUUID } from 'node:crypto';
import type { IncomingMessage, OutgoingHttpHeaders, ServerResponse } from 'node:http';
import { pipeline } from 'node:stream/promises';
import { unavailable } from '../../functions/platform/errors.ts';
import { BodyTooLarge, forward, passedOn } from './forward.ts';
import { replyError, tooLargeBody } from './replies.ts';

/** The limit of one PUT or POST to S3. */
const MAX_OBJECT_MB = 5 * 1024;

/** Objects share the console's origin on one machine, so they must never be pages of it. */
const harmless = {
  'content-security-policy': "default-src 'none'; sandbox",
  'x-content-type-options': 'nosniff',
  'cross-origin-resource-policy': 'cross-origin',
  'referrer-policy': 'no-referrer',
};

const corsFor = (origin: string | undefined, origins: readonly string[]): OutgoingHttpHeaders =>
  origin !== undefined && origins.includes(origin)
    ? {
        'access-control-allow-origin': origin,
        'access-control-expose-headers': 'ETag, Content-Disposition, Content-Range',
        vary: 'Origin',
      }
    : {};

const answerPreflight = (
  request: IncomingMessage,
  response: ServerResponse,
  origins: readonly string[],
): void => {
  const cors = corsFor(request.headers.origin, origins);
  const allowed = 'access-control-allow-origin' in cors;
  response.writeHead(allowed ? 204 : 403, {
    ...cors,
    ...(allowed
      ? {
          'access-control-allow-methods': 'GET, HEAD, PUT, POST',
          'access-control-allow-headers': request.headers['access-control-request-headers'] ?? '',
          'access-control-max-age': '600',
        }
      : {}),
  });
  response.end();
};

/** What the emulator says about who may read the answer is replaced; a file is always offered for saving. */
const answerHeaders = (answer: IncomingMessage): OutgoingHttpHeaders => {
  const kept = Object.entries(passedOn(answer.headers)).filter(
    ([name]) => !name.startsWith('access-control-'),
  );
  const headers: OutgoingHttpHeaders = { ...Object.fromEntries(kept), ...harmless };
  const disposition = String(headers['content-disposition'] ?? '');
  if (!/^attachment\b/i.test(disposition)) headers['content-disposition'] = 'attachment';
  return headers;
};

/** Passes a signed request to the object store with its Host, which is part of what was signed. */
export const forwardToStorage = async (
  request: IncomingMessage,
  response: ServerResponse,
  emulatorPort: number,
  origins: readonly string[],
): Promise<void> => {
  if (request.method === 'OPTIONS') return answerPreflight(request, response, origins);
  const { authorization: _unsigned, cookie: _session, ...headers } = passedOn(request.headers);
  try {
    const answer = await forward(request, {
      port: emulatorPort,
      path: request.url ?? '/',
      headers,
      maxBody: MAX_OBJECT_MB * 1024 * 1024,
      lane: 'patient',
    });
    response.writeHead(answer.statusCode ?? 502, {
      ...answerHeaders(answer),
      ...corsFor(request.headers.origin, origins),
    });
    await pipeline(answer, response);
  } catch (error) {
    if (error instanceof BodyTooLarge)
      replyError(request, response, tooLargeBody(MAX_OBJECT_MB), randomUUID());
    else replyError(request, response, unavailable(error), randomUUID());
  }
};
