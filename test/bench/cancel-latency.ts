import { access } from 'node:fs/promises';
import type { Client } from '../e2e/platform/client.ts';
import { leftBehind } from '../e2e/platform/crashes.ts';
import { type Summary, summarise } from './statistics.ts';

/** From the request to cancel a running run, in milliseconds: until its last process was gone, and until its final status. */
export interface CancelLatency {
  readonly stopped: Summary;
  readonly ended: Summary;
}

/** Does not end when it is asked to, and has a child in a session of its own: what stopping must cope with. */
const source = `import signal, subprocess, time

def main():
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    subprocess.Popen(["sleep", "300"], start_new_session=True)
    print("started", flush=True)
    time.sleep(300)
`;

const gone = (pid: string): Promise<boolean> =>
  access(`/proc/${pid}`).then(
    () => false,
    () => true,
  );

/** Looks every 10 ms for at most a minute; answers the milliseconds since `from`. */
const until = async (holds: () => Promise<boolean>, from: number): Promise<number> => {
  while (performance.now() < from + 60_000) {
    if (await holds()) return performance.now() - from;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  throw new Error('a cancelled run was not stopped within a minute');
};

/** Cancels `count` running runs, one after the other. */
export const measureCancelling = async (client: Client, count = 12): Promise<CancelLatency> => {
  await client.uploadScript('bench_stubborn.py', source);
  const [stopped, ended]: [number[], number[]] = [[], []];
  for (let n = 0; n < count; n += 1) {
    const { id } = await client.startRun('bench_stubborn');
    const logged = async () =>
      (await client.call('GET', `/runs/${id}/logs?wait=20`)).body.data.lines.length > 0;
    await until(logged, performance.now());
    const pids = await leftBehind([id]);
    if (pids.length === 0) throw new Error('the run has no process that could be seen');
    const from = performance.now();
    const answer = await client.call('POST', `/runs/${id}/cancel`);
    if (answer.status !== 202) throw new Error(`not cancelled: ${JSON.stringify(answer.body)}`);
    stopped.push(await until(async () => (await Promise.all(pids.map(gone))).every(Boolean), from));
    ended.push(await until(async () => (await client.showRun(id)).finished_at !== null, from));
  }
  return { stopped: summarise(stopped), ended: summarise(ended) };
};
