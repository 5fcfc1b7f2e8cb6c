import type { Language } from './text.ts';

/** An HTTP request as the operations' side sees it, after the gateway's event has been parsed. */
export interface HttpRequest {
  readonly requestId: string;
  /** In capitals, as it came: only a route's own method reaches its operation. */
  readonly method: string;
  /** Below the base path, e.g. `/runs/run_01…`; still percent-encoded. */
  readonly path: string;
  /** Lower-case names; `cookie` holds all cookies. */
  readonly headers: Readonly<Record<string, string>>;
  readonly query: Readonly<Record<string, string>>;
  readonly body: Buffer;
  readonly sourceIp: string;
  readonly language: Language;
}

/** What an operation answers; `data` goes into the envelope unless `raw` says otherwise. */
export interface HttpReply {
  readonly status: number;
  readonly data?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  /** `Set-Cookie` values. */
  readonly cookies?: readonly string[];
  /** A body that is not an envelope (the OpenAPI document, a rendered page). */
  readonly raw?: { readonly contentType: string; readonly body: string };
}

export const ok = (data: unknown): HttpReply => ({ status: 200, data });
export const created = (data: unknown, location: string): HttpReply => ({
  status: 201,
  data,
  headers: { location },
});
export const accepted = (data: unknown, location: string): HttpReply => ({
  status: 202,
  data,
  headers: { location },
});
export const redirect = (location: string): HttpReply => ({
  status: 302,
  headers: { location, 'cache-control': 'no-store' },
});
