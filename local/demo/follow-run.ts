import * as z from 'zod';
import type { Say } from '../platform/child.ts';
import type { ApiClient } from './api-client.ts';

const logPage = z.object({
  lines: z.array(z.object({ n: z.number(), stream: z.string(), text: z.string() })),
  next: z.number(),
  done: z.boolean(),
});

const runSchema = z.object({
  id: z.string(),
  status: z.string(),
  code: z.string().nullable(),
  message: z.string().nullable(),
  progress: z.object({ fraction: z.number().nullable(), message: z.string().nullable() }).nullable(),
  result: z
    .object({
      message: z.string().nullable(),
      checks: z.array(z.object({ name: z.string(), ties: z.boolean() })),
    })
    .nullable(),
});

export type Run = z.output<typeof runSchema>;

const FINAL = ['succeeded', 'failed', 'timed_out', 'cancelled'];
const PATIENCE_SECONDS = 120;

const showProgress = ({ progress }: Run): string | undefined => {
  if (progress === null) return undefined;
  const percent = progress.fraction === null ? '' : `${Math.round(progress.fraction * 100)} % `;
  return `${percent}${progress.message ?? ''}`.trim() || undefined;
};

const readRun = (api: ApiClient, id: string): Promise<Run> => api.call('GET', `/runs/${id}`, runSchema);

const tellProgress = async (api: ApiClient, id: string, say: Say): Promise<Run> => {
  let told: string | undefined;
  for (const end = Date.now() + PATIENCE_SECONDS * 1000; Date.now() < end; ) {
    const run = await readRun(api, id);
    const now = showProgress(run) ?? run.status;
    if (now !== told) say(`  ▸ ${now}`);
    told = now;
    if (FINAL.includes(run.status)) return run;
    await new Promise((resolve) => setTimeout(resolve, 150));
  }
  throw new Error(`run ${id} did not end within ${PATIENCE_SECONDS} s`);
};

const tellLog = async (api: ApiClient, id: string, say: Say): Promise<void> => {
  for (let after = 0; ; ) {
    const page = await api.call('GET', `/runs/${id}/logs?after=${after}&wait=10`, logPage);
    for (const { text } of page.lines) say(`  │ ${text}`);
    after = page.next;
    if (page.done) return;
  }
};

/** Shows a run's progress and log on the terminal while it goes; answers with the run when it has ended. */
export const followRun = async (api: ApiClient, id: string, say: Say): Promise<Run> => {
  const [run] = await Promise.all([tellProgress(api, id, say), tellLog(api, id, say)]);
  return run;
};
