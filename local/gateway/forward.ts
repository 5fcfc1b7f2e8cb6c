import { Agent, type IncomingHttpHeaders, type IncomingMessage, request as open } from 'node:http';
import { availableParallelism } from 'node:os';
import { Lane } from './lane.ts';

/** Connections are kept and reused; Node sends small packets at once (TCP_NODELAY) by itself. */
const agent = new Agent({ keepAlive: true, keepAliveMsecs: 10_000 });

/** How many quick requests are under way at a time: one more than the machine has cores. */
export const QUICK_LANE = availableParallelism() + 1;

/**
 * Every request in flight occupies a process of its function, as in AWS; here they share a few cores, and fifty
 * cold starts at once take longer than fifty requests one after the other. So quick requests wait in line for one of
 * a few places, first come first served. Requests that wait for news, and object traffic, do not stand in that line.
 */
const lanes = {
  quick: new Lane(QUICK_LANE),
  patient: new Lane(256),
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
  readonly lane: keyof typeof lanes;
}

/** The body is larger than allowed. */
export class BodyTooLarge extends Error {
  override readonly name = 'BodyTooLarge';
}

/** Who asked has gone: nobody waits for the answer. */
class ClientGone extends Error {
  override readonly name = 'ClientGone';
}

/**
 * Sends the incoming request on; settles with the answer's head, its body unread. Its place in the lane is free again when
 * the answer is over, or when the client has gone: a page that gives up its requests must not hold up the others'.
 */
export const forward = async (incoming: IncomingMessage, to: Forwarded): Promise<IncomingMessage> => {
  if (Number(incoming.headers['content-length'] ?? 0) > to.maxBody) throw new BodyTooLarge();
  const leave = await lanes[to.lane].enter();
  const { socket } = incoming;
  if (socket.destroyed) {
    leave();
    throw new ClientGone();
  }
  return new Promise((resolve, reject) => {
    const chunked = incoming.headers['transfer-encoding'] !== undefined;
    const outgoing = open({
      agent,
      host: '127.0.0.1',
      port: to.port,
      method: incoming.method ?? 'GET',
      path: to.path,
      headers: { ...to.headers, ...(chunked ? { 'transfer-encoding': 'chunked' } : {}) },
    });
    const gone = (): void => void outgoing.destroy(new ClientGone());
    socket.once('close', gone);
    outgoing.once('close', () => {
      socket.off('close', gone);
      leave();
    });
    let size = 0;
    incoming.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size > to.maxBody) outgoing.destroy(new BodyTooLarge());
    });
    outgoing.once('response', resolve);
    outgoing.once('error', reject);
    incoming.pipe(outgoing);
  });
};
