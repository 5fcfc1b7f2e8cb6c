/** S3 on the emulator: what presigned uploads and downloads, form posts and listings rely on. */
import { createHash } from 'node:crypto';
import {
  CompleteMultipartUploadCommand,
  CreateBucketCommand,
  CreateMultipartUploadCommand,
  GetObjectCommand,
  HeadObjectCommand,
  ListObjectsV2Command,
  PutBucketVersioningCommand,
  PutObjectCommand,
  S3Client,
  UploadPartCommand,
} from '@aws-sdk/client-s3';
import { createPresignedPost } from '@aws-sdk/s3-presigned-post';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { send } from './emulator/send.ts';
import { startEmulator, type TestEmulator } from './emulator/start-emulator.ts';

const BUCKET = 'objects';
const KEY = `file_1/北京 office 😀 'x".xlsx`;
const PUBLIC_HOST = 'localhost:8000';
const body = Buffer.from('hello world');
const sha256 = createHash('sha256').update(body).digest('base64');

let emulator: TestEmulator;
let inside: S3Client;
let outside: S3Client;

beforeAll(async () => {
  emulator = await startEmulator();
  const checksums = {
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
  } as const;
  inside = new S3Client({ ...emulator.config, ...checksums, forcePathStyle: true });
  outside = new S3Client({
    ...emulator.config,
    ...checksums,
    forcePathStyle: true,
    endpoint: `http://${PUBLIC_HOST}`,
  });
  await inside.send(new CreateBucketCommand({ Bucket: BUCKET }));
  await inside.send(
    new PutBucketVersioningCommand({ Bucket: BUCKET, VersioningConfiguration: { Status: 'Enabled' } }),
  );
});
afterAll(() => emulator?.stop());

const signPut = () =>
  getSignedUrl(
    outside,
    new PutObjectCommand({ Bucket: BUCKET, Key: KEY, ContentLength: body.length, ChecksumSHA256: sha256 }),
    {
      expiresIn: 60,
      signableHeaders: new Set(['host', 'content-length']),
      unhoistableHeaders: new Set(['x-amz-checksum-sha256']),
    },
  );

const put = async (content: Buffer, headers: Record<string, string>, host = PUBLIC_HOST) =>
  (await send(emulator.port, await signPut(), { method: 'PUT', host, headers, body: content })).status;

const right = { 'x-amz-checksum-sha256': sha256, 'content-length': String(body.length) };

describe('a presigned PUT with signed length and checksum', () => {
  it('takes exactly the announced bytes, for a host that is not the emulator’s own', async () => {
    expect(await put(body, right)).toBe(200);
    const head = await inside.send(
      new HeadObjectCommand({ Bucket: BUCKET, Key: KEY, ChecksumMode: 'ENABLED' }),
    );
    expect(head.ChecksumSHA256).toBe(sha256);
    expect(head.VersionId).toBeTruthy();
  });

  it.each([
    ['other bytes of the same length', Buffer.from('hello worlD'), right, 400],
    ['another length', Buffer.from('hello world!'), { ...right, 'content-length': '12' }, 403],
    ['no checksum', body, { 'content-length': '11' }, 403],
  ] as const)('refuses %s', async (_, content, headers, status) => {
    expect(await put(content, headers)).toBe(status);
  });

  it('refuses another host than the signed one', async () => {
    expect(await put(body, right, '127.0.0.1:8000')).toBe(403);
  });
});

describe('a presigned GET of a pinned version', () => {
  const sign = async (expiresIn = 60) => {
    const { VersionId } = await inside.send(new PutObjectCommand({ Bucket: BUCKET, Key: KEY, Body: body }));
    await inside.send(new PutObjectCommand({ Bucket: BUCKET, Key: KEY, Body: 'a later version' }));
    const command = new GetObjectCommand({
      Bucket: BUCKET,
      Key: KEY,
      VersionId,
      ResponseContentDisposition: "attachment; filename*=UTF-8''%E5%8C%97.xlsx",
      ResponseContentType: 'application/octet-stream',
    });
    return getSignedUrl(outside, command, { expiresIn });
  };

  it('gives that version, with the name and type that were signed', async () => {
    const answer = await send(emulator.port, await sign(), { host: PUBLIC_HOST });
    expect(answer.status).toBe(200);
    expect(answer.body).toEqual(body);
    expect(answer.headers['content-disposition']).toBe("attachment; filename*=UTF-8''%E5%8C%97.xlsx");
    expect(answer.headers['content-type']).toBe('application/octet-stream');
  });

  it('gives a part of it', async () => {
    const answer = await send(emulator.port, await sign(), {
      host: PUBLIC_HOST,
      headers: { range: 'bytes=0-4' },
    });
    expect([answer.status, answer.body.toString(), answer.headers['content-range']]).toEqual([
      206,
      'hello',
      'bytes 0-4/11',
    ]);
  });

  it('is refused when it was changed, and when it has expired', async () => {
    const url = await sign();
    const changed = url.replace(/X-Amz-Signature=..../, 'X-Amz-Signature=0000');
    expect((await send(emulator.port, changed, { host: PUBLIC_HOST })).status).toBe(403);
    const old = await getSignedUrl(outside, new GetObjectCommand({ Bucket: BUCKET, Key: KEY }), {
      expiresIn: 1,
      signingDate: new Date(Date.now() - 5000),
    });
    expect((await send(emulator.port, old, { host: PUBLIC_HOST })).status).toBe(403);
  });

  it('is refused when somebody signed it with the emulator’s usual secret', async () => {
    const stranger = new S3Client({
      region: 'us-east-1',
      endpoint: `http://${PUBLIC_HOST}`,
      forcePathStyle: true,
      credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
    });
    const url = await getSignedUrl(stranger, new GetObjectCommand({ Bucket: BUCKET, Key: KEY }));
    expect((await send(emulator.port, url, { host: PUBLIC_HOST })).status).toBe(403);
  });
});

describe('a presigned POST for everything below a prefix', () => {
  const post = async (key: string, content: string, change: Record<string, string> = {}) => {
    const { url, fields } = await createPresignedPost(outside, {
      Bucket: BUCKET,
      Key: `runs/r1/1/\${filename}`,
      Conditions: [
        ['starts-with', '$key', 'runs/r1/1/'],
        ['starts-with', '$Content-Type', ''],
        ['content-length-range', 0, 100],
      ],
      Expires: 60,
    });
    const form = new FormData();
    for (const [name, value] of Object.entries({ ...fields, ...change, key, 'Content-Type': 'text/plain' }))
      if (value !== '') form.set(name, value);
    form.set('file', new Blob([content]), 'x');
    const whole = new Request(url, { method: 'POST', body: form });
    const headers = { 'content-type': whole.headers.get('content-type') ?? '' };
    const sent = Buffer.from(await whole.arrayBuffer());
    return (await send(emulator.port, url, { method: 'POST', host: PUBLIC_HOST, headers, body: sent }))
      .status;
  };

  it('takes objects below it, whatever their names', async () => {
    expect(await post('runs/r1/1/out/报表 😀.xlsx', 'x')).toBe(204);
  });
  it.each([
    ['a key outside the prefix', 'runs/r2/1/x', 'x', {}, 403],
    ['more bytes than allowed', 'runs/r1/1/x', 'x'.repeat(101), {}, 400],
    ['a forged signature', 'runs/r1/1/x', 'x', { 'X-Amz-Signature': '0'.repeat(64) }, 403],
    [
      'no policy at all',
      'runs/r1/1/x',
      'x',
      { Policy: '', 'X-Amz-Signature': '', 'X-Amz-Credential': '', 'X-Amz-Algorithm': '', 'X-Amz-Date': '' },
      403,
    ],
  ] as const)('refuses %s', async (_, key, content, change, status) => {
    expect(await post(key, content, change)).toBe(status);
  });
});

describe('objects', () => {
  it('are listed after a key, in order', async () => {
    for (const key of ['log/000000001.ndjson', 'log/000000050.ndjson', 'log/000000200.ndjson'])
      await inside.send(new PutObjectCommand({ Bucket: BUCKET, Key: key, Body: 'x' }));
    const listed = await inside.send(
      new ListObjectsV2Command({
        Bucket: BUCKET,
        Prefix: 'log/',
        StartAfter: 'log/000000001.ndjson',
        MaxKeys: 1,
      }),
    );
    expect(listed.Contents?.map(({ Key }) => Key)).toEqual(['log/000000050.ndjson']);
    expect(listed.IsTruncated).toBe(true);
  });

  it('are written once where that is asked for', async () => {
    const once = () =>
      inside.send(new PutObjectCommand({ Bucket: BUCKET, Key: 'once', Body: 'x', IfNoneMatch: '*' }));
    await once();
    await expect(once()).rejects.toMatchObject({ name: 'PreconditionFailed' });
  });

  it('are put together from parts', async () => {
    const where = { Bucket: BUCKET, Key: 'parts' };
    const { UploadId } = await inside.send(new CreateMultipartUploadCommand(where));
    const part = async (PartNumber: number, Body: Buffer) => ({
      PartNumber,
      ETag: (await inside.send(new UploadPartCommand({ ...where, UploadId, PartNumber, Body }))).ETag,
    });
    const Parts = [await part(1, Buffer.alloc(5 * 1024 * 1024, 'a')), await part(2, Buffer.from('end'))];
    await inside.send(new CompleteMultipartUploadCommand({ ...where, UploadId, MultipartUpload: { Parts } }));
    const head = await inside.send(new HeadObjectCommand(where));
    expect(head.ContentLength).toBe(5 * 1024 * 1024 + 3);
  });
});
