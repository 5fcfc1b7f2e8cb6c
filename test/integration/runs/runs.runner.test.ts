/** The functions and the runner agree: a real run, from POST /runs to its downloaded artifact. */
import { createHash } from 'node:crypto';
import { ScanCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { progressKey, reportKey } from '../../../functions/runs/object-keys.ts';
import { created } from '../../unit/runs/stage/runner.ts';
import { eventually } from '../emulator/start-emulator.ts';
import { openRealStage, type RealStage } from './real-stage.ts';

let stage: RealStage;
beforeAll(async () => {
  stage = await openRealStage();
});
afterAll(() => stage?.close());

const merge = `
from pathlib import Path
import openscript

def main(books: list[Path], month: str, rate: float = 0.5):
    rows = []
    for book in books:
        text = book.read_text(encoding="utf-8")
        print(f"reading {book.name}")
        rows.append({"book": book.name, "length": len(text)})
    openscript.progress(0.5, "half way")
    Path("out/报告").mkdir()
    Path("out/报告/合并 \\"1\\".csv").write_text("book,length\\n", encoding="utf-8")
    total = sum(row["length"] for row in rows)
    return {
        "message": f"{len(rows)} books of {month}",
        "metrics": {"rate": rate, "total": total},
        "tables": {"rows": rows * 700},
        "checks": [{"name": "total", "expected": 99, "actual": total}],
    }
`;
const fails = `
def main(n: int):
    rows = [1, 2]
    return rows[n]
`;
const sleeps = `
import time

def main():
    print("asleep", flush=True)
    time.sleep(60)
`;

const start = async (script: string, parameters: object = {}): Promise<string> => {
  const { body } = await stage.call('POST', '/runs', { body: { script, parameters } });
  expect(body).toMatchObject({ code: 0 });
  return body.data.id;
};
const show = async (id: string) => (await stage.call('GET', `/runs/${id}`)).body.data;

/** Prepares a run and starts its task. */
const begin = async (id: string) => {
  const prepared = await stage.prepare({ run_id: id, execution: id });
  if (!prepared.start) throw new Error('it was not prepared');
  return stage.startTask(prepared.manifest_url);
};
const runToTheEnd = async (id: string) => {
  await (await begin(id)).ended;
  await stage.onReport(created(reportKey(id, 1)));
  return show(id);
};

test('files in, parameters bound, log, progress, table, control total, artifact with its name', async () => {
  const file = { type: 'string', format: 'file' };
  await stage.addScript('merge', merge, {
    books: { type: 'array', items: file },
    month: { type: 'string' },
    rate: { type: 'number', default: 0.5 },
  });
  const books = [
    await stage.addFile(1, '北京 "office" 😀.txt', Buffer.from('一二三')),
    await stage.addFile(2, 'b.txt', Buffer.from('12345')),
  ];
  const id = await start('merge', { books, month: '2026-11' });
  const run = await runToTheEnd(id);
  expect(run).toMatchObject({
    status: 'succeeded',
    message: '2 books of 2026-11',
    result: { metrics: { rate: 0.5, total: 8 }, tables: [{ name: 'rows', row_count: 1400 }] },
    warnings: [{ code: 'check_does_not_tie' }],
    artifacts_count: 1,
  });
  await stage.onProgress(created(progressKey(id, 1)));
  expect(await show(id)).toEqual(run);

  const { data: log } = (await stage.call('GET', `/runs/${id}/logs`)).body;
  expect(log.lines.map(({ text }: { text: string }) => text)).toEqual([
    'reading 北京 "office" 😀.txt',
    'reading b.txt',
  ]);
  expect(log).toMatchObject({ next: 2, done: true });

  const table = (await stage.call('GET', `/runs/${id}/tables/rows`, { query: 'offset=999&limit=2' })).body;
  expect(table.data).toMatchObject({
    rows: [
      ['b.txt', 5],
      ['北京 "office" 😀.txt', 3],
    ],
    row_count: 1400,
  });

  const [artifact] = (await stage.call('GET', `/runs/${id}/artifacts`)).body.data.items;
  expect(artifact).toMatchObject({ path: '报告/合并 "1".csv', size: 12 });
  const { headers } = await stage.call('GET', `/runs/${id}/artifacts/${artifact.path}`);
  const download = await fetch(headers.location ?? '');
  const body = Buffer.from(await download.arrayBuffer());
  expect(createHash('sha256').update(body).digest('hex')).toBe(artifact.sha256);
  expect(download.headers.get('content-disposition')).toContain(
    `filename*=UTF-8''${encodeURIComponent('合并 "1".csv')}`,
  );
  expect(download.headers.get('content-type')).toBe('text/csv; charset=utf-8');
});

test('a script that raises shows its own frames', async () => {
  await stage.addScript('fails', fails, { n: { type: 'integer' } }, ['n']);
  const run = await runToTheEnd(await start('fails', { n: 5 }));
  expect(run).toMatchObject({
    status: 'failed',
    code: 'script_error',
    message: 'IndexError: list index out of range',
    exception: {
      type: 'IndexError',
      traceback: [{ file: 'fails.py', line: 4, function: 'main', source: '    return rows[n]' }],
    },
  });
});

test('a running script is running with its log live, and cancelled when it is told to stop', async () => {
  await stage.addScript('sleeps', sleeps);
  const id = await start('sleeps');
  const { child, ended } = await begin(id);
  await eventually(async () => {
    const { lines } = (await stage.call('GET', `/runs/${id}/logs`, { query: 'wait=5' })).body.data;
    return lines[0]?.text === 'asleep' || undefined;
  });
  await eventually(async () => {
    await stage.onProgress(created(progressKey(id, 1)));
    return (await show(id)).status === 'running' || undefined;
  });
  expect((await stage.call('POST', `/runs/${id}/cancel`)).body.data.status).toBe('cancelling');
  child.kill('SIGTERM');
  await ended;
  await stage.onReport(created(reportKey(id, 1)));
  expect((await show(id)).status).toBe('cancelling');
  expect(await stage.finalize({ run_id: id, prepared: { attempt: 1 } })).toMatchObject({ retry: false });
  expect(await show(id)).toMatchObject({ status: 'cancelled', message: 'cancelled by fang' });
});

test('a task that begins after the run was cancelled finds nothing to do', async () => {
  const id = await start('sleeps');
  const prepared = await stage.prepare({ run_id: id, execution: id });
  await stage.call('POST', `/runs/${id}/cancel`);
  if (!prepared.start) throw new Error('it was not prepared');
  await stage.startTask(prepared.manifest_url).ended;
  expect((await stage.call('GET', `/runs/${id}/logs`)).body.data.lines).toEqual([]);
  await stage.finalize({ run_id: id, prepared });
  expect((await show(id)).status).toBe('cancelled');
});

test('nothing signed is in the table or in the functions’ log', async () => {
  const { Items = [] } = await stage.table.client.send(new ScanCommand({ TableName: stage.table.name }));
  expect(Items.length).toBeGreaterThan(4);
  expect(JSON.stringify([Items, stage.log])).not.toMatch(/X-Amz-|Signature|Policy/);
});
