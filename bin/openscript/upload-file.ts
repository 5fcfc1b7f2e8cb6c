import { createHash } from 'node:crypto';
import { createReadStream, openAsBlob } from 'node:fs';
import { stat } from 'node:fs/promises';
import { basename } from 'node:path';
import type { ApiClient } from './api-client.ts';
import { CommandError } from './failure.ts';
import type { Terminal } from './terminal.ts';

/** Hexadecimal. */
export const sha256Of = async (path: string): Promise<string> => {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(path)) hash.update(chunk as Buffer);
  return hash.digest('hex');
};

/** Bytes; fails for what is no file. */
export const sizeOf = async (path: string): Promise<number> => {
  const found = await stat(path).catch(() => undefined);
  if (found?.isFile() !== true) throw new CommandError(`${path} is not a file`);
  return found.size;
};

/** Uploads one file of this machine: announces it, puts its bytes to the URL it gets, completes it. Gives its id. */
export const uploadFile = async (
  client: ApiClient,
  terminal: Pick<Terminal, 'fetch'>,
  path: string,
  folder?: string,
): Promise<string> => {
  const announced = {
    name: basename(path),
    size: await sizeOf(path),
    sha256: await sha256Of(path),
    ...(folder === undefined ? {} : { folder }),
  };
  const key = { 'idempotency-key': crypto.randomUUID() };
  const { id, upload } = await client.call('createFile', { body: announced }, key);
  const put = await terminal.fetch(upload.url, {
    method: upload.method,
    headers: upload.headers,
    body: await openAsBlob(path), // read from the disk while it is sent
  });
  if (!put.ok) throw new CommandError(`${path} was not taken: ${put.status}`);
  await client.call('completeFile', { params: { id }, body: {} });
  return id;
};
