import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Platform, startPlatform } from '../../local/platform.ts';
import { type Client, freshName, newUser, type RunView } from './platform/client.ts';
import { leftBehind, patiently } from './platform/crashes.ts';

const finalStatuses = ['succeeded', 'failed', 'timed_out', 'cancelled'];

describe('when a part is killed in mid-run', () => {
  let home: string;
  let platform: Platform;
  let author: Client;
  let script: string;

  beforeAll(async () => {
    home = await mkdtemp(join(tmpdir(), 'openscript-crash-'));
    platform = await startPlatform({ home, port: 0 });
    author = await newUser(platform.url, 'author');
    script = freshName('work');
    const source =
      'import time\ndef main(n: int = 0):\n    for _ in range(20):\n        time.sleep(0.1)\n    return {"message": f"done {n}"}\n';
    const uploaded = await author.uploadScript(`${script}.py`, source);
    expect(uploaded.status).toBe(201);
  });
  afterAll(async () => {
    await platform.stop();
    await rm(home, { recursive: true, force: true });
  });

  const kill = (part: 'agent' | 'emulator') => {
    const { pid } = platform.parts[part];
    if (pid === undefined) throw new Error(`${part} does not run`);
    process.kill(pid, 'SIGKILL');
  };

  /** Starts runs, kills the part while some are queued, some running; every acknowledged run must end, once. */
  it.each(['agent', 'emulator'] as const)(
    '%s: every acknowledged run reaches one final status',
    async (part) => {
      const started: RunView[] = [];
      for (let n = 0; n < 4; n += 1) started.push(await author.startRun(script, { n }));
      await author.waitFor(started[0].id, (run) => run.status === 'running');
      kill(part);
      const ended: RunView[] = [];
      for (const { id } of started)
        ended.push(
          await patiently(async () => {
            const run = await author.showRun(id);
            if (!finalStatuses.includes(run?.status)) throw new Error(`${id} is ${run?.status}`);
            return run;
          }, 170),
        );
      for (const run of ended) {
        expect(finalStatuses).toContain(run.status);
        const finals = run.timeline.filter((step: { status: string }) => finalStatuses.includes(step.status));
        expect(finals).toHaveLength(1);
      }
      // A platform's fault is tried again, and is never blamed on the script.
      expect(ended.map(({ status, code }) => [status, code])).toEqual(ended.map(() => ['succeeded', null]));
      expect(await leftBehind(started.map(({ id }) => id))).toEqual([]);
    },
    240_000,
  );

  it('finds everything again after a restart of the whole', async () => {
    const { items: before } = (await author.call('GET', '/runs')).body.data;
    await platform.stop();
    platform = await startPlatform({ home, port: 0 });
    const again = Object.assign(author, { base: `${platform.url}/api/v1` });
    const { items: after } = (await again.call('GET', '/runs')).body.data;
    expect(after).toEqual(before);
  }, 240_000);
});
