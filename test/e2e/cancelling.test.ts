import { readdir, readFile } from 'node:fs/promises';
import { beforeAll, describe, expect, inject, it } from 'vitest';
import { type Client, freshName, newUser, type RunView } from './platform/client.ts';

const { url } = inject('platform');

/** Whether any process of this machine names the run in its environment or command line. */
const processesOf = async (id: string): Promise<string[]> => {
  const found: string[] = [];
  for (const pid of (await readdir('/proc')).filter((name) => /^\d+$/.test(name))) {
    const [environment, command] = await Promise.all(
      ['environ', 'cmdline'].map((file) => readFile(`/proc/${pid}/${file}`, 'latin1').catch(() => '')),
    );
    if (`${environment}${command}`.includes(id)) found.push(`${pid} ${command?.replaceAll('\0', ' ')}`);
  }
  return found;
};

describe('cancelling', () => {
  let author: Client;
  let slow: string;
  let writer: string;
  beforeAll(async () => {
    author = await newUser(url, 'author');
    slow = freshName('slow');
    writer = freshName('writer');
    await author.uploadScript(
      `${slow}.py`,
      'import signal, subprocess, time\ndef main():\n    signal.signal(signal.SIGTERM, signal.SIG_IGN)\n    subprocess.Popen(["sleep", "300"], start_new_session=True)\n    print("started", flush=True)\n    time.sleep(300)\n',
    );
    await author.uploadScript(
      `${writer}.py`,
      'import os\ndef main():\n    for n in range(400):\n        open(f"out/{n}.bin", "wb").write(os.urandom(200_000))\n    print("written", flush=True)\n',
    );
  });

  const cancelWhen = async (script: string, reached: (run: RunView) => boolean | Promise<boolean>) => {
    const { id } = await author.startRun(script);
    for (;;) {
      if (await reached(await author.showRun(id))) break;
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    const answer = await author.call('POST', `/runs/${id}/cancel`);
    expect([202, 409]).toContain(answer.status);
    const ended = await author.waitForEnd(id, 20);
    return { id, answer, ended };
  };

  it.each([
    ['at once', () => true],
    ['while starting', (run: RunView) => run.status !== 'queued'],
    ['while running', (run: RunView) => run.status === 'running'],
  ])('%s: cancelled, by whom and when, and no process left', async (_when, reached) => {
    const { id, answer, ended } = await cancelWhen(slow, reached);
    expect(answer.status).toBe(202);
    expect(ended.status).toBe('cancelled');
    const entry = ended.timeline.find((step: { status: string }) => /cancel/.test(step.status));
    expect(entry).toMatchObject({ at: expect.any(String), by: expect.any(String) });
    expect(await processesOf(id)).toEqual([]);
  });

  it('while uploading: cancelled or already finished, never both', async () => {
    const { ended, answer, id } = await cancelWhen(
      writer,
      async (run) =>
        run.finished_at !== null ||
        (await author.call('GET', `/runs/${run.id}/logs`)).body.data.lines.length > 0,
    );
    expect(answer.status === 202 ? ['cancelled'] : ['succeeded']).toContain(ended.status);
    expect((await author.showRun(id)).status).toBe(ended.status);
    expect(await processesOf(id)).toEqual([]);
  });

  it('refuses to cancel a run that has ended', async () => {
    const quick = freshName('quick');
    const ended = await author.runSource(`${quick}.py`, 'def main():\n    return None\n');
    const answer = await author.call('POST', `/runs/${ended.id}/cancel`);
    expect([answer.status, answer.body.code]).toEqual([409, 40901]);
    expect((await author.showRun(ended.id)).status).toBe('succeeded');
  });
});
