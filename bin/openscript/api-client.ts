import * as z from 'zod';
import type { CredentialStore, Credentials } from './credentials.ts';
import { ApiFailure, CommandError } from './failure.ts';
import { type ApiData, type ApiInput, type OperationName, pathOf, routeOf } from './routes.ts';
import type { Terminal } from './terminal.ts';

const successSchema = z.object({ code: z.literal(0), data: z.unknown() });
const failureSchema = z.object({
  code: z.int(),
  message: z.string(),
  errors: z.array(z.object({ field: z.string(), message: z.string() }).loose()).default([]),
  request_id: z.string().default(''),
  reason: z.string().optional(),
});
const tokensSchema = z.object({ access_token: z.string(), refresh_token: z.string() });

/** How often a request is sent in all when a dependency is unavailable or the network fails. */
const MAX_TRIES = 4;
/** The first wait between two tries, in milliseconds; it doubles. */
const FIRST_WAIT_MS = 300;

/** The API's client: signs requests, refreshes the access token once, and parses what comes back. */
export interface ApiClient {
  call<Name extends OperationName>(
    name: Name,
    input: ApiInput<Name>,
    headers?: Readonly<Record<string, string>>,
  ): Promise<ApiData<Name>>;
}

/** What a client talks to: an address, with or without somebody signed in. */
export interface ClientOptions {
  readonly url: string;
  readonly credentials?: Credentials | undefined;
  readonly store?: CredentialStore;
  readonly terminal: Pick<Terminal, 'fetch' | 'wait' | 'env' | 'readSecret'>;
}

interface Loose {
  readonly params?: Readonly<Record<string, unknown>>;
  readonly query?: Readonly<Record<string, unknown>>;
  readonly body?: unknown;
}

const languageOf = ({ LC_ALL, LANG }: Readonly<Record<string, string | undefined>>): string =>
  (LC_ALL ?? LANG ?? '').startsWith('zh') ? 'zh-CN' : 'en';

const failureOf = async (response: Response): Promise<ApiFailure> => {
  const wait = Number(response.headers.get('retry-after') ?? Number.NaN);
  const retryAfter = Number.isFinite(wait) ? wait : undefined;
  const parsed = failureSchema.safeParse(await response.json().catch(() => undefined));
  const { code, message, errors, request_id, reason } = parsed.success
    ? parsed.data
    : {
        code: response.status * 100,
        message: `the answer is ${response.status} and no message`,
        errors: [],
        request_id: '',
        reason: undefined,
      };
  const place = (error: Record<string, unknown>) =>
    typeof error.line === 'number' ? ` (line ${error.line})` : '';
  const fields = errors.map((error) => `${error.field}: ${error.message}${place(error)}`);
  return new ApiFailure(message, {
    status: response.status,
    code,
    fields,
    requestId: request_id,
    retryAfter,
    reason,
  });
};

/** Whether sending the same again can help and cannot do the same thing twice. */
const mayTryAgain = (thrown: unknown, safe: boolean): boolean =>
  thrown instanceof ApiFailure ? thrown.status === 503 : safe;

export const makeApiClient = ({ url, credentials, store, terminal }: ClientOptions): ApiClient => {
  let current = credentials;

  const send = async (name: OperationName, input: Loose, headers: Readonly<Record<string, string>>) => {
    const route = routeOf(name);
    const query = new URLSearchParams();
    for (const [key, value] of Object.entries(input.query ?? {}))
      if (value !== undefined) query.set(key, String(value));
    const address = `${url}/api/v1${pathOf(route, input.params ?? {})}${query.size === 0 ? '' : `?${query}`}`;
    const form = input.body instanceof FormData ? input.body : undefined;
    const json = input.body === undefined || form !== undefined ? undefined : JSON.stringify(input.body);
    const body = form ?? json;
    const response = await terminal.fetch(address, {
      method: route.method,
      redirect: 'error', // a token goes nowhere but to the address it is for
      headers: {
        'accept-language': languageOf(terminal.env),
        'user-agent': 'openscript',
        ...(current === undefined || route.access === 'public'
          ? {}
          : { authorization: `Bearer ${current.access_token}` }),
        ...(json === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body === undefined ? {} : { body }),
    });
    if (!response.ok) throw await failureOf(response);
    return successSchema.parse(await response.json()).data;
  };

  /** Whether another command has renewed the tokens meanwhile: each refresh token is good once. */
  const isRenewed = async (): Promise<boolean> => {
    const stored = await store?.load();
    if (stored === undefined || current === undefined) return false;
    const same = stored.url === current.url && stored.username === current.username;
    if (!same || stored.refresh_token === current.refresh_token) return false;
    current = stored;
    return true;
  };

  const refresh = async (): Promise<boolean> => {
    if (current === undefined) return false;
    if (await isRenewed()) return true;
    try {
      const data = await send('refreshTokens', { body: { refresh_token: current.refresh_token } }, {});
      current = { ...current, ...tokensSchema.parse(data) };
    } catch (thrown) {
      if (thrown instanceof ApiFailure && thrown.status === 401) return false;
      throw thrown;
    }
    await store?.save(current);
    return true;
  };

  const sendSignedIn: typeof send = async (name, input, headers) => {
    try {
      return await send(name, input, headers);
    } catch (thrown) {
      const expired =
        thrown instanceof ApiFailure && thrown.status === 401 && routeOf(name).access !== 'public';
      if (!expired || !(await refresh())) throw thrown;
      return send(name, input, headers);
    }
  };

  /** Asks who is here where that is wanted, and sends the same again. */
  const sendConfirmed: typeof send = async (name, input, headers) => {
    try {
      return await sendSignedIn(name, input, headers);
    } catch (thrown) {
      if (!(thrown instanceof ApiFailure) || thrown.reason !== 'step_up_required') throw thrown;
      const given = await terminal.readSecret('Your password, or a code of your authenticator app: ');
      const body = /^\d{6}$/.test(given) ? { code: given } : { password: given };
      await sendSignedIn('stepUp', { body }, {});
      return sendSignedIn(name, input, headers);
    }
  };

  const sendPatiently: typeof send = async (name, input, headers) => {
    const safe = routeOf(name).method === 'GET' || headers['idempotency-key'] !== undefined;
    for (let tries = 1; ; tries += 1) {
      try {
        return await sendConfirmed(name, input, headers);
      } catch (thrown) {
        if (tries === MAX_TRIES || !mayTryAgain(thrown, safe)) {
          if (thrown instanceof TypeError)
            throw new CommandError(`${url} does not answer: ${String(thrown.cause ?? thrown.message)}`);
          throw thrown;
        }
        const asked = thrown instanceof ApiFailure ? (thrown.retryAfter ?? 0) * 1000 : 0;
        await terminal.wait(Math.max(asked, FIRST_WAIT_MS * 2 ** (tries - 1)));
      }
    }
  };

  return {
    call: async <Name extends OperationName>(
      name: Name,
      input: ApiInput<Name>,
      headers: Readonly<Record<string, string>> = {},
    ): Promise<ApiData<Name>> => {
      const data = await sendPatiently(name, input, headers);
      const { reply } = routeOf(name);
      return typeof reply === 'string' ? data : reply.parse(data);
    },
  };
};
