import { computed, reactive } from 'vue';
import { api, dataOf, newKey } from '../api/client.ts';
import { ApiFailure } from '../api/failure.ts';
import type { FileState } from '../form/form-values.ts';
import { type FileFault, type FileRules, fileFault } from './file-rules.ts';
import { hashFile } from './hash-file.ts';
import { makeLane } from './lane.ts';
import { putFile } from './put-file.ts';

export type UploadState = 'waiting' | 'hashing' | 'uploading' | 'checking' | 'ready' | 'failed' | 'refused';

/** One chosen file on its way, or one already stored. */
export interface Upload {
  readonly key: number;
  readonly name: string;
  readonly size: number;
  state: UploadState;
  /** 0 to 1 within the present state. */
  progress: number;
  id: string | undefined;
  /** The API's own words, or undefined when the connection failed. */
  message: string | undefined;
  fault: FileFault | undefined;
}

/** A stored file that a form takes as it is. */
export interface KnownFile {
  readonly id: string;
  readonly name: string;
  readonly size: number;
}

// One lane for the whole console: three at a time keep a slow line busy without choking it.
const lane = makeLane(3);
let nextKey = 1;

/** The uploads of one file parameter, or of the files page. `folder` is where new files go. */
export const useUploads = (folder: () => string | undefined = () => undefined) => {
  const uploads = reactive<Upload[]>([]);
  const sources = new Map<number, { file: File; abort: AbortController }>();

  const send = async (upload: Upload, file: File, signal: AbortSignal): Promise<void> => {
    upload.state = 'hashing';
    const sha256 = await hashFile(file, (part) => (upload.progress = part), signal);
    const where = folder();
    const announced = await dataOf(
      api.POST('/files', {
        body: {
          name: file.name,
          size: file.size,
          sha256,
          ...(/^[\w.+-]+\/[\w.+-]+$/.test(file.type) ? { content_type: file.type } : {}),
          ...(where === undefined || where === '' ? {} : { folder: where }),
        },
        headers: newKey(),
        signal,
      }),
    );
    upload.state = 'uploading';
    upload.progress = 0;
    await putFile(file, announced.upload, (part) => (upload.progress = part), signal);
    upload.state = 'checking';
    await dataOf(api.POST('/files/{id}/complete', { params: { path: { id: announced.id } }, signal }));
    upload.id = announced.id;
    upload.state = 'ready';
  };

  const start = async (upload: Upload): Promise<void> => {
    const source = sources.get(upload.key);
    if (source === undefined) return;
    Object.assign(upload, { state: 'waiting', progress: 0, message: undefined });
    try {
      await lane(() => send(upload, source.file, source.abort.signal));
    } catch (error) {
      if (source.abort.signal.aborted) return;
      upload.state = 'failed';
      upload.message =
        error instanceof ApiFailure && error.message !== ''
          ? [error.message, ...error.faults.map((one) => one.message)].join(' ')
          : undefined;
    }
  };

  const entry = (name: string, size: number, state: UploadState): Upload =>
    reactive({
      key: nextKey++,
      name,
      size,
      state,
      progress: 0,
      id: undefined,
      message: undefined,
      fault: undefined,
    });

  /** Takes chosen or dropped files and starts sending those that fit the rules; the others say why not. */
  const add = (files: readonly File[], rules: FileRules): void => {
    for (const file of files) {
      const fault = fileFault(file.name, file.size, rules);
      const upload = entry(file.name, file.size, fault === undefined ? 'waiting' : 'refused');
      upload.fault = fault;
      uploads.push(upload);
      if (fault !== undefined) continue;
      sources.set(upload.key, { file, abort: new AbortController() });
      void start(upload);
    }
  };

  /** Takes files that are stored already: chosen from the list, or of an earlier run. */
  const addKnown = (files: readonly KnownFile[]): void => {
    for (const { id, name, size } of files) {
      if (uploads.some((upload) => upload.id === id)) continue;
      const upload = entry(name, size, 'ready');
      upload.id = id;
      uploads.push(upload);
    }
  };

  const remove = (upload: Upload): void => {
    sources.get(upload.key)?.abort.abort();
    sources.delete(upload.key);
    const at = uploads.findIndex(({ key }) => key === upload.key);
    if (at >= 0) uploads.splice(at, 1);
  };

  const clear = (): void => {
    for (const upload of [...uploads]) remove(upload);
  };

  const state = computed<FileState>(() => ({
    ids: uploads.flatMap(({ id, state: at }) => (at === 'ready' && id !== undefined ? [id] : [])),
    pending: uploads.filter(({ state: at }) => ['waiting', 'hashing', 'uploading', 'checking'].includes(at))
      .length,
    failed: uploads.filter(({ state: at }) => at === 'failed' || at === 'refused').length,
  }));

  return { uploads, add, addKnown, remove, retry: start, clear, state };
};
export type Uploads = ReturnType<typeof useUploads>;
