import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import * as z from 'zod';
import { identify, isAlive, killTree } from '../fargate-agent/processes.ts';

const processSchema = z.object({ pid: z.number().int(), startTicks: z.string() });

const runningSchema = z.object({
  url: z.string(),
  /** Of the emulator. */
  endpoint: z.string(),
  owner: processSchema,
  /** The emulator, the agent and the gateway. */
  children: z.array(processSchema),
});

type Running = z.output<typeof runningSchema>;

/** Where the platform and its emulator answer. */
type Addresses = Pick<Running, 'url' | 'endpoint'>;

/** What is written down about a home; undefined when nothing runs from it, or ran. */
export const readRunning = (path: string): Running | undefined => {
  try {
    return runningSchema.safeParse(JSON.parse(readFileSync(path, 'utf8'))).data;
  } catch {
    return undefined;
  }
};

/** Throws when another living process has this home; it is asked first, because that one has the port too. */
export const refuseSecond = (path: string): void => {
  const found = readRunning(path);
  if (found === undefined || !isAlive(found.owner) || found.owner.pid === process.pid) return;
  throw new Error(
    `the platform already runs from this folder, at ${found.url} (process ${found.owner.pid}); ` +
      'stop it with Ctrl-C in its terminal, or choose another folder with --home and another --port',
  );
};

/** Ends what a process that was killed has left running. */
export const endLeftovers = (path: string): void => {
  for (const child of readRunning(path)?.children ?? []) if (isAlive(child)) killTree(child.pid);
};

/** Writes down which processes belong to this one, so that the next start can end them if this one is killed. */
export const note = (path: string, addresses: Addresses, pids: readonly number[]): void => {
  const owner = identify(process.pid);
  if (owner === undefined) throw new Error('this platform needs Linux: /proc is not there');
  const children = pids.map(identify).filter((child) => child !== undefined);
  const running: Running = { ...addresses, owner, children };
  writeFileSync(path, JSON.stringify(runningSchema.parse(running)), { mode: 0o600 });
};

export const releaseHome = (path: string): void => rmSync(path, { force: true });
