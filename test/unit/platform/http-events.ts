import type { APIGatewayProxyEventV2, Context } from 'aws-lambda';

export interface EventOptions {
  readonly query?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly cookies?: readonly string[];
  readonly body?: unknown;
  /** Whether `body` is base64, as the gateway sends what is no text. */
  readonly base64?: boolean;
}

/** An HTTP API event (payload format 2.0) as the gateway sends it; `path` is below the base path. */
export const httpEvent = (
  method: string,
  path: string,
  { query = '', headers = {}, cookies, body, base64 = false }: EventOptions = {},
): APIGatewayProxyEventV2 => {
  const rawPath = `/api/v1${path}`;
  return {
    version: '2.0',
    routeKey: '$default',
    rawPath,
    rawQueryString: query,
    headers: { 'content-type': 'application/json', host: 'localhost', ...headers },
    ...(cookies === undefined ? {} : { cookies: [...cookies] }),
    ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    isBase64Encoded: base64,
    requestContext: {
      accountId: '000000000000',
      apiId: 'api',
      domainName: 'localhost',
      domainPrefix: 'localhost',
      http: { method, path: rawPath, protocol: 'HTTP/1.1', sourceIp: '127.0.0.1', userAgent: 'test' },
      requestId: 'request-1',
      routeKey: '$default',
      stage: '$default',
      time: '22/Nov/2026:00:00:00 +0000',
      timeEpoch: 1795305600000,
    },
  };
};

/** The part of a Lambda context that the router looks at. */
export const lambdaContext = {
  awsRequestId: 'request-1',
  getRemainingTimeInMillis: () => 10_000,
} as unknown as Context;

/** An answer, taken apart. */
export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly cookies: readonly string[];
  // biome-ignore lint/suspicious/noExplicitAny: tests look into bodies of every shape
  readonly body: any;
}

type Handler = (event: APIGatewayProxyEventV2, context: Context) => Promise<unknown>;

/** Sends one event to a handler, as the gateway would. */
export const send = async (handler: Handler, event: APIGatewayProxyEventV2): Promise<Answer> => {
  const reply = (await handler(event, lambdaContext)) as {
    statusCode: number;
    headers: Record<string, string>;
    cookies?: string[];
    body: string;
  };
  const json = (reply.headers['content-type'] ?? '').startsWith('application/json');
  return {
    status: reply.statusCode,
    headers: reply.headers,
    cookies: reply.cookies ?? [],
    body: json ? (JSON.parse(reply.body) as unknown) : reply.body,
  };
};
