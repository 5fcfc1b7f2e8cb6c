import { downloadZip } from 'client-zip';
import { saveBlob } from './save.ts';
import { bytesOf, type PreviewSource } from './source.ts';

/** Above this a zip is written straight to disk where the browser can, not put together in memory. Bytes. */
const LARGE = 200 * 1024 * 1024;

type SavePicker = (options: {
  suggestedName: string;
}) => Promise<{ createWritable: () => Promise<WritableStream<Uint8Array>> }>;

/** Downloads one file: the store names it as an attachment, the browser shows its progress. */
export const downloadOne = async (source: PreviewSource): Promise<void> => {
  const link = document.createElement('a');
  link.href = await source.url();
  link.download = source.name;
  link.rel = 'noopener';
  link.click();
};

/** Downloads several as one zip, made in the browser while the files stream in. `path` is each one's place in it. */
export const downloadAll = async (
  name: string,
  entries: readonly { readonly path: string; readonly source: PreviewSource }[],
  onProgress: (done: number) => void,
): Promise<void> => {
  const total = entries.reduce((sum, { source }) => sum + source.size, 0);
  const picker =
    'showSaveFilePicker' in window && total > LARGE ? (window.showSaveFilePicker as SavePicker) : undefined;
  const target = await picker?.({ suggestedName: name });
  const files = async function* () {
    for (const [done, { path, source }] of entries.entries()) {
      onProgress(done);
      yield { name: path, input: await bytesOf(source), size: source.size };
    }
    onProgress(entries.length);
  };
  const zip = downloadZip(files());
  if (target === undefined) return saveBlob(name, await zip.blob());
  await zip.body?.pipeTo(await target.createWritable());
};
