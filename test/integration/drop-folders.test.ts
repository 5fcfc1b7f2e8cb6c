/** Drop folders over the emulator’s table and bucket: the stores’ suite, objects and their versions, the import of files. */
import { createHash } from 'node:crypto';
import { GetObjectCommand, ListObjectVersionsCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { makeDropObjects } from '../../functions/drop-folders/drop-objects.ts';
import { makeFolderStore } from '../../functions/drop-folders/folder-store.ts';
import { makeSetStore } from '../../functions/drop-folders/set-store.ts';
import { makeStrayStore } from '../../functions/drop-folders/stray-store.ts';
import { MAX_FILE_BYTES } from '../../functions/files/file-schema.ts';
import { openImportObject } from '../../functions/files/index.ts';
import { makeFileStore } from '../../functions/files/store.ts';
import { newId } from '../../functions/platform/ids.ts';
import { defineStoreSuite } from '../unit/drop-folders/stage/store-suite.ts';
import { type FilesStage, openFilesStage } from './files-stage.ts';

let stage: FilesStage;
beforeAll(async () => {
  stage = await openFilesStage();
});
afterAll(() => stage.close());

defineStoreSuite(() => ({
  folders: makeFolderStore(stage.table),
  sets: makeSetStore(stage.table),
  strays: makeStrayStore(stage.table),
}));

const put = async (key: string, body: string): Promise<string> => {
  const { VersionId } = await stage.s3.send(
    new PutObjectCommand({ Bucket: stage.bucket, Key: key, Body: body }),
  );
  return VersionId ?? '';
};
const versionsOf = async (key: string): Promise<string[]> => {
  const { Versions = [] } = await stage.s3.send(
    new ListObjectVersionsCommand({ Bucket: stage.bucket, Prefix: key }),
  );
  return Versions.filter(({ Key }) => Key === key).flatMap(({ VersionId }) => VersionId ?? []);
};
const objects = () => makeDropObjects(stage.s3, stage.s3, stage.bucket);

describe('objects of drop folders', () => {
  const key = `drop/objects/北京 a+b %20 'x' "y" 😀.csv`;

  test('are told by their current version', async () => {
    expect(await objects().head(key)).toBeUndefined();
    await put(key, '1');
    const newest = await put(key, '22');
    expect(await objects().head(key)).toMatchObject({ versionId: newest, size: 2 });
  });

  test('are removed with what is older than the given version, and nothing newer', async () => {
    const [first, second, third] = [await put(key, 'a'), await put(key, 'b'), await put(key, 'c')];
    await objects().removeUpTo(key, second);
    expect(await versionsOf(key)).toEqual([third]);
    await objects().removeUpTo(key, first); // it is gone already: nothing is done
    await objects().removeUpTo(key, third);
    expect(await objects().head(key)).toBeUndefined();
    expect(await versionsOf(key)).toEqual([]);
  });

  test('are copied by version, whatever their names', async () => {
    const first = await put(key, 'first');
    await put(key, 'second');
    const copy = `drop-quarantine/objects/stray_1/${key}`;
    expect(await objects().copy(key, first, copy)).toBe(true);
    const { Body } = await stage.s3.send(new GetObjectCommand({ Bucket: stage.bucket, Key: copy }));
    expect(await Body?.transformToString()).toBe('first');
    expect(await objects().copy(key, 'ffffffffffffffffffffffffffffffff', copy)).toBe(false);
  });

  test('are listed below their folder alone', async () => {
    await put('drop/listed/a', '1');
    await put('drop/listed/b/c', '1');
    await put('drop/listed-2/a', '1');
    const keys: string[] = [];
    for await (const each of objects().listKeys('listed')) keys.push(each);
    expect(keys.sort()).toEqual(['drop/listed/a', 'drop/listed/b/c']);
  });

  test('are taken by a signed URL with exactly the announced bytes', async () => {
    const sha256 = createHash('sha256').update('abc').digest('hex');
    const { url, headers } = await objects().signUpload(key, 3, sha256);
    const send = (body: string) => fetch(url, { method: 'PUT', headers, body }).then(({ status }) => status);
    expect(await send('abd')).toBe(400);
    expect(await send('abc')).toBe(200);
  });
});

describe('the import of an object', () => {
  const imported = (key: string, versionId: string, id = newId('file', Date.now()), name = '北京 bank.csv') =>
    openImportObject(
      stage.table,
      stage.s3,
      stage.bucket,
    )({
      id,
      ownerId: 'u-1',
      owner: 'wang',
      department: null,
      name,
      folder: 'drop/month-end',
      key,
      versionId,
    });

  test('makes a file of the given version, with its checksum, pinned; twice is once', async () => {
    const first = await put('drop/month-end/bank.csv', 'first');
    await put('drop/month-end/bank.csv', 'second');
    const id = newId('file', Date.now());
    const file = await imported('drop/month-end/bank.csv', first, id);
    expect(file).toMatchObject({
      id,
      name: '北京 bank.csv',
      size: 5,
      sha256: createHash('sha256').update('first').digest('hex'),
      key: `files/u-1/${id}`,
    });
    expect(await makeFileStore(stage.table).find(id)).toMatchObject({
      status: 'ready',
      contentType: 'text/csv; charset=utf-8',
      folder: 'drop/month-end',
      versionId: file.version_id,
      sweepAt: undefined,
    });
    const { Body } = await stage.s3.send(
      new GetObjectCommand({ Bucket: stage.bucket, Key: file.key, VersionId: file.version_id }),
    );
    expect(await Body?.transformToString()).toBe('first');
    expect(await imported('drop/month-end/bank.csv', first, id)).toEqual(file);
    expect(await versionsOf(file.key)).toEqual([file.version_id]);
  });

  test('by twenty at once makes one file', async () => {
    const version = await put('drop/month-end/twenty.csv', 'x');
    const id = newId('file', Date.now());
    const files = await Promise.all(
      Array.from({ length: 20 }, () => imported('drop/month-end/twenty.csv', version, id)),
    );
    expect(new Set(files.map(({ version_id }) => version_id)).size).toBe(1);
  });

  test('refuses what is gone, too large, or has a name that no file may have', async () => {
    const version = await put('drop/month-end/a.csv', 'x');
    await expect(imported('drop/month-end/none.csv', version)).rejects.toMatchObject({ code: 40901 });
    await expect(imported('drop/month-end/a.csv', version, undefined, 'a\u0007b')).rejects.toMatchObject({
      code: 40901,
    });
    const large = await stage.s3.send(
      new PutObjectCommand({
        Bucket: stage.bucket,
        Key: 'drop/month-end/large.csv',
        Body: Buffer.alloc(MAX_FILE_BYTES + 1),
      }),
    );
    await expect(imported('drop/month-end/large.csv', large.VersionId ?? '')).rejects.toMatchObject({
      code: 41301,
    });
  });
});
