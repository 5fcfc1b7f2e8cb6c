import { createHash } from 'node:crypto';

/** Keys of drop folders in the files bucket. */
export const dropPrefix = (name: string): string => `drop/${name}/`;

export const dropKey = (name: string, path: string): string => `${dropPrefix(name)}${path}`;

/** S3's limit of a key, in bytes of UTF-8. */
export const MAX_KEY_BYTES = 1024;

/** Where a stray is kept apart; its own path only as far as a key has room for it. */
export const quarantineKey = (name: string, strayId: string, path: string): string => {
  const key = `drop-quarantine/${name}/${strayId}/${path}`;
  return Buffer.byteLength(key) <= MAX_KEY_BYTES ? key : `drop-quarantine/${name}/${strayId}/file`;
};

/** Which drop folder an object is in, and where; undefined for a folder's own marker and everything else. */
export const parseDropKey = (key: string): { name: string; path: string } | undefined => {
  const [, name, path] = /^drop\/([a-z0-9-]{1,63})\/(.*[^/])$/s.exec(key) ?? [];
  return name === undefined || path === undefined ? undefined : { name, path };
};

/** A path's last part: the name that the file gets. */
export const nameOfPath = (path: string): string => path.slice(path.lastIndexOf('/') + 1);

const digest = (parts: unknown): string => createHash('sha256').update(JSON.stringify(parts)).digest('hex');

/** One version of one object is one arrival, however often it is told. */
export const arrivalId = (bucket: string, key: string, versionId: string): string =>
  digest([bucket, key, versionId]);

const sorted = (key: Readonly<Record<string, string>>): [string, string][] =>
  Object.entries(key).sort(([one], [other]) => (one < other ? -1 : 1));

/** What tells a set from the other open ones of its folder. */
export const keyHash = (key: Readonly<Record<string, string>>): string => digest(sorted(key));

/** The content of a set: the same files for the same parameters under the same key, whatever their names. */
export const contentHash = (
  key: Readonly<Record<string, string>>,
  files: readonly { readonly parameter: string; readonly sha256: string }[],
): string => digest([sorted(key), files.map(({ parameter, sha256 }) => `${parameter} ${sha256}`).sort()]);
