import type { S3Client } from '@aws-sdk/client-s3';
import { once } from '../platform/once.ts';
import type { Table } from '../platform/table.ts';
import type { Thing } from '../platform/thing.ts';
import { thingOfFile } from './file.ts';
import { type FindOwnReadyFiles, makeFindOwnReadyFiles as make } from './find-own-ready-files.ts';
import { type ImportObject, makeImportObject } from './import-object.ts';
import { type ImportStream, makeImportStream, makePutFile } from './import-stream.ts';
import { makeObjectStore } from './object-store.ts';
import { makeRemove } from './remove-file.ts';
import { makeFileStore } from './store.ts';

/** What the other domains may use of files. */
export { checkReady, makeFileEntity } from './entity.ts';
export type { FindOwnReadyFiles, ReadyFile } from './find-own-ready-files.ts';
export type { ImportObject } from './import-object.ts';
export type { ImportStream } from './import-stream.ts';

export const makeFindOwnReadyFiles = (table: Table, filesBucket: string): FindOwnReadyFiles =>
  make({ store: makeFileStore(table), bucket: filesBucket });

/** Takes in files that the platform fetches itself. The function needs the table, and `s3:PutObject` on `files/*`. */
export const openImportStream = (table: Table, s3: S3Client, filesBucket: string): ImportStream =>
  makeImportStream({ store: makeFileStore(table), putFile: makePutFile(s3, filesBucket), now: Date.now });

/** Imports objects that are in the files bucket already; the function needs to read them and to write `files/*`. */
export const openImportObject = (table: Table, s3: S3Client, filesBucket: string): ImportObject =>
  makeImportObject({ store: makeFileStore(table), s3, bucket: filesBucket, now: Date.now });

/** Removes an input file that no run that is kept holds any more; one that is gone, or in use again, is left. */
export const makeRemoveFile = ({
  table,
  s3,
  bucket,
  isFileInUse,
}: {
  table: Table;
  s3: S3Client;
  bucket: string;
  isFileInUse: (id: string) => Promise<boolean>;
}): ((id: string) => Promise<void>) => {
  const store = makeFileStore(table);
  const remove = makeRemove({ store, objects: makeObjectStore(s3, s3, bucket), isFileInUse, now: Date.now });
  return async (id) => {
    const file = await store.find(id);
    if (file !== undefined) await remove(file);
  };
};

/** Finds a file as decisions know it. */
export const makeFindFileThing = (table: Table): ((id: string) => Promise<Thing | undefined>) => {
  const find = once(() => makeFileStore(table));
  return async (id) => {
    const found = await find().find(id);
    return found === undefined || found.status === 'deleting' ? undefined : thingOfFile(found);
  };
};

/** Finds a folder, `<owner’s user name>/<folder>`, as decisions know it: it is there as long as a file is in it. */
export const makeFindFolderThing = (
  table: Table,
  findUserId: (username: string) => Promise<string | undefined>,
): ((id: string) => Promise<Thing | undefined>) => {
  const files = once(() => makeFileStore(table));
  return async (id) => {
    const at = id.indexOf('/');
    const [owner, folder] = [id.slice(0, at), id.slice(at + 1)];
    if (at < 1 || folder === '') return undefined;
    const { rows } = await files().list({ by: 'folder', owner, folder }, undefined, 1, Date.now());
    const ownerId = await findUserId(owner);
    if (ownerId === undefined || rows[0]?.ownerId !== ownerId) return undefined;
    return { type: 'folder', id, ownerId, department: null };
  };
};
