import type { Dirent } from 'node:fs';
import { lstat, readdir } from 'node:fs/promises';
import { join } from 'node:path';

/** A regular file in a drop folder's directory, and what tells that it is still being written. */
export interface FoundFile {
  /** Below the directory, with `/`. */
  readonly path: string;
  readonly size: number;
  /** Milliseconds since 1970. */
  readonly mtime: number;
  readonly inode: number;
}

/** Deeper folders are not looked into. */
const MAX_DEPTH = 8;

/** Names that programs give to what is not a finished file: hidden, of an open workbook, of a download under way. */
const isUnfinished = (name: string): boolean =>
  name.startsWith('.') || name.startsWith('~$') || /\.(?:part|partial|tmp|crdownload)$/i.test(name);

const statOf = async (place: string): Promise<Omit<FoundFile, 'path'> | undefined> => {
  try {
    const { size, mtimeMs, ino } = await lstat(place);
    return { size, mtime: mtimeMs, inode: ino };
  } catch {
    return undefined; // it was moved or removed since it was listed
  }
};

/** The regular files below a directory; links and what is not finished are left alone. */
export const findFiles = async (directory: string, below = '', depth = 0): Promise<readonly FoundFile[]> => {
  let entries: Dirent[];
  try {
    entries = await readdir(join(directory, below), { withFileTypes: true });
  } catch {
    return [];
  }
  const found: FoundFile[] = [];
  for (const entry of entries) {
    if (isUnfinished(entry.name)) continue;
    const path = below === '' ? entry.name : `${below}/${entry.name}`;
    if (entry.isDirectory() && depth < MAX_DEPTH)
      found.push(...(await findFiles(directory, path, depth + 1)));
    if (!entry.isFile()) continue;
    const facts = await statOf(join(directory, path));
    if (facts !== undefined) found.push({ path, ...facts });
  }
  return found;
};

export const sameState = (one: FoundFile, other: FoundFile | undefined): boolean =>
  one.size === other?.size && one.mtime === other.mtime && one.inode === other.inode;
