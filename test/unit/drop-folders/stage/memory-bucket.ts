import { createHash } from 'node:crypto';
import type { DropObjects } from '../../../../functions/drop-folders/drop-objects.ts';
import type { ImportObject, ReadyFile } from '../../../../functions/files/index.ts';

interface Version {
  readonly id: string;
  readonly body: string;
  readonly writtenAt: string;
}

/** A versioned bucket in memory, and the import of its objects into files. */
export const makeMemoryBucket = (now: () => number) => {
  const objects = new Map<string, Version[]>();
  const files = new Map<string, ReadyFile & { readonly body: string }>();
  let counter = 0;
  const newest = (key: string): Version | undefined => objects.get(key)?.at(-1);

  const put = (key: string, body: string): string => {
    counter += 1;
    const version = { id: `v${counter}`, body, writtenAt: new Date(now()).toISOString() };
    objects.set(key, [...(objects.get(key) ?? []), version]);
    return version.id;
  };
  const store: DropObjects = {
    head: async (key) => {
      const version = newest(key);
      return version === undefined
        ? undefined
        : { versionId: version.id, size: version.body.length, writtenAt: version.writtenAt };
    },
    copy: async (key, versionId, to) => {
      const version = objects.get(key)?.find(({ id }) => id === versionId);
      if (version === undefined) return false;
      put(to, version.body);
      return true;
    },
    removeUpTo: async (key, versionId) => {
      const versions = objects.get(key) ?? [];
      const left = versions.slice(versions.findIndex(({ id }) => id === versionId) + 1);
      if (left.length === 0) objects.delete(key);
      else objects.set(key, left);
    },
    listKeys: async function* (name) {
      for (const key of objects.keys()) if (key.startsWith(`drop/${name}/`)) yield key;
    },
    signUpload: async (key) => ({ url: `https://bucket.example/${key}`, headers: {} }),
  };
  const importObject: ImportObject = async ({ id, name, key, versionId }) => {
    const made = files.get(id);
    if (made !== undefined) return made;
    const version = objects.get(key)?.find((each) => each.id === versionId);
    if (version === undefined) throw new Error(`${key} ${versionId} is gone`);
    const sha256 = createHash('sha256').update(version.body).digest('hex');
    const file = {
      id,
      name,
      size: version.body.length,
      sha256,
      bucket: 'files',
      key: `files/${id}`,
      version_id: '1',
      body: version.body,
    };
    files.set(id, file);
    return file;
  };
  return { put, store, importObject, files, keys: () => [...objects.keys()].sort() };
};
