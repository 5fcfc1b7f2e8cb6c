import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import * as z from 'zod';
import type { Say } from '../platform/child.ts';
import { root } from '../platform/places.ts';
import type { Platform } from '../platform.ts';
import { ApiClient } from './api-client.ts';
import { followRun } from './follow-run.ts';
import { makeWorkbooks, readTotals, type Totals, uploadFile } from './workbooks.ts';

const SCRIPT = 'merge_offices';

/** What the demo leaves behind. */
export interface DemoResult {
  /** The downloaded workbook. */
  readonly path: string;
  readonly runId: string;
}

const uploadScript = async (api: ApiClient): Promise<void> => {
  const form = new FormData();
  const source = await readFile(join(root, `examples/${SCRIPT}.py`));
  form.set('file', new Blob([source]), `${SCRIPT}.py`);
  await api.call('POST', '/scripts/upload', z.unknown(), form);
};

const compare = (expected: Totals, actual: Readonly<Record<string, string>>): void => {
  for (const name of ['sales', 'expenses', 'payroll'] as const)
    if (Number(actual[name]) !== Number(expected[name]))
      throw new Error(
        `the merged workbook's ${name} are ${actual[name]}, the offices' together ${expected[name]}`,
      );
};

/**
 * The main job, as a clerk does it: three offices' workbooks are uploaded and merged by a colleague's script, and the
 * merged workbook is downloaded and added up. Throws when anything is not as it should be.
 */
export const runDemo = async (platform: Platform, say: Say): Promise<DemoResult> => {
  const { home, url } = platform;
  const api = new ApiClient(url);
  await api.signIn(platform.administrator, platform.adminPassword);
  say('demo: three offices send their workbooks');
  const [{ paths, totals }] = await Promise.all([
    makeWorkbooks(join(home.demo, 'offices')),
    uploadScript(api),
  ]);
  const workbooks = await Promise.all(
    paths.map(async (path) => {
      const id = await uploadFile(api, basename(path), path);
      say(`  ▲ ${basename(path)}`);
      return id;
    }),
  );
  const parameters = { workbooks, month: totals.month };
  const started = await api.call('POST', '/runs', z.object({ id: z.string() }), {
    script: SCRIPT,
    parameters,
  });
  say(`demo: ${SCRIPT} merges them (${started.id})`);
  const run = await followRun(api, started.id, say);
  if (run.status !== 'succeeded')
    throw new Error(`the run ended ${run.status}: ${run.code ?? ''} ${run.message ?? ''}`);
  const untied = (run.result?.checks ?? []).filter(({ ties }) => !ties);
  if (untied.length > 0)
    throw new Error(`control totals do not tie: ${untied.map(({ name }) => name).join(', ')}`);
  await mkdir(home.demo, { recursive: true });
  const path = join(home.demo, 'merged.xlsx');
  await writeFile(path, await api.download(run.id, 'merged.xlsx'));
  compare(totals, await readTotals(path));
  say(`demo: ${run.result?.message ?? 'done'}; totals equal to the generator's`);
  return { path, runId: run.id };
};
