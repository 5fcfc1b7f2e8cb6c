import { describe, expect, test } from 'vitest';
import type { Report } from '../../../events/runner/report.ts';
import type { ColumnMask } from '../../../functions/platform/mask-schema.ts';
import { versionOf } from './stage/files-and-scripts.ts';
import { reportOf, runnerOf } from './stage/runner.ts';
import { openStage } from './stage/stage.ts';

const sha256 = 'd'.repeat(64);
const artifact = (path: string, size: number) => ({ path, size, sha256, content_type: 'text/html' });
const resultWith = (changes: Partial<NonNullable<Report['result']>>) => ({
  ...reportOf('', 1).result,
  message: 'done',
  metrics: {},
  checks: [],
  tables: [],
  charts: [],
  files: [],
  values: {},
  ...changes,
});

const finished = async (
  report: Partial<Report>,
  outputs: Readonly<Record<string, string>> = {},
  chunks: readonly [string, number, unknown][] = [],
  masks: readonly ColumnMask[] = [],
) => {
  const stage = openStage(masks.length === 0 ? {} : { masks });
  stage.scripts.add(versionOf('merge'));
  const { body } = await stage.call('POST', '/runs', { body: { script: 'merge' } });
  const id: string = body.data.id;
  await stage.prepare({ run_id: id, execution: id });
  const runner = runnerOf(stage, id);
  for (const [path, content] of Object.entries(outputs)) runner.output(path, content);
  for (const chunk of chunks) runner.tableChunk(...chunk);
  await stage.onReport(runner.report(report));
  const get = (rest: string, query = '') => stage.call('GET', `/runs/${id}${rest}`, { query });
  return { stage, id, get };
};

describe('artifacts', () => {
  test('are listed as stored, with the type they are served with, whatever the report says', async () => {
    const { get } = await finished(
      { artifacts: [artifact('报告/“北京” 1.xlsx', 3), artifact('page.html', 2), artifact('lost.csv', 9)] },
      { '报告/“北京” 1.xlsx': 'abc', 'page.html': 'ab', 'lost.csv': 'a', 'unreported.csv': 'x' },
    );
    expect((await get('/artifacts')).body.data.items).toEqual([
      {
        path: '报告/“北京” 1.xlsx',
        name: '“北京” 1.xlsx',
        size: 3,
        sha256,
        content_type: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
      },
      { path: 'page.html', name: 'page.html', size: 2, sha256, content_type: 'application/octet-stream' },
    ]);
    const { data } = (await get('')).body;
    expect(data).toMatchObject({
      status: 'succeeded',
      artifacts_count: 2,
      warnings: [{ code: 'artifact_missing', path: 'lost.csv' }],
    });
  });

  test('come in the order that the script names them, then as reported', async () => {
    const names = ['a.csv', 'b.csv', 'c.csv', 'd.csv'];
    const { get } = await finished(
      {
        artifacts: names.map((name) => artifact(name, 1)),
        result: resultWith({ files: ['c.csv', 'a.csv'] }),
      },
      Object.fromEntries(names.map((name) => [name, 'x'])),
    );
    const { items } = (await get('/artifacts')).body.data;
    expect(items.map(({ path }: { path: string }) => path)).toEqual(['c.csv', 'a.csv', 'b.csv', 'd.csv']);
  });

  test('download by a redirect to an attachment under their own name, for five minutes', async () => {
    const path = '报告/100% “a”.xlsx';
    const { get, id } = await finished({ artifacts: [artifact(path, 3)] }, { [path]: 'abc' });
    // The gateway decodes a path but for %25, and the router's parameter is decoded once more.
    const asked = path.replace('%', '%25');
    const answer = await get(`/artifacts/${asked}`);
    expect(answer.status).toBe(302);
    expect(answer.headers['x-content-type-options']).toBe('nosniff');
    const url = new URL(answer.headers.location ?? '');
    expect(decodeURI(url.pathname)).toBe(`/artifacts/runs/${id}/1/out/${path}`);
    expect(url.searchParams.get('seconds')).toBe('300');
    expect(url.searchParams.get('disposition')).toBe(
      `attachment; filename="100_ _a_.xlsx"; filename*=UTF-8''100%25%20%E2%80%9Ca%E2%80%9D.xlsx`,
    );
    const asData = await get(`/artifacts/${asked}`, 'redirect=false');
    expect(asData.status).toBe(200);
    expect(asData.body.data).toEqual({ url: answer.headers.location });
  });

  test('only what is listed can be downloaded', async () => {
    const { get, stage, id } = await finished(
      { artifacts: [artifact('a.csv', 1)] },
      { 'a.csv': 'x', 'b.csv': 'x' },
    );
    for (const path of ['b.csv', '../report.json', '../manifest.json', 'A.csv', 'a.csv/'])
      expect((await get(`/artifacts/${path}`)).status).toBe(404);
    stage.objects.objects.delete(`outcomes/${id}/1/artifacts.json`);
    expect((await get('/artifacts/a.csv')).status).toBe(404);
  });
});

describe('returned tables', () => {
  const columns = [
    { name: 'office', type: 'string' },
    { name: 'total', type: 'number' },
  ];
  const rowsFrom = (first: number, count: number) =>
    Array.from({ length: count }, (_, index) => [`office ${first + index}`, first + index]);
  const withTable = () =>
    finished(
      { result: resultWith({ tables: [{ name: '汇总/1', columns, row_count: 2500, chunk_rows: 1000 }] }) },
      {},
      [0, 1, 2].map((chunk) => ['汇总/1', chunk, rowsFrom(chunk * 1000, chunk === 2 ? 500 : 1000)]),
    );
  const path = `/tables/${encodeURIComponent('汇总/1')}`;

  test.each([
    ['', 0, 100],
    ['offset=950&limit=100', 950, 100],
    ['offset=1999&limit=1000', 1999, 501],
    ['offset=2499&limit=1', 2499, 1],
    ['offset=2500', 2500, 0],
    ['offset=99999', 99999, 0],
  ])('%s gives %i and %i rows', async (query, offset, count) => {
    const { get } = await withTable();
    expect((await get(path, query)).body.data).toEqual({
      name: '汇总/1',
      columns,
      rows: rowsFrom(offset, count),
      offset,
      row_count: 2500,
      masked: [],
    });
  });

  test('rows that are too large together come in parts', async () => {
    const large = Array.from({ length: 10 }, (_, n) => ['x'.repeat(1024 * 1024), n]);
    const { get } = await finished(
      { result: resultWith({ tables: [{ name: 't', columns, row_count: 10, chunk_rows: 1000 }] }) },
      {},
      [['t', 0, large]],
    );
    expect((await get('/tables/t')).body.data.rows).toHaveLength(3);
    expect((await get('/tables/t', 'offset=9')).body.data.rows).toHaveLength(1);
  });

  test('an unknown table is 404, and so is one whose rows are not what they should be', async () => {
    const { get, stage, id } = await withTable();
    expect((await get('/tables/other')).status).toBe(404);
    stage.objects.objects.set(`runs/${id}/1/tables/汇总/1/000000.json`, '[[{"nested": 1}]]');
    expect((await get(path)).status).toBe(404);
  });
});

describe('the result', () => {
  test('a control total that does not tie is a warning of a run that succeeded', async () => {
    const check = { name: '合计', expected: '1', actual: '2', tolerance: '0', difference: '1', ties: false };
    const { get } = await finished({
      result: resultWith({ checks: [check, { ...check, name: 'b', ties: true }] }),
      warnings: [{ code: 'check_does_not_tie', message: 'the runner says so too', name: '合计' }],
    });
    expect((await get('')).body.data).toMatchObject({
      status: 'succeeded',
      warnings: [
        { code: 'check_does_not_tie', message: 'a control total does not tie: 合计: expected 1, actual 2' },
      ],
    });
    expect((await get('')).body.data.warnings).toHaveLength(1);
  });

  test('one that is larger than an answer may be fails the run, saying what to do', async () => {
    const { get } = await finished({ result: resultWith({ values: { all: 'x'.repeat(1024 * 1024) } }) });
    expect((await get('')).body.data).toMatchObject({
      status: 'failed',
      code: 'result_invalid',
      result: null,
    });
    expect((await get('')).body.data.message).toContain('return rows as a table');
  });

  test('is not there any more when retention has removed it', async () => {
    const { get, stage, id } = await finished({});
    stage.objects.objects.delete(`outcomes/${id}/1/outcome.json`);
    expect((await get('')).body.data).toMatchObject({ status: 'succeeded', message: 'done', result: null });
  });
});

describe('masked columns', () => {
  const phones: readonly ColumnMask[] = [{ columns: ['手机*'], kind: 'phone' }];
  const columns = [
    { name: '姓名', type: 'string' },
    { name: '手机号', type: 'string' },
  ];
  const open = (masks: readonly ColumnMask[]) =>
    finished(
      {
        artifacts: [artifact('通讯录.xlsx', 3)],
        result: resultWith({ tables: [{ name: 't', columns, row_count: 1, chunk_rows: 1000 }] }),
      },
      { '通讯录.xlsx': 'abc' },
      [['t', 0, [['张三', '13812345678']]]],
      masks,
    );

  test('are hidden in tables, and named; the artifact is the masked copy', async () => {
    const { get } = await open(phones);
    expect((await get('/tables/t')).body.data).toMatchObject({
      rows: [['张三', '138****5678']],
      masked: ['手机号'],
    });
    const download = await get(`/artifacts/${encodeURIComponent('通讯录.xlsx')}`, 'redirect=false');
    expect(download.body.data).toEqual({ url: 'https://s3.test/masked/通讯录.xlsx' });
  });

  test('without a mask nothing is hidden', async () => {
    const { get } = await open([]);
    expect((await get('/tables/t')).body.data).toMatchObject({
      rows: [['张三', '13812345678']],
      masked: [],
    });
  });
});
