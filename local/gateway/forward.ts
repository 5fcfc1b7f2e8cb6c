import { Agent, type IncomingHttpHeaders, type IncomingMessage, request as open } from 'node:http';
import { availableParallelism } from 'node:os';

/** Connections are kept and reused; Node sends small packets at once (TCP_NODELAY) by itself. */
const agentOf = (maxSockets: number) => new Agent({ keepAlive: true, maxSockets, keepAliveMsecs: 10_000 });

/** How many quick requests are under way at a time: one more than the machine has cores. */
export const QUICK_LANE = availableParallelism() + 1;

/**
 * Every request in flight occupies a process of its function, as in AWS; here they share a few cores, and fifty
 * cold starts at once take longer than fifty requests one after the other. So quick requests wait in line for one of
 * a few connections, first come first served. Requests that wait for news, and object traffic, do not stand in that line.
 */
const agents = {
  quick: agentOf(QUICK_LANE),
  patient: agentOf(256),
};

/** Headers that belong to one connection (RFC 9110 §7.6.1), and are never passed on. */
const perConnection = [
  'connection',
  'keep-alive',
  'proxy-authenticate',
  'proxy-authorization',
  'proxy-connection',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
];

/** The headers that may go on, without those of the connection and those it names. */
export const passedOn = (headers: IncomingHttpHeaders): IncomingHttpHeaders => {
  const named = (headers.connection ?? '').split(',').map((name) => name.trim().toLowerCase());
  return Object.fromEntries(
    Object.entries(headers).filter(([name]) => !perConnection.includes(name) && !named.includes(name)),
  );
};

/** A request to the emulator: the body streams, nothing is kept in memory. */
export interface Forwarded {
  readonly port: number;
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  /** The most bytes the body may have. */
  readonly maxBody: number;
  /** Whether it stands in line with the quick ones. */
  readonly lane: keyof typeof agents;
}

/** The body is larger than allowed. */
export class BodyTooLarge extends Error {
  override readonly name = 'BodyTooLarge';
}

/** Sends the incoming request on; settles with the answer's head, its body unread. */
export const forward = (incoming: IncomingMessage, to: Forwarded): Promise<IncomingMessage> =>
  new Promise((resolve, reject) => {
    if (Number(incoming.headers['content-length'] ?? 0) > to.maxBody) {
      reject(new BodyTooLarge());
      return;
    }
    const chunked = incoming.headers['transfer-encoding'] !== undefined;
    const outgoing = open({
      agent: agents[to.lane],
      host: '127.0.0.1',
      port: to.port,
      method: incoming.method ?? 'GET',
      path: to.path,
      headers: { ...to.headers, ...(chunked ? { 'transfer-encoding': 'chunked' } : {}) },
    });
    let size = 0;
    incoming.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size > to.maxBody) outgoing.destroy(new BodyTooLarge());
    });
    outgoing.once('response', resolve);
    outgoing.once('error', reject);
    incoming.once('aborted', () => outgoing.destroy());
    incoming.pipe(outgoing);
  });
