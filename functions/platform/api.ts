import middy from '@middy/core';
import httpRouterHandler from '@middy/http-router';
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import { inAuditContext, type WriteAuditEvent } from './audit-context.ts';
import { makeRouteAudit, type RouteAuditor } from './audit-route.ts';
import { errorReply, successReply } from './envelope.ts';
import { notAllowed, notFound, stepUpRequired } from './errors.ts';
import { toApiError } from './failures.ts';
import { fitReply } from './fit-reply.ts';
import { basePath, nobodysRequest, notAnHttpEvent, parseHttpEvent, readHttpEvent } from './http-event.ts';
import type { Log } from './log.ts';
import { type Caller, may } from './permissions.ts';
import { type ReadForm, readRequest } from './read-request.ts';
import type { HttpReply, HttpRequest } from './request.ts';
import type { BodyOf, OperationOf, ParamsOf, QueryOf, Route, RouteOf } from './route.ts';
import { isConfirmed } from './step-up.ts';
import type { Language } from './text.ts';

/** What an operation receives: its parsed input, and who calls (on a public route the caller is nobody). */
export interface Call<R> {
  readonly params: ParamsOf<R>;
  readonly query: QueryOf<R>;
  readonly body: BodyOf<R>;
  readonly caller: R extends { access: 'public' } ? undefined : Caller;
  readonly request: HttpRequest;
}

export type Operation<R> = (call: Call<R>) => Promise<HttpReply>;

/** One operation for each route of a list; a missing one does not compile. */
export type Operations<List extends readonly Route[]> = {
  readonly [Name in OperationOf<List>]: Operation<RouteOf<List, Name>>;
};

/** What composing an API needs from outside. */
export interface ApiPlatform {
  /** Verifies the access token and its session; throws 40101. */
  readonly authenticate: (request: HttpRequest) => Promise<Caller>;
  readonly defaultLanguage: Language;
  readonly now: () => number;
  readonly log: Log;
  /** For routes that take `multipart/form-data`. */
  readonly readForm?: ReadForm;
  /** Puts an audit event that stands alone. Only tests of single domains have none: then nothing alone is recorded. */
  readonly writeAuditEvent?: WriteAuditEvent;
}

type Handler = (event: APIGatewayProxyEventV2) => Promise<APIGatewayProxyStructuredResultV2>;
type AnyOperation = (call: {
  params: unknown;
  query: unknown;
  body: unknown;
  caller: Caller | undefined;
  request: HttpRequest;
}) => Promise<HttpReply>;

/** Path parameters as the router found them; the rest of a path, which the router calls `proxy`, is `path` to us. */
const decoded = (parameters: APIGatewayProxyEventV2['pathParameters']): Record<string, string> => {
  try {
    return Object.fromEntries(
      Object.entries(parameters ?? {}).map(([name, value]) => [
        name === 'proxy' ? 'path' : name,
        decodeURIComponent(value ?? ''),
      ]),
    );
  } catch {
    throw notFound(); // a broken percent-encoding names nothing
  }
};

const answer = async (
  route: Route,
  operation: AnyOperation,
  request: HttpRequest,
  event: APIGatewayProxyEventV2,
  platform: ApiPlatform,
  audit: RouteAuditor,
): Promise<HttpReply> => {
  const caller = route.access === 'public' ? undefined : await platform.authenticate(request);
  if (caller !== undefined) audit.signedIn(caller);
  if (
    caller !== undefined &&
    route.access !== 'public' &&
    route.access !== 'signed-in' &&
    !may(caller, route.access)
  )
    throw notAllowed(route.access);
  if (route.stepUp === true && !isConfirmed(caller, platform.now())) throw stepUpRequired();
  const input = await readRequest(route, request, decoded(event.pathParameters), notFound, platform.readForm);
  audit.asked(input);
  const reply = await operation({ ...input, caller, request });
  await audit.done();
  return reply;
};

/** The answer to a failure, and its line in the log: the reason of a 5xx goes there and nowhere else. */
const refuse = (
  thrown: unknown,
  request: HttpRequest,
  facts: Readonly<Record<string, unknown>>,
  { log, now }: ApiPlatform,
): APIGatewayProxyStructuredResultV2 => {
  const error = toApiError(thrown);
  const entry = { ...facts, request_id: request.requestId, status: error.status, code: error.code };
  if (error.status >= 500) log.error('request failed', { ...entry, cause: thrown });
  else log.info('request refused', entry);
  return errorReply(error, request.requestId, request.language, now());
};

const handlerOf = (route: Route, operation: AnyOperation, platform: ApiPlatform): Handler => {
  const audit = makeRouteAudit(route, platform);
  return async (event) => {
    const started = platform.now();
    const request = parseHttpEvent(event, platform.defaultLanguage);
    const facts = () => ({ operation: route.operation, ms: platform.now() - started });
    return inAuditContext(audit.contextOf(request), async () => {
      try {
        const made = await answer(route, operation, request, event, platform, audit);
        const reply = fitReply(route, made, platform.log);
        platform.log.info('request', { ...facts(), request_id: request.requestId, status: reply.status });
        return successReply(reply, request.requestId, platform.now());
      } catch (thrown) {
        await audit.refused(toApiError(thrown), event.pathParameters);
        return refuse(thrown, request, facts(), platform);
      }
    });
  };
};

const routerPath = (path: string): string => `${basePath}${path}`.replace('{path+}', '{proxy+}');

/**
 * The event as the router shall see it: `rawPath` is the one path that is decoded but for `%25`, whatever the gateway
 * says elsewhere, so that decoding it once gives exactly what the caller meant. The router takes no empty one.
 */
const routable = (event: APIGatewayProxyEventV2): APIGatewayProxyEventV2 => {
  const { pathParameters: _, ...rest } = event;
  const { http } = event.requestContext;
  return {
    ...rest,
    requestContext: { ...event.requestContext, http: { ...http, path: event.rawPath || '/' } },
  };
};

/** Answers what no route's handler could: an unknown path or method, or an event that is no HTTP API event at all. */
const answerFailure = (thrown: unknown, event: unknown, platform: ApiPlatform) => {
  const request = readHttpEvent(event, platform.defaultLanguage);
  return request === undefined
    ? refuse(notAnHttpEvent(), nobodysRequest(platform.defaultLanguage), {}, platform)
    : refuse(thrown, request, {}, platform);
};

/** Composes one domain's routes and operations into a Lambda handler behind middy's router. */
export const makeApi = <const List extends readonly Route[]>(
  list: List,
  operations: Operations<List>,
  platform: ApiPlatform,
) =>
  middy<APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2>()
    .before((request) => {
      parseHttpEvent(request.event, platform.defaultLanguage); // refuses what is no HTTP API event
      request.event = routable(request.event);
    })
    .onError((failed) => {
      failed.response = answerFailure(failed.error, failed.event, platform);
    })
    .handler(
      httpRouterHandler({
        routes: list.flatMap((route) => {
          const operation = operations[route.operation as OperationOf<List>] as unknown as AnyOperation;
          const handler = handlerOf(route, operation, platform);
          return [route.path, ...(route.aliases ?? [])].map((path) => ({
            method: route.method,
            path: routerPath(path),
            handler,
          }));
        }),
        notFoundResponse: () => {
          throw notFound();
        },
      }),
    );
