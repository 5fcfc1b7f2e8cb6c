/** The gateway before an emulator: what a browser, curl and a stranger's page get. */
import { createHash, randomBytes } from 'node:crypto';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CreateBucketCommand, GetObjectCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Child } from '../../local/platform/child.ts';
import { baseEnvironment, node, root } from '../../local/platform/places.ts';
import { findPort } from '../../local/platform/ports.ts';
import { deployProbe } from './emulator/probe-stack.ts';
import { send } from './emulator/send.ts';
import { startEmulator, type TestEmulator } from './emulator/start-emulator.ts';

const BIG = 150 * 1024 * 1024;
const Bucket = 'files-of-the-test';

let emulator: TestEmulator;
let gateway: Child;
let port: number;
let s3: S3Client;
let pages: string;

beforeAll(async () => {
  emulator = await startEmulator();
  const { Api = '' } = await deployProbe(emulator);
  port = await findPort(0);
  pages = await mkdtemp(join(tmpdir(), 'openscript-pages-'));
  await mkdir(join(pages, 'assets'));
  await writeFile(join(pages, 'index.html'), '<!doctype html><title>console</title>');
  await writeFile(join(pages, 'assets/app-1a2b.js'), 'export {}');
  await writeFile(join(pages, 'assets/app-1a2b.js.br'), 'compressed');
  const whole = { port, 'emulator-port': emulator.port, 'api-id': Api, buckets: Bucket, console: pages };
  gateway = new Child(
    {
      name: 'gateway',
      program: node,
      args: [
        join(root, 'local/gateway.ts'),
        ...Object.entries(whole).flatMap(([name, value]) => [`--${name}`, String(value)]),
      ],
      cwd: root,
      env: baseEnvironment(),
      log: join(emulator.home.logs, 'gateway.log'),
      isReady: () => fetch(`http://127.0.0.1:${port}/`).then(() => true),
    },
    { say: () => {} },
  );
  await gateway.start();
  const checksums = {
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
  } as const;
  s3 = new S3Client({
    ...emulator.config,
    ...checksums,
    forcePathStyle: true,
    endpoint: `http://localhost:${port}`,
  });
  const inside = new S3Client({ ...emulator.config, forcePathStyle: true });
  await inside.send(new CreateBucketCommand({ Bucket }));
});
afterAll(async () => {
  await gateway?.stop();
  await emulator?.stop();
  await rm(pages, { recursive: true, force: true });
});

const to = (path: string, options: Parameters<typeof send>[2] = {}) =>
  send(port, path, { host: `localhost:${port}`, ...options });

describe('signed object traffic', () => {
  it('carries 150 MB each way, in pieces', async () => {
    const block = randomBytes(1024 * 1024);
    const body = Buffer.concat(Array.from({ length: BIG / block.length }, () => block));
    const put = await getSignedUrl(s3, new PutObjectCommand({ Bucket, Key: 'big.csv', ContentLength: BIG }));
    const sent = await fetch(put, { method: 'PUT', body });
    expect(sent.status).toBe(200);
    const got = await fetch(await getSignedUrl(s3, new GetObjectCommand({ Bucket, Key: 'big.csv' })));
    const hash = createHash('sha256');
    for await (const chunk of got.body ?? []) hash.update(chunk);
    expect(hash.digest('hex')).toBe(createHash('sha256').update(body).digest('hex'));
  });

  it('never makes an object a page of the console', async () => {
    const put = await getSignedUrl(
      s3,
      new PutObjectCommand({ Bucket, Key: 'x.html', ContentType: 'text/html' }),
    );
    await fetch(put, {
      method: 'PUT',
      headers: { 'content-type': 'text/html' },
      body: '<script>alert(1)</script>',
    });
    const { headers } = await fetch(await getSignedUrl(s3, new GetObjectCommand({ Bucket, Key: 'x.html' })));
    expect(headers.get('content-disposition')).toBe('attachment');
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('content-security-policy')).toBe("default-src 'none'; sandbox");
  });

  it('is open to pages of this gateway’s two names and of the console’s development server, and to no other', async () => {
    const asked = {
      'access-control-request-method': 'PUT',
      'access-control-request-headers': 'content-type',
    };
    const preflight = (origin: string) =>
      to(`/${Bucket}/x`, { method: 'OPTIONS', headers: { ...asked, origin } });
    const own = ['localhost', '127.0.0.1'].map((name) => `http://${name}:${port}`);
    for (const origin of [...own, 'http://127.0.0.1:5173']) {
      const { status, headers } = await preflight(origin);
      expect([status, headers['access-control-allow-origin']]).toEqual([204, origin]);
    }
    const { status, headers } = await preflight('http://evil.example');
    expect([status, headers['access-control-allow-origin']]).toEqual([403, undefined]);
    const url = await getSignedUrl(s3, new GetObjectCommand({ Bucket, Key: 'x.html' }));
    const read = await fetch(url, { headers: { origin: 'http://evil.example' } });
    expect(read.headers.get('access-control-allow-origin')).toBeNull();
  });

  it.each([
    ['unsigned', 'GET', `/${Bucket}/x.html`],
    ['a list', 'GET', `/${Bucket}?list-type=2`],
    ['half signed', 'PUT', `/${Bucket}/x.html?X-Amz-Signature=1&X-Amz-Credential=2`],
  ])('is refused when it is %s', async (_, method, path) => {
    const { status, body } = await to(path, { method });
    expect([status, JSON.parse(body.toString()).code]).toEqual([404, 40401]);
  });
});

describe('the API behind it', () => {
  it('answers with a request id', async () => {
    expect((await to('/api/v1/unknown')).headers['x-request-id']).toMatch(/^[0-9a-f-]{36}$/);
  });

  it('takes bodies of 10 MB, and says 413 to more, announced or not', async () => {
    const tooLarge = Buffer.alloc(10 * 1024 * 1024 + 1);
    const announced = await to('/api/v1/x', {
      method: 'POST',
      body: tooLarge,
      headers: { 'content-length': String(tooLarge.length) },
    });
    expect([announced.status, JSON.parse(announced.body.toString()).code]).toEqual([413, 41301]);
    const chunked = await to('/api/v1/x', {
      method: 'POST',
      body: tooLarge,
      headers: { 'transfer-encoding': 'chunked' },
    });
    expect(chunked.status).toBe(413);
  });

  it('says the errors of API Gateway in the platform’s own shape and language', async () => {
    const { status, body } = await to('/api/v1/unknown', { headers: { 'accept-language': 'zh-CN' } });
    expect([status, JSON.parse(body.toString())]).toEqual([
      404,
      expect.objectContaining({ code: 40401, message: '不存在，或您无权查看' }),
    ]);
  });

  it('refuses headers beyond 10 KB', async () => {
    expect((await to('/api/v1/x', { headers: { 'x-much': 'a'.repeat(11_000) } })).status).toBe(431);
  });
});

describe('the console', () => {
  it('is one page for every path its router may know, never kept without asking', async () => {
    for (const path of ['/', '/runs/run_1']) {
      const { status, headers, body } = await to(path);
      expect([status, headers['cache-control'], body.toString()]).toEqual([
        200,
        'no-cache',
        expect.stringContaining('console'),
      ]);
      expect(headers['content-security-policy']).toContain("default-src 'none'");
      expect(headers['x-frame-options']).toBe('DENY');
    }
  });

  it('gives assets for ever, compressed where the browser can', async () => {
    const asset = (accepted: string) =>
      to('/assets/app-1a2b.js', { headers: { 'accept-encoding': accepted } });
    const plain = await asset('identity');
    expect([plain.body.toString(), plain.headers['cache-control']]).toEqual([
      'export {}',
      'public, max-age=31536000, immutable',
    ]);
    const small = await asset('gzip, br');
    expect([small.body.toString(), small.headers['content-encoding']]).toEqual(['compressed', 'br']);
    const again = await to('/assets/app-1a2b.js', {
      headers: { 'if-none-match': String(plain.headers.etag) },
    });
    expect(again.status).toBe(304);
    expect((await to('/assets/none.js')).status).toBe(404);
  });

  it('sends a person at 127.0.0.1 to localhost, for which URLs are signed', async () => {
    const host = `127.0.0.1:${port}`;
    const { status, headers } = await to('/runs?x=1', { host, headers: { 'sec-fetch-mode': 'navigate' } });
    expect([status, headers.location]).toEqual([307, `http://localhost:${port}/runs?x=1`]);
    expect((await to('/', { host })).status).toBe(200);
  });
});

describe('a stranger', () => {
  it.each(['evil.example', `evil.example:${port}`, 'localhost'])(
    'at the name %s gets nothing',
    async (host) => {
      expect((await to('/api/v1/health', { host })).status).toBe(421);
    },
  );

  it.each(['/_ministack/health', '/_openscript/save', '/../_ministack/reset', '/api/../_ministack/reset'])(
    'does not reach the emulator by %s',
    async (path) => {
      const answer = await new Promise<string>((resolve, reject) => {
        const socket = connect(port, '127.0.0.1', () =>
          socket.end(
            `POST ${path} HTTP/1.1\r\nHost: localhost:${port}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n`,
          ),
        );
        let text = '';
        socket.on('data', (chunk) => {
          text += chunk;
        });
        socket.once('end', () => resolve(text));
        socket.once('error', reject);
      });
      expect(answer).toMatch(/^HTTP\/1\.1 404 /);
      expect(answer).toContain('"code":40401');
    },
  );
});
