import { createWriteStream } from 'node:fs';
import { mkdir, rename, rm } from 'node:fs/promises';
import { dirname, isAbsolute, join, relative, resolve } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ApiClient } from './api-client.ts';
import { CommandError } from './failure.ts';
import type { Terminal } from './terminal.ts';

/** Where an artifact goes: below the folder, whatever the script called it. */
export const targetOf = (folder: string, path: string): string => {
  const target = resolve(folder, path);
  const inside = relative(resolve(folder), target);
  if (inside === '' || inside.startsWith('..') || isAbsolute(inside))
    throw new CommandError(`the artifact ${path} would be written outside ${folder}`);
  return target;
};

/** Downloads every artifact of a run into a folder, sub-folders kept; gives the files' paths. */
export const downloadArtifacts = async (
  client: ApiClient,
  terminal: Pick<Terminal, 'fetch'>,
  id: string,
  folder: string,
): Promise<readonly string[]> => {
  const { items } = await client.call('listArtifacts', { params: { id } });
  const written: string[] = [];
  for (const { path } of items) {
    const target = targetOf(folder, path);
    const { url } = (await client.call('downloadArtifact', {
      params: { id, path },
      query: { redirect: 'false' },
    })) as { url: string };
    const response = await terminal.fetch(url);
    if (!response.ok || response.body === null) throw new CommandError(`${path}: ${response.status}`);
    await mkdir(dirname(target), { recursive: true });
    // Beside and renamed, so that a file of its name is always the whole one.
    const beside = join(dirname(target), `.${process.pid}.part`);
    try {
      await pipeline(Readable.fromWeb(response.body), createWriteStream(beside));
      await rename(beside, target);
    } finally {
      await rm(beside, { force: true });
    }
    written.push(target);
  }
  return written;
};
