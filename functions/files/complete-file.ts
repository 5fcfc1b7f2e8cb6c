import type { Operation } from '../platform/api.ts';
import { audited } from '../platform/audit-context.ts';
import { conflict, type FieldError, notFound } from '../platform/errors.ts';
import { ok } from '../platform/request.ts';
import type { RouteOf } from '../platform/route.ts';
import { text } from '../platform/text.ts';
import type { filesRoutes } from './contract.ts';
import type { StoredFile } from './file.ts';
import { findOwn } from './find-file.ts';
import type { ObjectStore, StoredObject } from './object-store.ts';
import type { FileStore } from './store.ts';
import { viewFile } from './views.ts';

/** How the stored bytes differ from the announced ones; nothing if they do not. */
export const differences = (file: StoredFile, stored: StoredObject): FieldError[] => {
  const faults: FieldError[] = [];
  if (stored.size !== file.size)
    faults.push({
      field: 'size',
      message: text(
        `${stored.size} bytes arrived, ${file.size} were announced`,
        `收到 ${stored.size} 字节，声明为 ${file.size} 字节`,
      ),
      details: { expected: file.size, actual: stored.size },
    });
  if (stored.sha256 !== file.sha256)
    faults.push({
      field: 'sha256',
      message: text('the bytes that arrived have another SHA-256', '收到的内容的 SHA-256 与声明不符'),
      details: { expected: file.sha256, actual: stored.sha256 ?? null },
    });
  return faults;
};

/**
 * Makes an uploaded file ready: its bytes are compared with what was announced, and their version is pinned, so that
 * nothing uploaded later is ever taken for it. Twice is once.
 */
export const makeCompleteFile =
  ({
    store,
    objects,
  }: {
    store: FileStore;
    objects: Pick<ObjectStore, 'head'>;
  }): Operation<RouteOf<typeof filesRoutes, 'completeFile'>> =>
  async ({ params, caller }) => {
    const file = await findOwn(store, params.id, caller);
    if (file.status === 'ready') return ok(viewFile(file));
    const stored = await objects.head(file);
    if (stored === undefined)
      throw conflict(text('no bytes have arrived yet; upload them first', '尚未收到文件内容，请先上传'), [
        { field: 'upload', message: text('has not arrived', '尚未收到') },
      ]);
    const faults = differences(file, stored);
    if (faults.length > 0)
      throw conflict(
        text(
          'what arrived is not what was announced; announce the file again',
          '收到的内容与声明不符，请重新声明并上传',
        ),
        faults,
      );
    if (stored.versionId === undefined) throw new Error('the files bucket keeps no versions');
    const ready: StoredFile = { ...file, status: 'ready', versionId: stored.versionId, sweepAt: undefined };
    const change = { resource: { type: 'file', id: file.id }, before: file, after: ready };
    if (await audited(change, () => store.move(ready, 'uploading'))) return ok(viewFile(ready));
    const meanwhile = await store.find(file.id);
    if (meanwhile?.status !== 'ready') throw notFound();
    return ok(viewFile(meanwhile));
  };
