import { createHash } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { GetObjectCommand } from '@aws-sdk/client-s3';
import { ScanCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { makeFindOwnReadyFiles, openImportStream } from '../../functions/files/index.ts';
import { newId } from '../../functions/platform/ids.ts';
import type { Caller } from '../../functions/platform/permissions.ts';
import { makeActivityStore } from '../../functions/webhooks/activity-store.ts';
import { makeDeliveryStore } from '../../functions/webhooks/delivery-store.ts';
import { makeFetchFiles } from '../../functions/webhooks/fetch-files.ts';
import { makeFetchFile } from '../../functions/webhooks/fetching/fetch-file.ts';
import { makeWebhookStore } from '../../functions/webhooks/store.ts';
import { callerWith } from '../unit/platform/caller.ts';
import {
  defineActivityStoreSuite,
  defineDeliveryStoreSuite,
  defineWebhookStoreSuite,
} from '../unit/webhooks/store-suites.ts';
import { type FilesStage, openFilesStage } from './files-stage.ts';

let stage: FilesStage;
beforeAll(async () => {
  stage = await openFilesStage();
});
afterAll(() => stage.close());

defineWebhookStoreSuite(() => makeWebhookStore(stage.table), 'table');
defineActivityStoreSuite(() => makeActivityStore(stage.table));
defineDeliveryStoreSuite(() => makeDeliveryStore(stage.table));

describe('a stream that is imported', () => {
  const owner: Caller = callerWith({
    userId: 'id-of-ann',
    username: 'ann',
    roles: ['operator'],
    sessionId: 's',
  });
  async function* streamOf(...chunks: Uint8Array[]) {
    yield* chunks;
  }
  const open = () => ({
    importStream: openImportStream(stage.table, stage.s3, stage.bucket),
    find: makeFindOwnReadyFiles(stage.table, stage.bucket),
  });

  test('is a ready file of its owner, with its very bytes', async () => {
    const { importStream, find } = open();
    const id = newId('file', Date.now());
    const chunks = [Buffer.from('北京'), Buffer.alloc(300_000, 7), Buffer.from('end')];
    await importStream(owner, { id, name: '月报.csv', bytes: streamOf(...chunks) });
    const [file] = await find(owner, [id]);
    const whole = Buffer.concat(chunks);
    const sha256 = createHash('sha256').update(whole).digest('hex');
    expect(file).toMatchObject({ id, name: '月报.csv', size: whole.length, sha256 });
    const { Body } = await stage.s3.send(
      new GetObjectCommand({ Bucket: file?.bucket, Key: file?.key, VersionId: file?.version_id }),
    );
    expect(Buffer.from((await Body?.transformToByteArray()) ?? [])).toEqual(whole);
    expect(await find({ ...owner, userId: 'somebody else' }, [id])).toEqual([]);
  });

  test('is one file however often and by however many it is imported', async () => {
    const { importStream, find } = open();
    const id = newId('file', Date.now());
    const bytes = () => streamOf(Buffer.from('the same'));
    await Promise.all(
      Array.from({ length: 4 }, () => importStream(owner, { id, name: 'a.csv', bytes: bytes() })),
    );
    const first = await find(owner, [id]);
    await importStream(owner, { id, name: 'a.csv', bytes: streamOf(Buffer.from('something else')) });
    expect(await find(owner, [id])).toEqual(first);
    expect(first[0]?.size).toBe(8);
  });

  test('that breaks off leaves no file', async () => {
    const { importStream, find } = open();
    const id = newId('file', Date.now());
    async function* broken() {
      yield Buffer.from('half');
      throw new Error('broken off');
    }
    await expect(importStream(owner, { id, name: 'a.csv', bytes: broken() })).rejects.toThrow('broken off');
    expect(await find(owner, [id])).toEqual([]);
    await importStream(owner, { id, name: 'a.csv', bytes: streamOf(Buffer.from('whole')) });
    expect((await find(owner, [id]))[0]?.size).toBe(5);
  });
});

test('files of a delivery come from their host into the bucket; another attempt goes on with what is there', async () => {
  const owner: Caller = callerWith({
    userId: 'id-of-fay',
    username: 'fay',
    roles: ['operator'],
    sessionId: 's',
  });
  const asked: string[] = [];
  let broken = true;
  const server = createServer((request, response) => {
    asked.push(request.url ?? '');
    if (request.url === '/b.csv' && broken) response.writeHead(503).end();
    else response.end(`content of ${request.url}`);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const host = `http://files.example.com:${port}`;
  const files = ['a', 'b'].map((name, index) => ({
    parameter: 'books',
    field: `/books/${index}`,
    url: `${host}/${name}.csv`,
    id: newId('file', Date.now()),
  }));
  const find = makeFindOwnReadyFiles(stage.table, stage.bucket);
  const fetchFiles = makeFetchFiles({
    fetchFile: makeFetchFile({
      resolve: async () => [{ address: '127.0.0.1', family: 4 }],
      isPublic: (address) => address === '127.0.0.1', // in this test alone
    }),
    findOwnReadyFiles: find,
    importStream: openImportStream(stage.table, stage.s3, stage.bucket),
    limitMs: 20_000,
  });
  const work = {
    owner: { username: 'fay', userId: 'id-of-fay' },
    script: 'x',
    script_version: null,
    parameters: {},
    files,
    allowed_hosts: [host],
  };
  const ids = files.map(({ id }) => id);
  await expect(fetchFiles(owner, work)).rejects.toThrow('/books/1: ');
  expect((await find(owner, ids)).map(({ name }) => name)).toEqual(['a.csv']);
  broken = false;
  await fetchFiles(owner, work);
  await fetchFiles(owner, work);
  expect(asked).toEqual(['/a.csv', '/b.csv', '/b.csv']);
  expect((await find(owner, ids)).map(({ name, size }) => [name, size])).toEqual([
    ['a.csv', 'content of /a.csv'.length],
    ['b.csv', 'content of /b.csv'.length],
  ]);
  server.close();
});

test('rows that have had their time go by themselves', async () => {
  const { Items = [] } = await stage.table.client.send(new ScanCommand({ TableName: stage.table.name }));
  const kinds = ['webhook_delivery', 'webhook_bucket', 'webhook_delivery_claim'];
  const passing = Items.filter(({ __edb_e__ }) => kinds.includes(String(__edb_e__)));
  expect(passing.length).toBeGreaterThan(5);
  for (const { expires_at } of passing) expect(expires_at).toBeTypeOf('number');
});
