import { readdir, readFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { listTree } from '../../../local/fargate-agent/processes.ts';
import type { Platform } from '../../../local/platform.ts';
import type { Client } from './client.ts';

/** Kills (SIGKILL) the emulator's Lambda workers of functions whose name contains a word; how many there were. */
export const killWorkers = async (platform: Platform, words: readonly string[]): Promise<number> => {
  const { pid } = platform.parts.emulator;
  if (pid === undefined) return 0;
  let killed = 0;
  for (const each of listTree(pid).filter((one) => one !== pid)) {
    const environment = await readFile(`/proc/${each}/environ`, 'latin1').catch(() => '');
    const name = /(?:^|\0)AWS_LAMBDA_FUNCTION_NAME=([^\0]*)/.exec(environment)?.[1] ?? '';
    if (!words.some((word) => name.includes(word))) continue;
    try {
      process.kill(each, 'SIGKILL');
      killed += 1;
    } catch {
      // it has ended by itself
    }
  }
  return killed;
};

/** A part is started again five times within a minute; then it is given up, rightly. */
const KILLS_A_MINUTE = 4;
const kills: Record<'agent' | 'emulator', number[]> = { agent: [], emulator: [] };

/** Kills a part of the platform, but not so often that it is given up. */
export const killPart = async (platform: Platform, part: 'agent' | 'emulator'): Promise<number> => {
  const { pid } = platform.parts[part];
  if (pid === undefined) return 0;
  process.kill(pid, 'SIGKILL');
  kills[part].push(Date.now());
  return 1;
};

/** Waits until a part may be killed again. */
export const untilKillable = async (part: 'agent' | 'emulator'): Promise<void> => {
  const before = kills[part].at(-KILLS_A_MINUTE);
  if (before !== undefined) await sleep(Math.max(0, before + 61_000 - Date.now()));
};

/** Processes whose environment names one of the runs: a runner or a script that was left behind. */
export const leftBehind = async (ids: readonly string[]): Promise<string[]> => {
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name));
  const environments = await Promise.all(
    pids.map((pid) => readFile(`/proc/${pid}/environ`, 'latin1').catch(() => '')),
  );
  return pids.filter((_pid, at) => ids.some((id) => environments[at]?.includes(id)));
};

/** The part comes back by itself; until then calls fail, and are tried again. */
export const patiently = async <Answer>(call: () => Promise<Answer>, seconds: number): Promise<Answer> => {
  for (const end = Date.now() + seconds * 1000; ; ) {
    try {
      return await call();
    } catch (error) {
      if (Date.now() > end) throw error;
      await sleep(200);
    }
  }
};

/** The lines in which containers of one attempt said who they are, each once. */
export const containersOf = async (client: Client, id: string, attempt: number): Promise<Set<string>> => {
  const log = await patiently(() => client.call('GET', `/runs/${id}/logs?attempt=${attempt}`), 30);
  const lines: { text: string }[] = log.body.data.lines;
  return new Set(lines.map(({ text }) => text).filter((text) => text.startsWith('container ')));
};

/** The ids of all runs that somebody may see. */
export const listRuns = async (client: Client): Promise<string[]> => {
  const ids: string[] = [];
  for (let cursor = ''; ; ) {
    const { data } = (await client.call('GET', `/runs?page_size=100${cursor}`)).body;
    ids.push(...data.items.map(({ id }: { id: string }) => id));
    if (data.next_cursor === null) return ids;
    cursor = `&cursor=${encodeURIComponent(data.next_cursor)}`;
  }
};
