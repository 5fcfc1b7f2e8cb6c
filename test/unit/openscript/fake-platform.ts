import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { main } from '../../../bin/openscript/main.ts';
import type { Terminal } from '../../../bin/openscript/terminal.ts';

/** One request as the platform got it. */
export interface Received {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: Headers;
  readonly body: unknown;
}

type Answering = (request: Received) => Response | Promise<Response>;

/** A success envelope. */
export const success = (data: unknown, status = 200): Response =>
  Response.json({ code: 0, message: 'success', data, timestamp: 0 }, { status });

/** An error envelope. */
export const refusal = (
  code: number,
  message: string,
  errors: object[] = [],
  headers: Record<string, string> = {},
): Response =>
  Response.json(
    { code, message, errors, request_id: 'req-1', timestamp: 0 },
    { status: Math.floor(code / 100), headers },
  );

const bodyOf = async (init: RequestInit | undefined): Promise<unknown> => {
  const body = init?.body;
  if (typeof body === 'string') return JSON.parse(body) as unknown;
  if (body instanceof Blob) return Buffer.from(await body.arrayBuffer());
  return body ?? undefined;
};

/**
 * A platform and a terminal in memory: `routes` answers `METHOD /path` (`*` for the path's variable parts), the tool runs
 * with a configuration folder of its own.
 */
export const fakePlatform = (routes: Readonly<Record<string, Answering>>) => {
  const received: Received[] = [];
  const out: string[] = [];
  const err: string[] = [];
  const waits: number[] = [];
  const secrets: string[] = [];
  const home = mkdtempSync(join(tmpdir(), 'openscript-cli-'));
  onTestFinished(() => rmSync(home, { recursive: true, force: true }));
  const env: Record<string, string> = { XDG_CONFIG_HOME: join(home, 'config') };

  const answer = async (input: unknown, init?: RequestInit): Promise<Response> => {
    const url = new URL(String(input));
    const method = init?.method ?? 'GET';
    const request: Received = {
      method,
      path: url.pathname.replace('/api/v1', ''),
      query: url.searchParams,
      headers: new Headers(init?.headers),
      body: await bodyOf(init),
    };
    received.push(request);
    const found = Object.entries(routes).find(([pattern]) => {
      const [wanted, path = ''] = pattern.split(' ');
      const literal = path.replace(/[.+?^${}()|[\]\\]/g, '\\$&').replaceAll('*', '[^ ]*');
      return wanted === method && new RegExp(`^${literal}$`).test(request.path);
    });
    return found === undefined ? refusal(40401, `nothing at ${method} ${request.path}`) : found[1](request);
  };

  const terminal: Terminal = {
    out: (text) => out.push(text),
    err: (text) => err.push(text),
    readSecret: async () => secrets.shift() ?? '',
    env,
    fetch: answer as typeof fetch,
    wait: async (ms) => waits.push(ms),
  };
  const run = (...words: string[]) => main(words, terminal);
  /** Signs in as `ann`; the platform must answer the sign-in. */
  const signIn = async () => {
    secrets.push('correct horse');
    return run('login', '--url', 'https://scripts.example.com', '--username', 'ann');
  };
  return { run, signIn, received, out, err, waits, secrets, env, home };
};

/** Answers a sign-in with the first of these tokens, a refresh with the next. */
export const tokens = () => {
  let count = 0;
  const next = () =>
    success({
      access_token: `access-${++count}`,
      refresh_token: 'refresh-1',
      token_type: 'bearer',
      expires_in: 3600,
    });
  return { 'POST /auth/login': next, 'POST /auth/refresh': next };
};
