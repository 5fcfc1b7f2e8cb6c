import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { type DropFates, dropKey, MAX_KEY_BYTES } from '../../functions/drop-folders/index.ts';
import { type FoundFile, findFiles, sameState } from './find-files.ts';
import type { SendFile } from './send-file.ts';
import { makeSpool, type Spool, type SpooledFile, timeOfId } from './spool.ts';

/** How long a file must stay as it is before it counts as complete, in milliseconds. */
export const STABLE_MS = 1000;
/** A file whose fate nobody knows by then was taken by nobody's watching: its copy stays where it is. */
const WAITING_MS = 10 * 60 * 1000;

export interface WatchDependencies {
  readonly directory: string;
  readonly fates: DropFates;
  readonly sendFile: SendFile;
  readonly now: () => number;
  readonly say: (line: string) => void;
}

interface Folder {
  readonly id: string;
  readonly name: string;
  readonly spool: Spool;
  /** What was seen, and since when it has been so. */
  readonly seen: Map<string, { readonly file: FoundFile; readonly since: number }>;
}

interface Waiting {
  readonly folder: Folder;
  readonly file: SpooledFile;
  readonly versionId: string;
}

/**
 * Watches the directories of drop folders: one is made for each folder; a file that has been still for a second becomes
 * the object of its path, and is then kept below `.done`, or below `.quarantine` with the reason.
 */
export const makeWatch = ({ directory, fates, sendFile, now, say }: WatchDependencies) => {
  const folders = new Map<string, Folder>();
  const waiting = new Map<string, Waiting>();

  const trySend = async (folder: Folder, file: SpooledFile, again: boolean): Promise<void> => {
    if (Buffer.byteLength(dropKey(folder.name, file.path)) > MAX_KEY_BYTES) {
      await folder.spool.finish(file.id);
      await folder.spool.putAside(file.id, 'file', 'the path is too long\n路径过长\n');
      return;
    }
    const versionId = await sendFile(folder, file, again);
    await folder.spool.finish(file.id);
    if (versionId !== undefined) waiting.set(file.id, { folder, file, versionId });
    say(`${folder.name}: ${file.path} ${versionId === undefined ? 'had been sent' : 'was sent'}`);
  };

  /** What fails is said, keeps no other file waiting, and is tried again in the next round. */
  const send = async (folder: Folder, file: SpooledFile, again: boolean): Promise<void> => {
    try {
      await trySend(folder, file, again);
    } catch (error) {
      say(
        `${folder.name}: ${file.path} was not sent: ${error instanceof Error ? error.message : String(error)}`,
      );
    }
  };

  /** Follows the list of drop folders: new ones get a directory; what could not be sent before is sent. */
  const follow = async (): Promise<void> => {
    const listed = await fates.listFolders();
    const ids = new Set(listed.map(({ id }) => id));
    for (const id of folders.keys()) if (!ids.has(id)) folders.delete(id);
    for (const { id, name } of listed) {
      if (folders.has(id)) continue;
      await mkdir(join(directory, name), { recursive: true, mode: 0o700 });
      const spool = makeSpool(join(directory, name), now);
      await spool.forgetOld(now());
      folders.set(id, { id, name, spool, seen: new Map() });
    }
    for (const folder of folders.values())
      for (const file of await folder.spool.listSending()) await send(folder, file, true);
  };

  const look = async (folder: Folder): Promise<void> => {
    const found = await findFiles(join(directory, folder.name));
    const paths = new Set(found.map(({ path }) => path));
    for (const path of folder.seen.keys()) if (!paths.has(path)) folder.seen.delete(path);
    for (const file of found) {
      const before = folder.seen.get(file.path);
      if (before === undefined || !sameState(file, before.file)) {
        folder.seen.set(file.path, { file, since: now() });
        continue;
      }
      if (now() - before.since < STABLE_MS) continue;
      folder.seen.delete(file.path);
      await send(folder, await folder.spool.takeOut(file), false);
    }
  };

  const learn = async (): Promise<void> => {
    for (const [id, { folder, file, versionId }] of waiting) {
      const fate = await fates.fateOf(folder.name, file.path, versionId);
      if (typeof fate === 'object') await folder.spool.putAside(id, file.path, fate.stray);
      const late = fate === 'pending' && now() - timeOfId(id) > WAITING_MS;
      if (fate !== 'pending' || late) waiting.delete(id);
    }
  };

  /** One round; what fails is said and done in the next. `following`: whether the list of folders is read anew. */
  return async (following: boolean): Promise<void> => {
    if (following) await follow();
    for (const folder of folders.values()) await look(folder);
    await learn();
  };
};
