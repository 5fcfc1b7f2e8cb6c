/** What set-up says to a machine on which something is missing. */
import { execFile } from 'node:child_process';
import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { root } from '../../../local/platform/places.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'openscript-setup-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

/** Puts a program on the PATH that answers as a Python of this version would. */
const installPython = async (name: string, version: readonly [number, number], venv: boolean) => {
  const path = join(folder, name);
  const answer = JSON.stringify({ version, path, venv });
  await writeFile(path, `#!/bin/sh\necho '${answer}'\n`);
  await chmod(path, 0o755);
};

/** A shim whose version is not chosen, as version managers leave them. */
const installShim = async (name: string) => {
  await writeFile(join(folder, name), '#!/bin/sh\necho "version is not set" >&2\nexit 127\n');
  await chmod(join(folder, name), 0o755);
};

const findPython = (environment: Record<string, string> = {}) =>
  new Promise<{ found: string | undefined; said: string }>((resolve) => {
    const script = `import { findPython } from '${join(root, 'local/setup/python.mjs')}'; console.log(findPython().command);`;
    const env = { PATH: folder, ...environment };
    execFile(process.execPath, ['--input-type=module', '-e', script], { env }, (error, stdout, stderr) =>
      resolve({ found: error === null ? stdout.trim() : undefined, said: stderr }),
    );
  });

describe('the search for Python', () => {
  it('takes the newest that is there, and passes over shims without a version', async () => {
    await installShim('python3.13');
    await installPython('python3.12', [3, 12], true);
    await installPython('python3', [3, 11], true);
    expect((await findPython()).found).toBe('python3.12');
  });

  it('takes the one that PYTHON names first', async () => {
    await installPython('python3', [3, 12], true);
    await installPython('mine', [3, 11], true);
    expect((await findPython({ PYTHON: join(folder, 'mine') })).found).toBe(join(folder, 'mine'));
  });

  it('prefers an older one that can make environments', async () => {
    await installPython('python3.13', [3, 13], false);
    await installPython('python3.11', [3, 11], true);
    expect((await findPython()).found).toBe('python3.11');
  });

  it('names the package that is missing on Debian', async () => {
    await installPython('python3', [3, 11], false);
    const { found, said } = await findPython();
    expect([found, said]).toEqual([undefined, expect.stringContaining('sudo apt install python3.11-venv')]);
  });

  it('says what it found when that is too old, and what to do when there is none', async () => {
    expect((await findPython()).said).toContain('no python3 was found');
    await installPython('python3', [3, 9], true);
    expect((await findPython()).said).toContain('python3 is 3.9');
  });
});
