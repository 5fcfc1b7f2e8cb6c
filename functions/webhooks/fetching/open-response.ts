import { type IncomingMessage, request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';
import type { LookupFunction } from 'node:net';
import type { HostAddress } from './check-destination.ts';
import { FetchFailed } from './fetch-refused.ts';

export interface Connection {
  /** Certificates to trust besides the system's. */
  readonly ca?: string | undefined;
  /** Ends the request and its body. */
  readonly signal: AbortSignal;
  /** A host that is silent for so long is given up, in milliseconds. */
  readonly idleMs: number;
}

/** Answers every question for the name with the one address that was checked. */
const pinnedTo =
  ({ address, family }: HostAddress): LookupFunction =>
  (_hostname, options, callback) => {
    if (options.all === true) callback(null, [{ address, family }]);
    else callback(null, address, family);
  };

/**
 * Sends one GET to a checked address; follows nothing. The certificate is compared with the URL's name. Throws
 * {@link FetchFailed} when there is no answer.
 */
export const openResponse = (
  url: URL,
  address: HostAddress,
  { ca, signal, idleMs }: Connection,
): Promise<IncomingMessage> =>
  new Promise((resolve, reject) => {
    const send = url.protocol === 'https:' ? requestHttps : requestHttp;
    const fail = (cause: unknown) => reject(new FetchFailed(`${url.host} did not answer`, { cause }));
    const request = send(
      url,
      {
        agent: false, // a connection of its own: none that was made for another check
        lookup: pinnedTo(address),
        signal,
        timeout: idleMs,
        headers: { accept: '*/*', 'accept-encoding': 'identity', 'user-agent': 'OpenScript' },
        ...(ca === undefined ? {} : { ca }),
      },
      resolve,
    );
    request.on('timeout', () => request.destroy(new Error('silent for too long')));
    request.on('error', fail);
    request.end();
  });
