import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer as createHttpServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { createServer } from 'node:https';
import { type AddressInfo, connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { HostAddress } from '../../../functions/webhooks/fetching/check-destination.ts';
import { makeFetchFile } from '../../../functions/webhooks/fetching/fetch-file.ts';

/** A host on loopback that counts who comes; in these tests 127.0.0.x counts as public, and nothing else does. */
const openHost = (answer: (request: IncomingMessage, response: ServerResponse) => void) => {
  const seen: string[] = [];
  const listener = (request: IncomingMessage, response: ServerResponse) => {
    seen.push(`${request.headers.host} ${request.url}`);
    answer(request, response);
  };
  return { seen, listener };
};
const isPublic = (address: string): boolean => address.startsWith('127.0.0.');

let folder: string;
let ca: string;
let port: number;
let canaryPort: number;
const closing: (() => void)[] = [];

const host = openHost((request, response) => {
  const path = new URL(request.url ?? '/', 'https://files.example.com').pathname;
  const hop = /^\/hop\/(\d+)$/.exec(path);
  if (path === '/good/%E5%8C%97%E4%BA%AC.csv') response.end('a,b\n1,2\n');
  else if (hop !== null) response.writeHead(302, { location: `/hop/${Number(hop[1]) - 1}` }).end();
  else if (path === '/to') {
    const to = new URL(request.url ?? '/', 'https://x.example').searchParams.get('to') ?? '';
    response.writeHead(307, { location: to }).end();
  } else if (path === '/large') response.end(Buffer.alloc(5000));
  else if (path === '/announced')
    response.writeHead(200, { 'content-length': '5000' }).end(Buffer.alloc(5000));
  else if (path === '/endless') {
    const send = () => response.write(Buffer.alloc(100)) && setImmediate(send);
    response.on('drain', send).on('error', () => undefined);
    send();
  } else if (path === '/cut') {
    response.writeHead(200, { 'content-length': '100' });
    response.write('half');
    setImmediate(() => request.socket.destroy());
  } else if (path === '/zipped') response.writeHead(200, { 'content-encoding': 'gzip' }).end('x');
  else if (path.startsWith('/status/')) response.writeHead(Number(path.slice(8))).end('no');
  else if (path !== '/silent') response.end('small');
});
const canary = openHost((_, response) => response.end('never'));

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'fetch-'));
  const [key, cert] = [join(folder, 'key.pem'), join(folder, 'cert.pem')];
  await promisify(execFile)('openssl', [
    ...['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '2', '-keyout', key, '-out', cert],
    ...[
      '-subj',
      '/CN=files.example.com',
      '-addext',
      'subjectAltName=DNS:files.example.com,DNS:*.cdn.example.com',
    ],
  ]);
  ca = await readFile(cert, 'utf8');
  const server = createServer({ key: await readFile(key, 'utf8'), cert: ca }, host.listener);
  const plain = createHttpServer(canary.listener);
  for (const each of [server, plain]) {
    await new Promise<void>((resolve) => each.listen(0, '127.0.0.1', resolve));
    closing.push(() => {
      each.closeAllConnections();
      each.close();
    });
  }
  port = (server.address() as AddressInfo).port;
  canaryPort = (plain.address() as AddressInfo).port;
});
afterAll(async () => {
  for (const close of closing) close();
  await rm(folder, { recursive: true });
});

const resolving =
  (answers: Readonly<Record<string, string>>) =>
  async (name: string): Promise<readonly HostAddress[]> => {
    const address = answers[name];
    if (address === undefined) throw Object.assign(new Error(`no such name: ${name}`), { code: 'ENOTFOUND' });
    return [{ address, family: 4 }];
  };

/** Fetches from the host; gives the name and the bytes. */
const fetching = async (
  path: string,
  {
    allowed = [],
    answers = {},
    ...more
  }: {
    allowed?: string[];
    answers?: Record<string, string>;
    maxBytes?: number;
    idleMs?: number;
    signal?: AbortSignal;
  } = {},
) => {
  const { signal = AbortSignal.timeout(20_000), ...rest } = more;
  const resolve = resolving({
    'files.example.com': '127.0.0.1',
    'x.cdn.example.com': '127.0.0.1',
    ...answers,
  });
  const fetchFile = makeFetchFile({ resolve, isPublic, ca, ...rest });
  const hosts = [`files.example.com:${port}`, `*.cdn.example.com:${port}`, ...allowed];
  const source = path.startsWith('http') ? path : `https://files.example.com:${port}${path}`;
  const { name, bytes } = await fetchFile(source, hosts, signal);
  const chunks: Uint8Array[] = [];
  for await (const chunk of bytes) chunks.push(chunk);
  return { name, content: Buffer.concat(chunks).toString() };
};
const refused = { name: 'FetchRefused' };
const failed = { name: 'FetchFailed' };

describe('a file by URL', () => {
  test('is fetched over TLS, under the name in its path', async () => {
    expect(await fetching('/good/%E5%8C%97%E4%BA%AC.csv')).toEqual({
      name: '北京.csv',
      content: 'a,b\n1,2\n',
    });
    expect((await fetching('/')).name).toBe('download');
    expect((await fetching('/..%2f..%2fetc%2fpasswd')).name).toBe('download');
    expect((await fetching('/%ff')).name).toBe('download');
  });

  test('is connected to at the address that was checked, whatever the name resolves to afterwards', async () => {
    let asked = 0;
    const rebinding = async () => {
      asked += 1;
      return [{ address: asked === 1 ? '127.0.0.1' : '10.0.0.1', family: 4 }];
    };
    const fetchFile = makeFetchFile({ resolve: rebinding, isPublic, ca });
    const { bytes } = await fetchFile(
      `https://files.example.com:${port}/`,
      [`files.example.com:${port}`],
      AbortSignal.timeout(9_000),
    );
    for await (const chunk of bytes) expect(Buffer.from(chunk).toString()).toBe('small');
    expect(asked).toBe(1);
  });

  test('is not taken from a host whose certificate names another', async () => {
    const answers = { 'other.example.com': '127.0.0.1' };
    const source = `https://other.example.com:${port}/`;
    await expect(fetching(source, { allowed: [`other.example.com:${port}`], answers })).rejects.toMatchObject(
      failed,
    );
  });

  test('follows three redirects, each to an allowed host', async () => {
    const last = `https://x.cdn.example.com:${port}/book.csv`;
    const third = `/to?to=${encodeURIComponent(last)}`;
    const second = `/to?to=${encodeURIComponent(third)}`;
    expect(await fetching(`/to?to=${encodeURIComponent(second)}`)).toEqual({
      name: 'book.csv',
      content: 'small',
    });
  });
});

describe('without a single connection to where it must not go', () => {
  const inside = () => [
    `http://127.0.0.1:${canaryPort}/`,
    `http://localhost:${canaryPort}/`,
    `http://inside.example.com:${canaryPort}/`,
    `http://[::1]:${canaryPort}/`,
    `http://[::ffff:127.0.0.1]:${canaryPort}/`,
    `http://2130706433:${canaryPort}/`,
    `http://0x7f.1:${canaryPort}/`,
    'file:///etc/passwd',
    'http://169.254.169.254/latest/meta-data/',
    'http://169.254.170.2/v2/credentials/',
  ];

  test('are addresses inside, asked for directly', async () => {
    for (const source of inside()) await expect(fetching(source)).rejects.toMatchObject(refused);
    expect(canary.seen).toEqual([]);
  });

  test('are addresses inside, by a redirect from an allowed host', async () => {
    for (const source of [...inside(), `//inside.example.com:${canaryPort}/`, 'https://'])
      await expect(fetching(`/to?to=${encodeURIComponent(source)}`)).rejects.toMatchObject(refused);
    expect(canary.seen).toEqual([]);
  });

  test('are allowed names that resolve to the inside, directly and by a redirect', async () => {
    const stage = {
      allowed: [`http://inside.example.com:${canaryPort}`],
      answers: { 'inside.example.com': '10.0.0.7' },
    };
    const source = `http://inside.example.com:${canaryPort}/`;
    await expect(fetching(source, stage)).rejects.toThrow('not public');
    await expect(fetching(`/to?to=${encodeURIComponent(source)}`, stage)).rejects.toThrow('not public');
    expect(canary.seen).toEqual([]);
  });

  test('and the canary would have noticed', async () => {
    const socket = connect(canaryPort, '127.0.0.1');
    socket.write('GET /noticed HTTP/1.1\r\nhost: canary\r\nconnection: close\r\n\r\n');
    await new Promise((resolve) => socket.on('close', resolve).resume());
    expect(canary.seen).toEqual(['canary /noticed']);
  });
});

describe('a host that misbehaves', () => {
  test.each(['/large', '/announced', '/endless'])(
    '%s: more than a file may take is refused',
    async (path) => {
      await expect(fetching(path, { maxBytes: 1000 })).rejects.toMatchObject(refused);
    },
  );

  test('redirects for ever', async () => {
    const before = host.seen.length;
    await expect(fetching('/hop/9')).rejects.toThrow('redirected more than 3 times');
    expect(host.seen.length - before).toBe(4);
  });

  test('sends what nobody asked for, or no file at all', async () => {
    await expect(fetching('/zipped')).rejects.toMatchObject(refused);
    for (const status of [204, 301, 400, 401, 403, 404, 416])
      await expect(fetching(`/status/${status}`)).rejects.toMatchObject(refused);
  });

  test('is busy, breaks off, says nothing, or is not there: another attempt may help', async () => {
    for (const status of [408, 429, 500, 503])
      await expect(fetching(`/status/${status}`)).rejects.toMatchObject(failed);
    await expect(fetching('/cut')).rejects.toMatchObject(failed);
    await expect(fetching('/silent', { idleMs: 50 })).rejects.toMatchObject(failed);
    await expect(fetching('/silent', { signal: AbortSignal.timeout(50) })).rejects.toMatchObject(failed);
    await expect(fetching('/endless', { signal: AbortSignal.timeout(50) })).rejects.toMatchObject(failed);
    await expect(
      fetching('https://nowhere.cdn.example.com:1/', { allowed: ['*.cdn.example.com:1'] }),
    ).rejects.toMatchObject(failed);
  });
});
