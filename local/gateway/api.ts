import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { pipeline } from 'node:stream/promises';
import { unavailable } from '../../functions/platform/errors.ts';
import { drain } from './drain.ts';
import { BodyTooLarge, forward, passedOn } from './forward.ts';
import { errorForStatus, replyError, tooLargeBody } from './replies.ts';

/** The limit of an HTTP API's payload. */
const MAX_BODY_MB = 10;

/** Whether a refusal came from API Gateway itself: the platform's own carry a numeric code. */
const isOwnError = (body: Buffer): boolean => {
  try {
    const parsed: unknown = JSON.parse(body.toString());
    return (
      typeof parsed === 'object' && parsed !== null && 'code' in parsed && typeof parsed.code === 'number'
    );
  } catch {
    return false;
  }
};

/** Requests that may take up to 25 s by design: a log followed, a script executed. */
const waits = /\/scripts\/execute\/|\/logs\?(?:.*&)?wait=(?!0(?:&|$))/;

const isJson = (answer: IncomingMessage): boolean => /json/i.test(answer.headers['content-type'] ?? '');

/** Passes a request to the HTTP API, as CloudFront does in AWS: path, query and headers stay as they are. */
export const forwardToApi = async (
  request: IncomingMessage,
  response: ServerResponse,
  emulatorPort: number,
  apiId: string,
): Promise<void> => {
  const requestId = randomUUID();
  const before = request.headers['x-forwarded-for'];
  const client = request.socket.remoteAddress ?? '127.0.0.1';
  try {
    const answer = await forward(request, {
      port: emulatorPort,
      path: request.url ?? '/',
      headers: {
        ...passedOn(request.headers),
        host: `${apiId}.execute-api.localhost:${emulatorPort}`,
        'x-forwarded-host': request.headers.host ?? '',
        'x-forwarded-proto': 'http',
        'x-forwarded-for': before === undefined ? client : `${String(before)}, ${client}`,
        'x-request-id': requestId,
      },
      maxBody: MAX_BODY_MB * 1024 * 1024,
      lane: waits.test(request.url ?? '') ? 'patient' : 'quick',
    });
    const status = answer.statusCode ?? 502;
    if (status >= 400 && isJson(answer) && request.method !== 'HEAD') {
      const body = await buffer(answer);
      if (!isOwnError(body)) return replyError(request, response, errorForStatus(status), requestId);
      response.writeHead(status, { 'x-request-id': requestId, ...passedOn(answer.headers) });
      response.end(body);
      return;
    }
    response.writeHead(status, { 'x-request-id': requestId, ...passedOn(answer.headers) });
    await pipeline(answer, response);
  } catch (error) {
    if (error instanceof BodyTooLarge) {
      await drain(request);
      response.setHeader('connection', 'close');
      replyError(request, response, tooLargeBody(MAX_BODY_MB), requestId);
    } else replyError(request, response, unavailable(error), requestId);
  }
};
