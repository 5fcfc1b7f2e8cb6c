import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import * as z from 'zod';
import { baseEnvironment, python, root } from '../platform/places.ts';
import type { ApiClient } from './api-client.ts';

const run = promisify(execFile);

/** Exact decimal texts. */
const amounts = z.object({ sales: z.string(), expenses: z.string(), payroll: z.string() });
const totalsSchema = amounts.extend({ month: z.string(), rows: z.number() });

/** What three offices' workbooks hold together, as their generator counted it. */
export type Totals = z.output<typeof totalsSchema>;

/** Makes three offices' workbooks afresh; answers their paths and what they hold together. */
export const makeWorkbooks = async (folder: string): Promise<{ paths: string[]; totals: Totals }> => {
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  await run(python, [join(root, 'examples/make_workbooks.py'), folder, '--offices', '3', '--rows', '400'], {
    env: baseEnvironment(),
  });
  const names = (await readdir(folder)).filter((name) => name.endsWith('.xlsx')).sort();
  const totals = totalsSchema.parse(JSON.parse(await readFile(join(folder, 'totals.json'), 'utf8')));
  return { paths: names.map((name) => join(folder, name)), totals };
};

/** Adds up the merged workbook as it was downloaded, independently of the script that wrote it. */
export const readTotals = async (path: string): Promise<z.output<typeof amounts>> => {
  const { stdout } = await run(python, [join(import.meta.dirname, 'read_totals.py'), path], {
    env: baseEnvironment(),
  });
  return amounts.parse(JSON.parse(stdout));
};

const announced = z.object({
  id: z.string(),
  upload: z.object({ method: z.string(), url: z.url(), headers: z.record(z.string(), z.string()) }),
});

/** Uploads one file as the console does: announce it, send its bytes to the object store, say that they are there. */
export const uploadFile = async (api: ApiClient, name: string, path: string): Promise<string> => {
  const content = await readFile(path);
  const sha256 = createHash('sha256').update(content).digest('hex');
  const { id, upload } = await api.call('POST', '/files', announced, { name, size: content.length, sha256 });
  const { 'content-length': _own, ...headers } = upload.headers;
  const sent = await fetch(upload.url, { method: upload.method, headers, body: content });
  if (!sent.ok) throw new Error(`${name} could not be uploaded: ${sent.status} ${await sent.text()}`);
  await api.call('POST', `/files/${id}/complete`, z.unknown());
  return id;
};
