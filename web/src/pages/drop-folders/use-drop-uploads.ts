import { onBeforeUnmount, reactive } from 'vue';
import { api, dataOf } from '../../api/client.ts';
import { ApiFailure } from '../../api/failure.ts';
import { hashFile } from '../../upload/hash-file.ts';
import { makeLane } from '../../upload/lane.ts';
import { putFile } from '../../upload/put-file.ts';

/** One file on its way into a drop folder. */
export interface DropUpload {
  readonly key: number;
  readonly name: string;
  readonly size: number;
  state: 'waiting' | 'uploading' | 'done' | 'failed';
  /** 0 to 1. */
  progress: number;
  message: string | undefined;
}

/** Puts files into a drop folder from the browser: announced, then sent to the files bucket as any S3 client would. */
export const useDropUploads = (folderId: () => string) => {
  const uploads = reactive<DropUpload[]>([]);
  const lane = makeLane(3);
  const abort = new AbortController();
  onBeforeUnmount(() => abort.abort());
  let nextKey = 1;

  const send = async (upload: DropUpload, file: File): Promise<void> => {
    upload.state = 'uploading';
    const sha256 = await hashFile(file, (part) => (upload.progress = part / 4), abort.signal);
    const { upload: target } = await dataOf(
      api.POST('/drop-folders/{id}/uploads', {
        params: { path: { id: folderId() } },
        body: { name: file.name, size: file.size, sha256 },
        signal: abort.signal,
      }),
    );
    await putFile(file, target, (part) => (upload.progress = 0.25 + part * 0.75), abort.signal);
    upload.progress = 1;
    upload.state = 'done';
  };
  const add = (files: readonly File[]): void => {
    for (const file of files) {
      const upload: DropUpload = reactive({
        key: nextKey++,
        name: file.name,
        size: file.size,
        state: 'waiting',
        progress: 0,
        message: undefined,
      });
      uploads.push(upload);
      void lane(() => send(upload, file)).catch((error: unknown) => {
        if (abort.signal.aborted) return;
        upload.state = 'failed';
        upload.message =
          error instanceof ApiFailure
            ? [error.message, ...error.faults.map(({ message }) => message)].join(' ')
            : undefined;
      });
    }
  };
  return { uploads, add };
};
