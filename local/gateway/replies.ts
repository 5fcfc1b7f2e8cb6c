import type { IncomingMessage, ServerResponse } from 'node:http';
import { errorReply } from '../../functions/platform/envelope.ts';
import {
  ApiError,
  errorCodes,
  notAllowed,
  notFound,
  notSignedIn,
  unavailable,
} from '../../functions/platform/errors.ts';
import { chooseLanguage, text } from '../../functions/platform/text.ts';

/** The gateway's own answers have the API's shape, so that a client needs one way of reading errors. */
export const replyError = (
  request: IncomingMessage,
  response: ServerResponse,
  error: ApiError,
  requestId: string,
  status = error.status,
): void => {
  const language = chooseLanguage(request.headers['accept-language'], 'en');
  const reply = errorReply(error, requestId, language, Date.now());
  if (response.headersSent) {
    response.destroy();
    return;
  }
  response.writeHead(status, { ...reply.headers } as Record<string, string>);
  response.end(request.method === 'HEAD' ? undefined : reply.body);
};

export const tooLargeBody = (megabytes: number): ApiError =>
  new ApiError(
    errorCodes.tooLarge,
    text(
      `the body is over ${megabytes} MB; upload files by the URL that POST /files gives`,
      `请求体超过 ${megabytes} MB；请用 POST /files 返回的地址上传文件`,
    ),
  );

export const misdirected = (host: string | undefined): ApiError =>
  new ApiError(
    errorCodes.notFound,
    text(
      `this server is localhost or 127.0.0.1, not ${host ?? 'a request without Host'}`,
      `本服务的地址是 localhost 或 127.0.0.1，而不是 ${host ?? '缺少 Host 的请求'}`,
    ),
  );

const internal = (): ApiError =>
  new ApiError(
    errorCodes.internal,
    text('something went wrong on our side; quote the request id', '服务内部出错，请提供请求编号'),
  );

/** The error that stands for a status which API Gateway gave by itself, without asking a handler. */
export const errorForStatus = (status: number): ApiError => {
  switch (status) {
    case 401:
      return notSignedIn();
    case 403:
      return notAllowed('api');
    case 404:
    case 405:
      return notFound();
    case 413:
      return tooLargeBody(10);
    case 429:
    case 503:
    case 504:
      return unavailable();
    default:
      return internal();
  }
};
