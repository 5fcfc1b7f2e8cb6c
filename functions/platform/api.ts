import middy from '@middy/core';
import httpRouterHandler from '@middy/http-router';
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import { errorReply, successReply } from './envelope.ts';
import { notAllowed, notFound } from './errors.ts';
import { toApiError } from './failures.ts';
import { basePath, parseHttpEvent } from './http-event.ts';
import type { Log } from './log.ts';
import { type Caller, may } from './permissions.ts';
import { readRequest } from './read-request.ts';
import type { HttpReply, HttpRequest } from './request.ts';
import type { BodyOf, OperationOf, ParamsOf, QueryOf, Route, RouteOf } from './route.ts';
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
}

type Handler = (event: APIGatewayProxyEventV2) => Promise<APIGatewayProxyStructuredResultV2>;
type AnyOperation = (call: {
  params: unknown;
  query: unknown;
  body: unknown;
  caller: Caller | undefined;
  request: HttpRequest;
}) => Promise<HttpReply>;

const decoded = (parameters: APIGatewayProxyEventV2['pathParameters']): Record<string, string> => {
  try {
    return Object.fromEntries(
      Object.entries(parameters ?? {}).map(([name, value]) => [
        name.replace('+', ''),
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
): Promise<HttpReply> => {
  const caller = route.access === 'public' ? undefined : await platform.authenticate(request);
  if (
    caller !== undefined &&
    route.access !== 'public' &&
    route.access !== 'signed-in' &&
    !may(caller, route.access)
  )
    throw notAllowed(route.access);
  const input = await readRequest(route, request, decoded(event.pathParameters), notFound);
  return operation({ ...input, caller, request });
};

const handlerOf =
  (route: Route, operation: AnyOperation, platform: ApiPlatform): Handler =>
  async (event) => {
    const started = platform.now();
    const request = parseHttpEvent(event, platform.defaultLanguage);
    const entry = { operation: route.operation, request_id: request.requestId };
    try {
      const reply = await answer(route, operation, request, event, platform);
      platform.log.info('request', { ...entry, status: reply.status, ms: platform.now() - started });
      return successReply(reply, request.requestId, platform.now());
    } catch (thrown) {
      const error = toApiError(thrown);
      const facts = { ...entry, status: error.status, code: error.code, ms: platform.now() - started };
      if (error.status >= 500) platform.log.error('request failed', { ...facts, cause: thrown });
      else platform.log.info('request refused', facts);
      return errorReply(error, request.requestId, request.language, platform.now());
    }
  };

const routerPath = (path: string): string => `${basePath}${path}`.replace('{path+}', '{proxy+}');

/** Answers what no route's handler could: an unknown path, or an event that is not an HTTP API event. */
const answerFailure = (thrown: unknown, event: unknown, platform: ApiPlatform) => {
  const request = parseHttpEvent(event, platform.defaultLanguage);
  return errorReply(toApiError(thrown), request.requestId, request.language, platform.now());
};

/** Composes one domain's routes and operations into a Lambda handler behind middy's router. */
export const makeApi = <const List extends readonly Route[]>(
  list: List,
  operations: Operations<List>,
  platform: ApiPlatform,
) =>
  middy<APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2>()
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
