import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { ListObjectVersionsCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { makeObjectStore } from '../../functions/files/object-store.ts';
import { makeFileStore } from '../../functions/files/store.ts';
import { makeSweepFiles } from '../../functions/files/sweep-files.ts';
import { makeLog } from '../../functions/platform/log.ts';
import { openPublicS3 } from '../../functions/platform/s3.ts';
import { makeIsFileInUse } from '../../functions/runs/index.ts';
import { filesApi } from '../unit/files/files-api.ts';
import { defineFileStoreSuite } from '../unit/files/store-suite.ts';
import { httpEvent, lambdaContext } from '../unit/platform/http-events.ts';
import { type FilesStage, invokePython, openFilesStage } from './files-stage.ts';

let stage: FilesStage;
beforeAll(async () => {
  stage = await openFilesStage();
});
afterAll(() => stage.close());

defineFileStoreSuite(() => makeFileStore(stage.table), 'table');

/** The API over table and bucket; URLs for people are signed for `localhost`, the functions use 127.0.0.1. */
const realApi = () => {
  const publicS3 = openPublicS3({
    AWS_REGION: 'us-east-1',
    AWS_ENDPOINT_URL: stage.endpoint,
    PUBLIC_S3_ENDPOINT: stage.endpoint.replace('127.0.0.1', 'localhost'),
  });
  const objects = makeObjectStore(stage.s3, publicS3, stage.bucket);
  const api = filesApi({
    store: makeFileStore(stage.table),
    objects,
    invoke: invokePython('preview.handler'),
    isFileInUse: makeIsFileInUse(stage.table),
  });
  return { ...api, objects };
};
type Api = ReturnType<typeof realApi>;

const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');
const bytesOf = (words: string): Uint8Array<ArrayBuffer> => new Uint8Array(Buffer.from(words));

const announce = async (api: Api, name: string, bytes: Uint8Array, more = {}) => {
  const body = { name, size: bytes.byteLength, sha256: sha256(bytes), ...more };
  const answer = await api.clerk('POST', '/files', { body });
  expect(answer.status).toBe(201);
  return answer.body.data as { id: string; upload: { url: string; headers: Record<string, string> } };
};
const put = (upload: { url: string; headers: Record<string, string> }, body: Uint8Array<ArrayBuffer>) =>
  fetch(upload.url, { method: 'PUT', headers: upload.headers, body });

const ready = async (api: Api, name: string, bytes: Uint8Array<ArrayBuffer>): Promise<string> => {
  const { id, upload } = await announce(api, name, bytes);
  expect((await put(upload, bytes)).status).toBe(200);
  expect((await api.clerk('POST', `/files/${id}/complete`)).status).toBe(200);
  return id;
};
const versionsOf = async (id: string): Promise<number> => {
  const { Versions = [], DeleteMarkers = [] } = await stage.s3.send(
    new ListObjectVersionsCommand({ Bucket: stage.bucket, Prefix: `files/id-of-ann/${id}` }),
  );
  return Versions.length + DeleteMarkers.length;
};

describe('files on table and bucket', () => {
  test.each([
    '北京 办事处 (一).csv',
    '📊 Q4 "final".csv',
    "l'été;=1.csv",
    'العربية.csv',
    'a%20b+c&d#e.csv',
    '空.txt',
  ])('%s goes up and comes down under its name', async (name) => {
    const api = realApi();
    const bytes = bytesOf(name === '空.txt' ? '' : `名称\n${name}\n`);
    const id = await ready(api, name, bytes);
    const { download_url } = (await api.clerk('GET', `/files/${id}`)).body.data;
    expect(new URL(download_url).hostname).toBe('localhost');
    const response = await fetch(download_url);
    expect(new Uint8Array(await response.arrayBuffer())).toEqual(bytes);
    const disposition = response.headers.get('content-disposition') ?? '';
    expect(decodeURIComponent(/filename\*=UTF-8''([^;]+)$/.exec(disposition)?.[1] ?? '')).toBe(name);
    expect(disposition).toMatch(/^attachment;/);
  });

  test('an HTML file comes down as a stream of bytes', async () => {
    const api = realApi();
    const id = await ready(api, 'page.html', bytesOf('<script>alert(1)</script>'));
    const { download_url } = (await api.clerk('GET', `/files/${id}`)).body.data;
    const response = await fetch(download_url);
    expect(response.headers.get('content-type')).toBe('application/octet-stream');
  });

  test('the upload URL takes the announced bytes and no others', async () => {
    const api = realApi();
    const { id, upload } = await announce(api, 'a.csv', bytesOf('abc'));
    const refused = [
      await put(upload, bytesOf('abd')),
      await put(upload, bytesOf('abcd')),
      await put({ ...upload, headers: {} }, bytesOf('abc')),
      await put({ ...upload, headers: { ...upload.headers, 'content-type': 'text/html' } }, bytesOf('abc')),
      await put({ ...upload, url: upload.url.replace(id, id.replace(/.$/, 'Z')) }, bytesOf('abc')),
    ];
    expect(refused.map(({ ok }) => ok)).toEqual([false, false, false, false, false]);
    expect(await versionsOf(id)).toBe(0);
    expect((await api.clerk('POST', `/files/${id}/complete`)).body.errors[0].field).toBe('upload');
    expect((await put(upload, bytesOf('abc'))).status).toBe(200);
    expect((await api.clerk('POST', `/files/${id}/complete`)).status).toBe(200);
  });

  test('bytes that came another way are compared by the API', async () => {
    const api = realApi();
    const { id } = await announce(api, 'a.csv', bytesOf('abc'));
    const Key = `files/id-of-ann/${id}`;
    const sending = (Body: string) =>
      stage.s3.send(new PutObjectCommand({ Bucket: stage.bucket, Key, Body, ChecksumAlgorithm: 'SHA256' }));
    await sending('abcd');
    const answer = await api.clerk('POST', `/files/${id}/complete`);
    expect([answer.status, answer.body.code]).toEqual([409, 40901]);
    expect(answer.body.errors).toMatchObject([
      { field: 'size', expected: 3, actual: 4 },
      { field: 'sha256', actual: sha256(bytesOf('abcd')) },
    ]);
    await sending('abd');
    expect((await api.clerk('POST', `/files/${id}/complete`)).body.errors).toMatchObject([
      { field: 'sha256' },
    ]);
    await sending('abc');
    expect((await api.clerk('POST', `/files/${id}/complete`)).status).toBe(200);
  });

  test('what is uploaded after completion is not what is downloaded', async () => {
    const api = realApi();
    const id = await ready(api, 'a.csv', bytesOf('abc'));
    await stage.s3.send(
      new PutObjectCommand({ Bucket: stage.bucket, Key: `files/id-of-ann/${id}`, Body: 'forged' }),
    );
    const { download_url } = (await api.clerk('GET', `/files/${id}`)).body.data;
    expect(await (await fetch(download_url)).text()).toBe('abc');
  });

  test('deleting removes every version', async () => {
    const api = realApi();
    const id = await ready(api, 'a.csv', bytesOf('abc'));
    await stage.s3.send(
      new PutObjectCommand({ Bucket: stage.bucket, Key: `files/id-of-ann/${id}`, Body: 'more' }),
    );
    expect(await versionsOf(id)).toBe(2);
    expect((await api.clerk('DELETE', `/files/${id}`)).status).toBe(200);
    expect(await versionsOf(id)).toBe(0);
    expect((await api.clerk('GET', `/files/${id}`)).status).toBe(404);
  });

  test('an unfinished upload is swept with its bytes', async () => {
    const api = realApi();
    const { id, upload } = await announce(api, 'a.csv', bytesOf('abc'));
    await put(upload, bytesOf('abc'));
    const kept = await ready(api, 'b.csv', bytesOf('abc'));
    const sweep = makeSweepFiles({
      store: api.store,
      objects: api.objects,
      isFileInUse: makeIsFileInUse(stage.table),
      now: () => api.clock.at + 25 * 3600 * 1000,
      log: makeLog('sweep', () => {}),
    });
    expect(await sweep()).toMatchObject({ failed: 0 });
    expect(await versionsOf(id)).toBe(0);
    expect((await api.clerk('GET', `/files/${id}`)).status).toBe(404);
    expect((await api.clerk('GET', `/files/${kept}`)).body.data.status).toBe('ready');
  });
});

const WORKBOOK = `
import io, sys, openpyxl
book = openpyxl.Workbook()
book.active.title = "一月"
for row in (["编号", "金额"], ["007", 0.1], ["008", 12345.67]):
    book.active.append(row)
book.create_sheet("二月").append(["空"])
out = io.BytesIO(); book.save(out); sys.stdout.buffer.write(out.getvalue())
`;

describe('a preview of what is stored', () => {
  test('shows a workbook’s sheets and rows', async () => {
    const api = realApi();
    const python = join(import.meta.dirname, '../../.venv/bin/python');
    const id = await ready(api, '账.xlsx', new Uint8Array(execFileSync(python, ['-c', WORKBOOK])));
    const { status, body } = await api.clerk('GET', `/files/${id}/preview`);
    expect(status).toBe(200);
    expect(body.data).toEqual({
      masked: [],
      kind: 'workbook',
      sheets: [
        { name: '一月', rows: 3, columns: 2 },
        { name: '二月', rows: 1, columns: 1 },
      ],
      sheet: '一月',
      rows: [
        ['编号', '金额'],
        ['007', 0.1],
        ['008', 12345.67],
      ],
      truncated: false,
    });
    const february = await api.clerk(
      'GET',
      `/files/${id}/preview?sheet=${encodeURIComponent('二月')}&rows=1`,
    );
    expect(february.body.data.rows).toEqual([['空']]);
    expect((await api.clerk('GET', `/files/${id}/preview?sheet=x`)).body.errors[0].field).toBe('sheet');
  });

  test('says why a damaged workbook is not shown', async () => {
    const api = realApi();
    const id = await ready(api, 'a.xlsx', bytesOf('PK\u0003\u0004 damaged'));
    const { status, body } = await api.clerk('GET', `/files/${id}/preview`);
    expect([status, body.code, body.errors[0].reason]).toEqual([409, 40901, 'damaged']);
  });
});

test('the exported handler refuses who is not signed in', async () => {
  for (const [name, value] of Object.entries({
    TABLE_NAME: 'openscript',
    USER_POOL_ID: 'us-east-1_pool',
    USER_POOL_CLIENT_ID: 'client',
    CURSOR_SECRET_ARN: 'secret',
    FILES_BUCKET: 'files',
    PREVIEW_FUNCTION: 'PreviewFile',
    MASK_FUNCTION: 'MaskFile',
    ARTIFACTS_BUCKET: 'artifacts',
  }))
    vi.stubEnv(name, value);
  const { handler } = await import('../../functions/files/api.ts');
  expect(await handler(httpEvent('GET', '/files'), lambdaContext)).toMatchObject({ statusCode: 401 });
});
