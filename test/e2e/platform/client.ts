import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

const root = join(import.meta.dirname, '../../..');

/** An answer of the API: the HTTP status and the envelope. */
// biome-ignore lint/suspicious/noExplicitAny: the tests look into answers of every shape
export type Answer = { status: number; body: any; headers: Headers };

/** A run as the tests look at it. */
// biome-ignore lint/suspicious/noExplicitAny: see above
export type RunView = any;

const finalStatuses = ['succeeded', 'failed', 'timed_out', 'cancelled'];

/** A signed-in user of the running platform, over plain HTTP as anybody's program would be. */
export class Client {
  readonly base: string;
  token: string | undefined;

  constructor(url: string, token?: string) {
    this.base = `${url}/api/v1`;
    this.token = token;
  }

  async call(
    method: string,
    path: string,
    body?: unknown,
    headers: Record<string, string> = {},
  ): Promise<Answer> {
    const form = body instanceof FormData;
    const response = await fetch(`${this.base}${path}`, {
      method,
      redirect: 'manual',
      headers: {
        ...(this.token === undefined ? {} : { authorization: `Bearer ${this.token}` }),
        ...(body === undefined || form ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: form || typeof body === 'string' ? body : JSON.stringify(body) }),
    });
    const text = await response.text();
    const json = (response.headers.get('content-type') ?? '').includes('json');
    return {
      status: response.status,
      body: json && text !== '' ? JSON.parse(text) : text,
      headers: response.headers,
    };
  }

  /** Uploads a script's source by multipart form; fields are the form's other text fields. */
  uploadScript(fileName: string, source: string, fields: Record<string, string> = {}): Promise<Answer> {
    const form = new FormData();
    form.set('file', new Blob([source]), fileName);
    for (const [name, value] of Object.entries(fields)) form.set(name, value);
    return this.call('POST', '/scripts/upload', form);
  }

  /** Uploads a file of the repository's examples. */
  async uploadExample(fileName: string): Promise<Answer> {
    return this.uploadScript(fileName, await readFile(join(root, 'examples', fileName), 'utf8'));
  }

  /** Announces a file, puts its bytes to the presigned URL, completes it; gives its id. */
  async uploadFile(name: string, content: Uint8Array, more: { folder?: string } = {}): Promise<string> {
    const sha256 = createHash('sha256').update(content).digest('hex');
    const announced = await this.call('POST', '/files', {
      name,
      size: content.byteLength,
      sha256,
      ...more,
    });
    if (announced.status !== 201) throw new Error(`file not announced: ${JSON.stringify(announced.body)}`);
    const { id, upload } = announced.body.data;
    const put = await fetch(upload.url, {
      method: upload.method,
      headers: upload.headers,
      body: new Blob([content as Uint8Array<ArrayBuffer>]),
    });
    if (!put.ok) throw new Error(`upload refused: ${put.status} ${await put.text()}`);
    const completed = await this.call('POST', `/files/${id}/complete`);
    if (completed.status !== 200) throw new Error(`file not completed: ${JSON.stringify(completed.body)}`);
    return id;
  }

  async startRun(script: string, parameters: Record<string, unknown> = {}): Promise<RunView> {
    const started = await this.call('POST', '/runs', { script, parameters });
    if (started.status !== 202) throw new Error(`run not started: ${JSON.stringify(started.body)}`);
    return started.body.data;
  }

  async showRun(id: string): Promise<RunView> {
    return (await this.call('GET', `/runs/${id}`)).body.data;
  }

  /** Waits until `reached` holds of the run; gives the run. Fails after `seconds`. */
  async waitFor(id: string, reached: (run: RunView) => boolean, seconds = 90): Promise<RunView> {
    for (const end = Date.now() + seconds * 1000; Date.now() < end; ) {
      const run = await this.showRun(id);
      if (run !== undefined && run !== null && reached(run)) return run;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    throw new Error(`run ${id} did not get there: ${JSON.stringify(await this.showRun(id))}`);
  }

  waitForEnd(id: string, seconds = 90): Promise<RunView> {
    return this.waitFor(id, (run) => finalStatuses.includes(run.status), seconds);
  }

  /** Uploads a source under its file name, runs it, waits for the end. */
  async runSource(
    fileName: string,
    source: string,
    parameters: Record<string, unknown> = {},
    limits: Record<string, number> = {},
  ): Promise<RunView> {
    const uploaded = await this.uploadScript(fileName, source, { limits: JSON.stringify(limits) });
    if (uploaded.status >= 300) throw new Error(`not uploaded: ${JSON.stringify(uploaded.body)}`);
    const run = await this.startRun(uploaded.body.data.name, parameters);
    return this.waitForEnd(run.id);
  }

  /** All log lines of a run. */
  async readLog(id: string): Promise<{ n: number; stream: string; text: string }[]> {
    const lines = [];
    for (let after = 0; ; ) {
      const { data } = (await this.call('GET', `/runs/${id}/logs?after=${after}&wait=10`)).body;
      lines.push(...data.lines);
      after = data.next;
      if (data.done) return lines;
    }
  }

  /** The bytes of an artifact, and the response that gave them. */
  async download(id: string, path: string): Promise<{ bytes: Uint8Array; headers: Headers }> {
    const encoded = path.split('/').map(encodeURIComponent).join('/');
    const answer = await this.call('GET', `/runs/${id}/artifacts/${encoded}`);
    if (answer.status !== 302)
      throw new Error(`no redirect: ${answer.status} ${JSON.stringify(answer.body)}`);
    const response = await fetch(answer.headers.get('location') ?? '');
    if (!response.ok) throw new Error(`download refused: ${response.status}`);
    return { bytes: new Uint8Array(await response.arrayBuffer()), headers: response.headers };
  }
}

/** Signs in; fails loudly when that does not give tokens. */
export const signIn = async (url: string, username: string, password: string): Promise<Client> => {
  const client = new Client(url);
  const answer = await client.call('POST', '/auth/login', { username, password });
  if (answer.status !== 200) throw new Error(`not signed in: ${JSON.stringify(answer.body)}`);
  client.token = answer.body.data.access_token;
  return client;
};

let counter = 0;
/** A name no other test uses. */
export const freshName = (prefix: string): string =>
  `${prefix}${process.pid.toString(36)}${(counter++).toString(36)}`;

/** A new user (operator and author, as registration on one machine gives), signed in. */
export const newUser = async (url: string, prefix = 'clerk'): Promise<Client & { username: string }> => {
  const username = freshName(prefix);
  const password = 'correct horse battery';
  const registered = await new Client(url).call('POST', '/auth/register', { username, password });
  if (registered.status !== 201) throw new Error(`not registered: ${JSON.stringify(registered.body)}`);
  return Object.assign(await signIn(url, username, password), { username });
};
