import type { FindOwnReadyFiles, ImportStream } from '../files/index.ts';
import { text } from '../platform/text.ts';
import type { FetchFile } from './fetching/fetch-file.ts';
import { FetchFailed, FetchRefused } from './fetching/fetch-refused.ts';
import type { FinishDependencies } from './finish-delivery.ts';

export interface FetchFilesDependencies {
  readonly fetchFile: FetchFile;
  readonly findOwnReadyFiles: FindOwnReadyFiles;
  readonly importStream: ImportStream;
  /** What one attempt may take for all its files, in milliseconds. */
  readonly limitMs: number;
}

/** Says which file of the payload it was; the address itself may hold a key and is not repeated. */
const naming = (thrown: unknown, field: string): unknown => {
  if (thrown instanceof FetchRefused)
    return new FetchRefused(text(`${field}: ${thrown.text.en}`, `${field}：${thrown.text['zh-CN']}`));
  if (thrown instanceof FetchFailed)
    return new FetchFailed(`${field}: ${thrown.message}`, { cause: thrown.cause });
  return thrown;
};

/** Fetches a delivery's files, one after the other; those that an earlier attempt brought are there already. */
export const makeFetchFiles =
  ({
    fetchFile,
    findOwnReadyFiles,
    importStream,
    limitMs,
  }: FetchFilesDependencies): FinishDependencies['fetchFiles'] =>
  async (owner, { files, allowed_hosts }) => {
    if (files.length === 0) return;
    const signal = AbortSignal.timeout(limitMs);
    const there = new Set(
      (
        await findOwnReadyFiles(
          owner,
          files.map(({ id }) => id),
        )
      ).map(({ id }) => id),
    );
    for (const { id, url, field } of files) {
      if (there.has(id)) continue;
      try {
        await importStream(owner, { id, ...(await fetchFile(url, allowed_hosts, signal)) });
      } catch (thrown) {
        throw naming(thrown, field);
      }
    }
  };
