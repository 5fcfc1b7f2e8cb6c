import type { Client } from '../e2e/platform/client.ts';
import { type Summary, summarise } from './statistics.ts';

/** From due to the run being created, over many schedules that are due in one minute, in milliseconds. */
export interface TickLateness {
  readonly schedules: number;
  readonly lateness: Summary;
}

const MINUTE_MS = 60_000;
/** Requests at a time while the schedules are made. */
const AT_ONCE = 8;
/** How long making one takes at the most, eight at a time: the due minute is chosen behind all of them. */
const MAKING_MS = 90;
/** How long all of them may take to be fired. */
const PATIENCE_MS = 5 * MINUTE_MS;

const at = (due: number): string => `at(${new Date(due).toISOString().slice(0, 16)})`;

const createAll = async (client: Client, script: string, due: number, count: number): Promise<void> => {
  const numbers = Array.from({ length: count }, (_, n) => n);
  const worker = async (): Promise<void> => {
    for (let n = numbers.shift(); n !== undefined; n = numbers.shift()) {
      const body = { name: `bench ${due} ${n}`, script, expression: at(due) };
      const { status, body: answer } = await client.call('POST', '/schedules', body);
      if (status !== 201) throw new Error(`no schedule: ${JSON.stringify(answer)}`);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
};

/** How late each run of the script that a schedule started was created; those seen before the API was too busy. */
const latenesses = async (client: Client, script: string): Promise<number[]> => {
  const found: number[] = [];
  for (let cursor = ''; ; ) {
    const path = `/runs?script=${script}&trigger=schedule&page_size=100${cursor}`;
    const { status, body } = await client.call('GET', path);
    if (status !== 200) return found; // it is asked again in a moment
    const { items, next_cursor } = body.data;
    for (const { created_at, trigger } of items)
      found.push(Date.parse(created_at) - Date.parse(trigger.due_at));
    if (next_cursor === null) return found;
    cursor = `&cursor=${next_cursor}`;
  }
};

/** Makes `count` schedules of the empty script due in the same minute, and waits until each has its run. */
export const measureTickLateness = async (
  client: Client,
  script: string,
  count = 1000,
): Promise<TickLateness> => {
  const due = Math.ceil((Date.now() + count * MAKING_MS) / MINUTE_MS) * MINUTE_MS;
  await createAll(client, script, due, count);
  if (Date.now() > due - 1000) throw new Error('making the schedules took too long to measure them');
  await new Promise((resolve) => setTimeout(resolve, due - Date.now()));
  for (const end = due + PATIENCE_MS; Date.now() < end; ) {
    await new Promise((resolve) => setTimeout(resolve, 10_000));
    const found = await latenesses(client, script);
    if (found.length > count) throw new Error(`${found.length} runs of ${count} ticks`);
    if (found.length === count) return { schedules: count, lateness: summarise(found) };
  }
  throw new Error('not every schedule has had its run');
};
