import { randomUUID } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import { resolve } from 'node:path';
import { notFound } from '../../functions/platform/errors.ts';
import { securityHeaders } from '../../infra/security-headers.ts';
import { forwardToApi } from './api.ts';
import { serveConsole } from './console.ts';
import { destinationOf, devOrigins, ownOrigins } from './destination.ts';
import type { GatewayOptions } from './options.ts';
import { misdirected, replyError } from './replies.ts';
import { forwardToPool } from './sign-in.ts';
import { forwardToStorage } from './storage.ts';

/** The limit of an HTTP API for the request line and all headers together. */
const MAX_HEADER_BYTES = 10_240;
/** HTTP: the request came to a server that is not the one it names. */
const MISDIRECTED_REQUEST = 421;

/** Makes the one server that a browser, curl and the command line tool talk to on one machine. */
export const makeGateway = (options: GatewayOptions): Server => {
  const origins = ownOrigins(options.port);
  const headers = securityHeaders({ connect: origins, https: false });
  const folder = resolve(options.console);
  const server = createServer({ maxHeaderSize: MAX_HEADER_BYTES, noDelay: true }, (request, response) => {
    const { host, 'content-type': contentType } = request.headers;
    const line = { method: request.method ?? '', url: request.url ?? '', host, contentType };
    const answer = async (): Promise<void> => {
      switch (destinationOf(line, options)) {
        case 'api':
          return forwardToApi(request, response, options.emulatorPort, options.apiId);
        case 'storage':
          return forwardToStorage(request, response, options.emulatorPort, [...origins, ...devOrigins]);
        case 'sign-in':
          return forwardToPool(request, response, options.emulatorPort);
        case 'console':
          return serveConsole(request, response, folder, headers);
        case 'misdirected':
          return replyError(request, response, misdirected(host), randomUUID(), MISDIRECTED_REQUEST);
        case 'nowhere':
          return replyError(request, response, notFound(), randomUUID());
      }
    };
    answer().catch((error: unknown) => {
      // A client that went away is no fault of ours.
      if (!response.destroyed) console.error(`${line.method} ${line.url.split('?')[0]}:`, error);
      response.destroy();
    });
  });
  server.requestTimeout = 0; // 150 MB over a slow line take their time
  server.keepAliveTimeout = 75_000;
  return server;
};
