import { finalStatuses, MAX_WAIT_SECONDS } from '../../functions/runs/contract.ts';
import type { ApiClient } from './api-client.ts';
import type { ApiData } from './routes.ts';
import { shown, type Terminal } from './terminal.ts';

export type Run = ApiData<'showRun'>;

export const isFinal = (run: Pick<Run, 'status'>): boolean =>
  (finalStatuses as readonly string[]).includes(run.status);

/** Writes a run's log as it comes, until there is no more of it; `follow` false: what there is now. */
export const writeLog = async (
  client: ApiClient,
  id: string,
  follow: boolean,
  write: (text: string) => void,
): Promise<void> => {
  let attempt: number | null = null;
  for (let after = 0; ; ) {
    const wait = follow ? MAX_WAIT_SECONDS - 5 : 0;
    const page: ApiData<'readLogs'> = await client.call('readLogs', {
      params: { id },
      query: { after, wait },
    });
    if (attempt !== null && page.attempt !== null && page.attempt !== attempt) after = 0;
    else {
      for (const line of page.lines)
        write(line.stream === 'system' ? `[${shown(line.text)}]` : shown(line.text));
      after = page.next;
    }
    attempt = page.attempt ?? attempt;
    if (page.done || (!follow && page.lines.length === 0)) return;
  }
};

/** Waits for a run's final status with its log on standard error, so that the result can be piped. */
export const waitForEnd = async (client: ApiClient, id: string, terminal: Terminal): Promise<Run> => {
  await writeLog(client, id, true, (text) => terminal.err(text));
  for (;;) {
    const run = await client.call('showRun', { params: { id } });
    if (isFinal(run)) return run;
    await terminal.wait(500);
  }
};

/** A finished run in a few lines: its headline, metrics, checks, and what went wrong with its place in the script. */
export const describeRun = (run: Run): string => {
  const lines = [
    `${run.id} ${run.script} v${run.version}: ${run.status}${run.code === null ? '' : ` (${run.code})`}`,
  ];
  const headline = run.result?.message ?? run.message;
  if (headline !== null) lines.push(headline);
  for (const [name, value] of Object.entries(run.result?.metrics ?? {}))
    lines.push(`  ${name}: ${String(value)}`);
  for (const check of run.result?.checks ?? [])
    lines.push(
      `  ${check.ties ? 'ties' : 'DOES NOT TIE'}: ${check.name} ${String(check.expected)} / ${String(check.actual)}`,
    );
  for (const { message } of run.warnings) lines.push(`  warning: ${message}`);
  if (run.exception !== null) lines.push(run.exception.text);
  if (run.limit !== null)
    lines.push(`  limit ${run.limit.name}: ${run.limit.value}, peak ${run.limit.peak} ${run.limit.unit}`);
  return lines
    .flatMap((line) => line.split('\n'))
    .map(shown)
    .join('\n');
};
