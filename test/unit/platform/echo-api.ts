import { makeApi } from '../../../functions/platform/api.ts';
import { notSignedIn } from '../../../functions/platform/errors.ts';
import { makeLog } from '../../../functions/platform/log.ts';
import { readMultipart } from '../../../functions/platform/multipart.ts';
import type { Caller, Role } from '../../../functions/platform/permissions.ts';
import type { HttpReply, HttpRequest } from '../../../functions/platform/request.ts';
import type { Route } from '../../../functions/platform/route.ts';
import { callerWith } from './caller.ts';
import { type EventOptions, httpEvent, send } from './http-events.ts';

/** What an operation of the echo API got. */
export interface Echo {
  readonly operation: string;
  readonly params: unknown;
  readonly query: unknown;
  readonly body: unknown;
  readonly caller: Caller | undefined;
}

type Answering = (call: Echo & { request: HttpRequest }) => HttpReply | Promise<HttpReply>;

const authenticateRoles = async (request: HttpRequest): Promise<Caller> => {
  const named = /^Bearer (.*)$/.exec(request.headers.authorization ?? '')?.[1];
  if (named === undefined) throw notSignedIn();
  return callerWith({
    userId: 'user-1',
    username: 'ann',
    roles: named.split(',') as Role[],
    sessionId: 's1',
    confirmedAt: Date.now(),
  });
};
/**
 * An API of any routes whose operations note what they got and answer 200 with nothing, or as `answering` says.
 * The bearer token names the roles: `Bearer operator,author`.
 */
export const echoApi = (
  routes: readonly Route[],
  answering: Answering = () => ({ status: 200, data: null }),
  authenticate: (request: HttpRequest) => Promise<Caller> = authenticateRoles,
) => {
  const calls: Echo[] = [];
  const lines: string[] = [];
  const operations = Object.fromEntries(
    routes.map(({ operation }) => [
      operation,
      async (call: Omit<Echo, 'operation'> & { request: HttpRequest }) => {
        calls.push({
          operation,
          params: call.params,
          query: call.query,
          body: call.body,
          caller: call.caller,
        });
        return answering({ operation, ...call });
      },
    ]),
  );
  const log = makeLog('echo', (line) => lines.push(line));
  const handler = makeApi(routes, operations, {
    authenticate,
    defaultLanguage: 'en',
    now: Date.now,
    log,
    readForm: readMultipart,
  });
  const call = (method: string, path: string, options: EventOptions = {}) =>
    send(handler, httpEvent(method, path, options));
  return { handler, call, calls, lines };
};

/** Headers of somebody with these roles. */
export const as = (...roles: Role[]) => ({ authorization: `Bearer ${roles.join(',')}` });
