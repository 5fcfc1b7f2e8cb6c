import { decide } from '../platform/decide.ts';
import type { Caller } from '../platform/permissions.ts';
import { objectKey, thingOfFile } from './file.ts';
import type { FileStore } from './store.ts';

/** A file that a run may take as its input, and where its bytes are. */
export interface ReadyFile {
  readonly id: string;
  readonly name: string;
  /** Bytes. */
  readonly size: number;
  /** Hexadecimal. */
  readonly sha256: string;
  readonly bucket: string;
  readonly key: string;
  /** The version of the object that was compared when the upload was completed. */
  readonly version_id: string;
}

/**
 * Finds the files among `ids` that the caller may use: uploaded and checked, and the caller's to see. What is missing in the answer does not exist, is not ready, or is not the caller's to know
 * of: the same to the caller. Each file once, in the order of `ids`.
 */
export type FindOwnReadyFiles = (caller: Caller, ids: readonly string[]) => Promise<readonly ReadyFile[]>;

export const makeFindOwnReadyFiles =
  ({ store, bucket }: { store: Pick<FileStore, 'findAll'>; bucket: string }): FindOwnReadyFiles =>
  async (caller, ids) => {
    const found = await store.findAll(ids);
    const usable = await Promise.all(found.map((file) => decide(caller, 'files.read', thingOfFile(file))));
    const known = new Map(found.filter((_, place) => usable[place]).map((file) => [file.id, file]));
    return [...new Set(ids)].flatMap((id) => {
      const file = known.get(id);
      if (file === undefined || file.status !== 'ready' || file.versionId === undefined) return [];
      const { name, size, sha256, versionId } = file;
      return [{ id, name, size, sha256, bucket, key: objectKey(file), version_id: versionId }];
    });
  };
