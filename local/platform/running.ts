import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import * as z from 'zod';
import { identify, isAlive, killTree } from '../fargate-agent/processes.ts';

const processSchema = z.object({ pid: z.number().int(), startTicks: z.string() });

const runningSchema = z.object({
  url: z.string(),
  owner: processSchema,
  /** The emulator, the agent and the gateway. */
  children: z.array(processSchema),
});

type Running = z.output<typeof runningSchema>;

const read = (path: string): Running | undefined => {
  try {
    return runningSchema.safeParse(JSON.parse(readFileSync(path, 'utf8'))).data;
  } catch {
    return undefined;
  }
};

/**
 * Claims a home for this process: throws when another living process has it, and ends what a killed one left behind.
 * The claim is a file, because a second process must also learn where the first one answers.
 */
export const claimHome = (path: string, url: string): void => {
  const found = read(path);
  if (found !== undefined && isAlive(found.owner) && found.owner.pid !== process.pid)
    throw new Error(
      `the platform already runs from this folder, at ${found.url} (process ${found.owner.pid}); ` +
        'stop it with Ctrl-C in its terminal, or choose another folder with --home and another --port',
    );
  for (const child of found?.children ?? []) if (isAlive(child)) killTree(child.pid);
  note(path, url, []);
};

/** Writes down which processes belong to this one, so that the next start can end them if this one is killed. */
export const note = (path: string, url: string, pids: readonly number[]): void => {
  const owner = identify(process.pid);
  if (owner === undefined) throw new Error('this platform needs Linux: /proc is not there');
  const children = pids.map(identify).filter((child) => child !== undefined);
  const running: Running = { url, owner, children };
  writeFileSync(path, JSON.stringify(runningSchema.parse(running)), { mode: 0o600 });
};

export const releaseHome = (path: string): void => rmSync(path, { force: true });
