import { request } from 'node:http';

/** An answer as it came over the wire. */
export interface RawAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: Buffer;
}

/** Sends a request to 127.0.0.1 with any `Host`, which `fetch` would not let us choose. */
export const send = (
  port: number,
  url: string,
  options: { method?: string; host?: string; headers?: Record<string, string>; body?: string | Buffer } = {},
): Promise<RawAnswer> =>
  new Promise((resolve, reject) => {
    const { pathname, search, host } = new URL(url, `http://127.0.0.1:${port}`);
    const headers = { ...options.headers, host: options.host ?? host };
    const outgoing = request(
      { host: '127.0.0.1', port, path: pathname + search, method: options.method ?? 'GET', headers },
      (answer) => {
        const chunks: Buffer[] = [];
        answer.on('data', (chunk: Buffer) => chunks.push(chunk));
        answer.on('end', () =>
          resolve({ status: answer.statusCode ?? 0, headers: answer.headers, body: Buffer.concat(chunks) }),
        );
      },
    );
    outgoing.once('error', reject);
    outgoing.end(options.body);
  });
