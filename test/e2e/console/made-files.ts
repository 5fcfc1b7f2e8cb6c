import { execFile } from 'node:child_process';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);
const root = join(import.meta.dirname, '../../..');
const python = join(root, process.platform === 'win32' ? '.venv/Scripts/python' : '.venv/bin/python');

/** Office workbooks with known totals in a folder of their own; `remove` takes it away. */
export const makeWorkbooks = async (
  offices: number,
): Promise<{ paths: string[]; remove: () => Promise<void> }> => {
  const folder = await mkdtemp(join(tmpdir(), 'openscript-workbooks-'));
  await run(python, [
    join(root, 'examples/make_workbooks.py'),
    folder,
    '--offices',
    String(offices),
    '--rows',
    '40',
  ]);
  const names = (await readdir(folder)).filter((name) => name.endsWith('.xlsx')).sort();
  return {
    paths: names.map((name) => join(folder, name)),
    remove: () => rm(folder, { recursive: true, force: true }),
  };
};
