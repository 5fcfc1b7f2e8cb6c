import { createHash } from 'node:crypto';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { say } from './say.mjs';

/** Waits at most this long for another set-up of the same clone, in milliseconds. */
const PATIENCE_MS = 15 * 60_000;

const isAlive = (pid) => {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
};

const take = (path) => {
  try {
    writeFileSync(path, String(process.pid), { flag: 'wx' });
    return true;
  } catch (error) {
    if (error.code !== 'EEXIST') throw error;
    return false;
  }
};

const holder = (path) => {
  try {
    return Number(readFileSync(path, 'utf8'));
  } catch {
    return 0;
  }
};

/** Two commands started at once must not install at once: the second one waits, and then finds all done. */
export const withLock = async (root, work) => {
  const clone = createHash('sha256').update(`${userInfo().uid} ${root}`).digest('hex').slice(0, 16);
  const path = join(tmpdir(), `openscript-setup-${clone}.lock`);
  for (const end = Date.now() + PATIENCE_MS; !take(path); await sleep(200)) {
    const pid = holder(path);
    if (!isAlive(pid)) rmSync(path, { force: true });
    else if (Date.now() > end)
      throw new Error(`${path} is held by process ${pid}; end it, or remove the file`);
    else if (Date.now() + PATIENCE_MS - end < 300) say(`waiting for another set-up (process ${pid})`);
  }
  const release = () => rmSync(path, { force: true });
  process.once('exit', release);
  work();
  release();
};
