import { spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { identify, isAlive, killTree, listTree } from '../../../local/fargate-agent/processes.ts';
import { endLeftovers, note, readRunning, refuseSecond } from '../../../local/platform/running.ts';

const addresses = { url: 'http://localhost:8000', endpoint: 'http://127.0.0.1:4566' };

let folder: string;
let path: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'openscript-running-'));
  path = join(folder, 'running.json');
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const startSleeper = () => {
  const child = spawn('sleep', ['60'], { stdio: 'ignore', detached: true });
  const identity = child.pid === undefined ? undefined : identify(child.pid);
  if (identity === undefined) throw new Error('sleep did not start');
  return { child, identity };
};

const ended = (child: ReturnType<typeof spawn>) => new Promise((resolve) => child.once('exit', resolve));

describe('a home', () => {
  it('is refused while another living process has it', async () => {
    const { child, identity } = startSleeper();
    await writeFile(path, JSON.stringify({ ...addresses, owner: identity, children: [] }));
    expect(() => refuseSecond(path)).toThrow('already runs from this folder, at http://localhost:8000');
    const gone = ended(child);
    killTree(identity.pid);
    await gone;
    expect(() => refuseSecond(path)).not.toThrow();
  });

  it('is free when its number now belongs to another process', async () => {
    const owner = { pid: process.ppid, startTicks: '1' };
    await writeFile(path, JSON.stringify({ ...addresses, owner, children: [] }));
    expect(() => refuseSecond(path)).not.toThrow();
  });

  it('is cleared of what a killed one left, and of nothing else', async () => {
    const left = startSleeper();
    const other = startSleeper();
    note(path, addresses, [left.identity.pid]);
    const running = readRunning(path);
    const children = [...(running?.children ?? []), { pid: other.identity.pid, startTicks: '1' }];
    await writeFile(path, JSON.stringify({ ...running, children }));
    const gone = ended(left.child);
    endLeftovers(path);
    await gone;
    expect([isAlive(left.identity), isAlive(other.identity)]).toEqual([false, true]);
    killTree(other.identity.pid);
  });

  it('is free when what is written about it cannot be read', async () => {
    await writeFile(path, '{"half');
    expect(() => refuseSecond(path)).not.toThrow();
    expect(readRunning(path)).toBeUndefined();
  });
});

describe('a tree of processes', () => {
  it('holds children and grandchildren', async () => {
    const shell = spawn('sh', ['-c', 'sh -c "sleep 60; :" & wait'], { stdio: 'ignore', detached: true });
    const { pid } = shell;
    if (pid === undefined) throw new Error('sh did not start');
    while (listTree(pid).length < 3) await new Promise((resolve) => setTimeout(resolve, 10));
    const tree = listTree(pid).map(identify);
    const gone = ended(shell);
    killTree(pid);
    await gone;
    while (tree.some((process) => process !== undefined && isAlive(process)))
      await new Promise((resolve) => setTimeout(resolve, 10));
    expect(tree.length).toBeGreaterThanOrEqual(3);
  });
});
