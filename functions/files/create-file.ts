import type { Operation } from '../platform/api.ts';
import { downloadType } from '../platform/attachment.ts';
import { audited } from '../platform/audit-context.ts';
import { conflict, tooLarge } from '../platform/errors.ts';
import { basePath } from '../platform/http-event.ts';
import { readIdempotencyKey } from '../platform/idempotency.ts';
import { newId } from '../platform/ids.ts';
import { created } from '../platform/request.ts';
import type { BodyOf, RouteOf } from '../platform/route.ts';
import { text } from '../platform/text.ts';
import type { filesRoutes } from './contract.ts';
import { type StoredFile, UNFINISHED_MS } from './file.ts';
import { MAX_FILE_BYTES, UPLOAD_URL_SECONDS } from './file-schema.ts';
import type { ObjectStore } from './object-store.ts';
import type { FileStore } from './store.ts';

type CreateFile = RouteOf<typeof filesRoutes, 'createFile'>;

export interface CreateDependencies {
  readonly store: FileStore;
  readonly objects: Pick<ObjectStore, 'signUpload'>;
  readonly now: () => number;
}

const checkSize = ({ size }: BodyOf<CreateFile>): void => {
  if (size <= MAX_FILE_BYTES) return;
  const megabytes = MAX_FILE_BYTES / 1_000_000;
  throw tooLarge(text(`a file may take ${megabytes} MB`, `单个文件不得超过 ${megabytes} MB`), [
    { field: 'size', message: text(`must be at most ${MAX_FILE_BYTES}`, `不得超过 ${MAX_FILE_BYTES}`) },
  ]);
};

/** Announces a file: its row, and a URL that takes exactly the announced bytes. A repeated request is signed anew. */
export const makeCreateFile = ({ store, objects, now }: CreateDependencies): Operation<CreateFile> => {
  const reply = async (file: StoredFile) => {
    const { url, headers } = await objects.signUpload(file);
    return created(
      {
        id: file.id,
        upload: { method: 'PUT', url, headers },
        expires_at: new Date(now() + UPLOAD_URL_SECONDS * 1000).toISOString(),
      },
      `${basePath}/files/${file.id}`,
    );
  };
  const replay = async (id: string) => {
    const file = await store.find(id);
    if (file === undefined || file.status === 'deleting')
      throw conflict(
        text(
          'the file that this Idempotency-Key made was deleted; use a new key',
          '此 Idempotency-Key 创建的文件已被删除，请换一个新的',
        ),
      );
    return reply(file);
  };

  return async ({ body, caller, request }) => {
    checkSize(body);
    const at = now();
    const key = readIdempotencyKey(request, 'createFile', caller.userId);
    const earlier = await store.findEarlier(key, at);
    if (earlier !== undefined) return replay(earlier);
    const file: StoredFile = {
      id: newId('file', at),
      name: body.name,
      size: body.size,
      sha256: body.sha256,
      contentType: body.content_type ?? downloadType(body.name),
      folder: body.folder,
      status: 'uploading',
      ownerId: caller.userId,
      owner: caller.username,
      department: caller.department,
      versionId: undefined,
      version: 1,
      createdAt: new Date(at).toISOString(),
      sweepAt: new Date(at + UNFINISHED_MS).toISOString(),
    };
    const claim = key === undefined ? undefined : { key, subject: file.id };
    const change = { resource: { type: 'file', id: file.id }, after: file };
    if (await audited(change, () => store.create(file, claim, at))) return reply(file);
    const meanwhile = await store.findEarlier(key, now());
    if (meanwhile !== undefined) return replay(meanwhile);
    throw conflict(text('the same request is under way; try again', '相同的请求正在处理，请重试'));
  };
};
