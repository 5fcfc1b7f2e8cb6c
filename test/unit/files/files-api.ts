import { makeCompleteFile } from '../../../functions/files/complete-file.ts';
import { filesRoutes } from '../../../functions/files/contract.ts';
import { makeCreateFile } from '../../../functions/files/create-file.ts';
import { makeDeleteFile } from '../../../functions/files/delete-file.ts';
import { makeListFiles } from '../../../functions/files/list-files.ts';
import { makeListFolders } from '../../../functions/files/list-folders.ts';
import type { ObjectStore } from '../../../functions/files/object-store.ts';
import { makeReadPreview } from '../../../functions/files/preview.ts';
import { makePreviewFile } from '../../../functions/files/preview-file.ts';
import { makeShowFile } from '../../../functions/files/show-file.ts';
import type { FileStore } from '../../../functions/files/store.ts';
import { makeUpdateFile } from '../../../functions/files/update-file.ts';
import { makeApi } from '../../../functions/platform/api.ts';
import { makeCursors } from '../../../functions/platform/cursor.ts';
import type { InvokeFunction } from '../../../functions/platform/function-failed.ts';
import { makeLog } from '../../../functions/platform/log.ts';
import type { ColumnMask } from '../../../functions/platform/mask-schema.ts';
import type { MaskDownload } from '../../../functions/platform/masked-copy.ts';
import type { Role } from '../../../functions/platform/permissions.ts';
import { authenticateBearer, bearer } from '../platform/bearer-caller.ts';
import { type Answer, type EventOptions, httpEvent, send } from '../platform/http-events.ts';
import { withMasks } from '../platform/masked-caller.ts';
import { inMemoryFiles, inMemoryObjects } from './in-memory.ts';

export interface FilesStage {
  readonly store?: FileStore;
  readonly objects?: ObjectStore;
  /** Answers in the place of the function PreviewFile. */
  readonly invoke?: InvokeFunction;
  /** What is hidden from everybody but administrators. */
  readonly masks?: readonly ColumnMask[];
  readonly maskDownload?: MaskDownload;
  readonly isFileInUse?: (id: string) => Promise<boolean>;
}

/** The files API over any stores (in memory by default), with a clock that moves a millisecond a look. */
export const filesApi = (stage: FilesStage = {}) => {
  const memory = inMemoryObjects();
  const store = stage.store ?? inMemoryFiles();
  const objects = stage.objects ?? memory.objects;
  const invoke = stage.invoke ?? (() => Promise.reject(new Error('no preview here')));
  const maskDownload = stage.maskDownload ?? (async () => undefined);
  const isFileInUse = stage.isFileInUse ?? (async () => false);
  const clock = { at: Date.parse('2026-11-22T00:00:00Z') };
  const now = () => clock.at++;
  const lines: string[] = [];
  const cursors = makeCursors(async () => 'a secret');
  const handler = makeApi(
    filesRoutes,
    {
      createFile: makeCreateFile({ store, objects, now }),
      completeFile: makeCompleteFile({ store, objects }),
      listFiles: makeListFiles({ store, cursors, now }),
      listFolders: makeListFolders({ store, now }),
      showFile: makeShowFile({ store, objects, maskDownload }),
      previewFile: makePreviewFile({ store, objects, readPreview: makeReadPreview(invoke, 'PreviewFile') }),
      updateFile: makeUpdateFile({ store }),
      deleteFile: makeDeleteFile({ store, objects, isFileInUse, now }),
    },
    {
      authenticate: async (request) => {
        const caller = await authenticateBearer(request);
        return stage.masks === undefined ? caller : withMasks(caller, stage.masks);
      },
      defaultLanguage: 'en',
      now,
      log: makeLog('files', (line) => lines.push(line)),
    },
  );
  const as =
    (username: string, ...held: readonly Role[]) =>
    async (method: string, path: string, options: EventOptions = {}): Promise<Answer> => {
      const [plain = '', query = ''] = path.split('?');
      const headers = { ...bearer(username, ...held), ...options.headers };
      const answer = await send(handler, httpEvent(method, plain, { query, ...options, headers }));
      const unfit = lines.find((line) => line.includes('does not fit its schema'));
      if (unfit !== undefined) throw new Error(unfit);
      return answer;
    };
  return { handler, as, clerk: as('ann', 'operator'), clock, lines, store, ...memory, objects };
};

export type FilesApi = ReturnType<typeof filesApi>;
export type Call = ReturnType<FilesApi['as']>;

/** An announcement of three bytes. */
export const announced = (name: string, more: Record<string, unknown> = {}) => ({
  body: { name, size: 3, sha256: 'a'.repeat(64), ...more },
});

/** Announces, uploads and completes a file; gives its id. */
export const readyFile = async (
  api: FilesApi,
  call: Call,
  name: string,
  more: Record<string, unknown> = {},
): Promise<string> => {
  const { id } = (await call('POST', '/files', announced(name, more))).body.data;
  api.arrive(id);
  const { status } = await call('POST', `/files/${id}/complete`);
  if (status !== 200) throw new Error(`not completed: ${status}`);
  return id;
};
