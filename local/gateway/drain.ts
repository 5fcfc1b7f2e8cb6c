import type { IncomingMessage } from 'node:http';

/** How long a refused body is read on, in milliseconds. */
const DRAIN_MS = 5000;

/**
 * Reads the rest of a body and throws it away. A client that still sends when its connection is closed gets a reset
 * instead of the answer that says why. Settles at the end of the body, or after a few seconds.
 */
export const drain = (request: IncomingMessage): Promise<void> =>
  new Promise((resolve) => {
    if (request.complete || request.destroyed) {
      resolve();
      return;
    }
    const timer = setTimeout(resolve, DRAIN_MS);
    const done = () => {
      clearTimeout(timer);
      resolve();
    };
    request.once('end', done).once('close', done);
    request.unpipe();
    request.resume();
  });
