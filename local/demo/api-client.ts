import * as z from 'zod';

/** The API refused; the message is its own. */
export class Refused extends Error {
  override readonly name = 'Refused';
}

const envelope = z.object({ code: z.number(), message: z.string(), data: z.unknown() });

/** Speaks to the platform as anybody's program does: over HTTP, with a token. */
export class ApiClient {
  readonly #base: string;
  #token: string | undefined;

  constructor(url: string) {
    this.#base = `${url}/api/v1`;
  }

  /** Signs in; the later calls carry the token. */
  async signIn(username: string, password: string): Promise<void> {
    const tokens = z.object({ access_token: z.string() });
    this.#token = (await this.call('POST', '/auth/login', tokens, { username, password })).access_token;
  }

  /** One call; the answer's data is parsed by the schema. A body that is a form goes out as one. */
  async call<T>(method: string, path: string, schema: z.ZodType<T>, body?: object): Promise<T> {
    const isForm = body instanceof FormData;
    const response = await fetch(`${this.#base}${path}`, {
      method,
      headers: {
        ...(this.#token === undefined ? {} : { authorization: `Bearer ${this.#token}` }),
        ...(body === undefined || isForm ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: isForm ? body : JSON.stringify(body) }),
    });
    const text = await response.text();
    const { success, data } = envelope.safeParse(this.#parse(text));
    if (!response.ok || !success)
      throw new Refused(`${method} ${path}: ${response.status} ${text.slice(0, 1000)}`);
    return schema.parse(data.data);
  }

  /** The bytes of an artifact: the API answers with the address where they are. */
  async download(runId: string, path: string): Promise<Uint8Array> {
    const encoded = path.split('/').map(encodeURIComponent).join('/');
    const response = await fetch(`${this.#base}/runs/${runId}/artifacts/${encoded}`, {
      headers: { authorization: `Bearer ${this.#token}` },
      redirect: 'manual',
    });
    const location = response.headers.get('location');
    if (response.status !== 302 || location === null)
      throw new Refused(`no artifact ${path}: ${response.status} ${await response.text()}`);
    const file = await fetch(location);
    if (!file.ok) throw new Refused(`no bytes of ${path}: ${file.status}`);
    return new Uint8Array(await file.arrayBuffer());
  }

  #parse(text: string): unknown {
    try {
      return JSON.parse(text);
    } catch {
      return undefined;
    }
  }
}
