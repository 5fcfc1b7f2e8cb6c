import { randomBytes } from 'node:crypto';
import { mkdir, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { type FoundFile, findFiles } from './find-files.ts';

/** A file that was taken out of its directory: it lies alone below `<stage>/<id>/`. */
export interface SpooledFile extends FoundFile {
  readonly id: string;
  /** Where its bytes are. */
  readonly place: string;
}

const STAGES = { sending: '.sending', done: '.done', quarantine: '.quarantine' } as const;

/** Copies of what was sent stay this long, in milliseconds: a week. */
const KEPT_MS = 7 * 24 * 60 * 60 * 1000;

/** `20261124T235001123Z-4f2a91`: when it was taken out, and something that makes it the only one. */
const newId = (now: number): string =>
  `${new Date(now).toISOString().replace(/[-:.]/g, '')}-${randomBytes(3).toString('hex')}`;

/** When a file was taken out, in milliseconds since 1970. */
export const timeOfId = (id: string): number => {
  const [, ...parts] = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)(\d{3})Z-/.exec(id) ?? [];
  const [year = 0, month = 1, ...rest] = parts.map(Number);
  return Date.UTC(year, month - 1, ...(rest as [number, number, number, number, number]));
};

/**
 * The stages of files in one directory. Each step is one rename, so that a file is in one place at any time, whenever
 * the process ends.
 */
export interface Spool {
  takeOut(file: FoundFile): Promise<SpooledFile>;
  /** What a former process was sending when it ended. */
  listSending(): Promise<readonly SpooledFile[]>;
  finish(id: string): Promise<void>;
  putAside(id: string, path: string, reason: string): Promise<void>;
  forgetOld(now: number): Promise<void>;
}

export const makeSpool = (directory: string, now: () => number): Spool => {
  const stage = (name: keyof typeof STAGES, id: string): string => join(directory, STAGES[name], id);
  return {
    takeOut: async (file) => {
      const id = newId(now());
      const place = join(stage('sending', id), file.path);
      await mkdir(dirname(place), { recursive: true, mode: 0o700 });
      await rename(join(directory, file.path), place);
      return { ...file, id, place };
    },
    listSending: async () => {
      const ids = await readdir(join(directory, STAGES.sending)).catch(() => []);
      const found: SpooledFile[] = [];
      for (const id of ids) {
        const [file] = await findFiles(stage('sending', id));
        if (file === undefined) await rm(stage('sending', id), { recursive: true, force: true });
        else found.push({ ...file, id, place: join(stage('sending', id), file.path) });
      }
      return found;
    },
    finish: async (id) => {
      await mkdir(join(directory, STAGES.done), { recursive: true, mode: 0o700 });
      await rename(stage('sending', id), stage('done', id));
    },
    putAside: async (id, path, reason) => {
      await mkdir(join(directory, STAGES.quarantine), { recursive: true, mode: 0o700 });
      await writeFile(join(stage('done', id), `${path}.reason.txt`), reason);
      await rename(stage('done', id), stage('quarantine', id));
    },
    forgetOld: async (at) => {
      const ids = await readdir(join(directory, STAGES.done)).catch(() => []);
      for (const id of ids)
        if (at - timeOfId(id) > KEPT_MS) await rm(stage('done', id), { recursive: true, force: true });
    },
  };
};
