import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { pipeline } from 'node:stream/promises';
import { unavailable } from '../../functions/platform/errors.ts';
import { forward, passedOn } from './forward.ts';
import { replyError } from './replies.ts';

/** What the pool answers besides redirects is for whoever looks into a fault, never a page of this origin. */
const harmless = {
  'content-security-policy': "default-src 'none'; sandbox",
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cache-control': 'no-store',
};

/** Passes a browser on its way through a foreign provider to the user pool: here the gateway is the pool's domain. */
export const forwardToPool = async (
  request: IncomingMessage,
  response: ServerResponse,
  emulatorPort: number,
): Promise<void> => {
  const { authorization: _ours, cookie: _session, ...headers } = passedOn(request.headers);
  try {
    const answer = await forward(request, {
      port: emulatorPort,
      path: request.url ?? '/',
      headers: { ...headers, host: `127.0.0.1:${emulatorPort}` },
      maxBody: 0,
      lane: 'patient',
    });
    response.writeHead(answer.statusCode ?? 502, { ...passedOn(answer.headers), ...harmless });
    await pipeline(answer, response);
  } catch (error) {
    replyError(request, response, unavailable(error), randomUUID());
  }
};
