import { execFile } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { type Client, newUser, type RunView } from './platform/client.ts';

const { url } = inject('platform');
const execute = promisify(execFile);
const root = join(import.meta.dirname, '../..');
const python = join(root, '.venv/bin/python');

/** Reads the summary of a merged workbook with a library that had no part in writing it. */
const sheetsOf = async (workbook: string): Promise<Record<string, unknown[][]>> => {
  const source =
    'import sys, json, python_calamine as c\nb = c.load_workbook(sys.argv[1])\nprint(json.dumps({n: b.get_sheet_by_name(n).to_python() for n in b.sheet_names}, default=str))';
  const { stdout } = await execute(python, ['-c', source, workbook], { maxBuffer: 64 * 1024 * 1024 });
  return JSON.parse(stdout);
};

describe('the main job: three office workbooks become one', () => {
  let folder: string;
  let clerk: Client;
  let run: RunView;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'openscript-main-job-'));
    await execute(python, [
      join(root, 'examples/make_workbooks.py'),
      folder,
      '--offices',
      '3',
      '--rows',
      '300',
      '--seed',
      '11',
    ]);
    clerk = await newUser(url);
    const uploaded = await clerk.uploadExample('merge_offices.py');
    expect([200, 201, 403]).toContain(uploaded.status); // the demo may own the script already
    const books = (await readdir(folder)).filter((name) => name.endsWith('.xlsx')).sort();
    expect(books).toHaveLength(3);
    const ids = await Promise.all(
      books.map(async (name) => clerk.uploadFile(name, await readFile(join(folder, name)))),
    );
    const script = (await clerk.call('GET', '/scripts/merge_offices')).body.data;
    const parameters: Record<string, unknown> = {};
    for (const [name, schema] of Object.entries<Record<string, never>>(script.parameters.properties)) {
      const files =
        schema.format === 'file' || (schema.items as { format?: string } | undefined)?.format === 'file';
      if (files) parameters[name] = ids;
      else if (script.parameters.required?.includes(name) && name === 'month') parameters[name] = '2026-10';
    }
    run = await clerk.waitForEnd((await clerk.startRun('merge_offices', parameters)).id);
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  it('succeeds with every control total tying', () => {
    expect(run).toMatchObject({ status: 'succeeded', warnings: [] });
    expect(run.result.checks.length).toBeGreaterThan(1);
    expect(run.result.checks.every((check: { ties: boolean }) => check.ties)).toBe(true);
    expect(run.progress).toMatchObject({ fraction: 1 });
  });

  it('gives a workbook with a summary, a chart and the totals of the generator', async () => {
    const { items } = (await clerk.call('GET', `/runs/${run.id}/artifacts`)).body.data;
    const merged = items.find((item: { path: string }) => item.path.endsWith('.xlsx'));
    const { bytes } = await clerk.download(run.id, merged.path);
    const path = join(folder, 'merged.xlsx');
    await writeFile(path, bytes);
    const { stdout: entries } = await execute(python, ['-m', 'zipfile', '-l', path]);
    expect(entries).toContain('xl/charts/chart1.xml');
    const totals = JSON.parse(await readFile(join(folder, 'totals.json'), 'utf8')) as Record<string, unknown>;
    const amounts = JSON.stringify(totals).match(/\d+\.\d{2}/g) ?? [];
    expect(amounts.length).toBeGreaterThan(2);
    const cells = new Set(
      Object.values(await sheetsOf(path))
        .flat(2)
        .map((cell) => (typeof cell === 'number' ? cell.toFixed(2) : String(cell))),
    );
    const grand = (totals.grand ?? totals.total ?? totals) as Record<string, string>;
    for (const amount of Object.values(grand).filter((value) => /^\d+\.\d{2}$/.test(String(value))))
      expect(cells).toContain(amount);
  });

  it('pages the returned table and gives the log', async () => {
    const [table] = run.result.tables;
    const page = (
      await clerk.call('GET', `/runs/${run.id}/tables/${encodeURIComponent(table.name)}?offset=1&limit=2`)
    ).body.data;
    expect(page).toMatchObject({ offset: 1, row_count: table.row_count });
    expect(page.rows.length).toBeLessThanOrEqual(2);
    const log = await clerk.readLog(run.id);
    expect(log.map((line) => line.n)).toEqual(log.map((_, at) => at + 1));
  });
});
