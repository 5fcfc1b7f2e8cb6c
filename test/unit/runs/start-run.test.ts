import { describe, expect, test, vi } from 'vitest';
import { fileId, versionOf } from './stage/files-and-scripts.ts';
import { openStage } from './stage/stage.ts';

const file = { type: 'string', format: 'file' };

const open = () => {
  const stage = openStage();
  stage.scripts.add(versionOf('plain'));
  stage.scripts.add(
    versionOf(
      'merge',
      {
        month: { type: 'string', pattern: '^\\d{4}-\\d{2}$' },
        rate: { type: 'string', format: 'decimal', default: '0.05' },
        books: {
          type: 'array',
          items: file,
          'x-accept': ['.xlsx', '.csv'],
          'x-maxSize': 1000,
          minItems: 1,
          maxItems: 60,
        },
        template: file,
      },
      ['month', 'books'],
    ),
  );
  return stage;
};
type Stage = ReturnType<typeof open>;

const post = (stage: Stage, body: unknown, headers: Record<string, string> = {}, who = 'fang') =>
  stage.call('POST', '/runs', { body, headers }, who);
const faultsOf = (answer: Awaited<ReturnType<typeof post>>): Record<string, string> =>
  Object.fromEntries(
    answer.body.errors.map(({ field, message }: { field: string; message: string }) => [field, message]),
  );

describe('POST /runs', () => {
  test('answers 202 with the run and where it is; what was not given has its default', async () => {
    const stage = open();
    const book = stage.files.add(1, 'A.XLSX');
    const answer = await post(stage, { script: 'merge', parameters: { month: '2026-11', books: book } });
    expect(answer.status).toBe(202);
    expect(answer.headers.location).toBe(`/api/v1/runs/${answer.body.data.id}`);
    expect(answer.body.data).toMatchObject({
      script: 'merge',
      version: 1,
      status: 'queued',
      parameters: { month: '2026-11', rate: '0.05' },
      files: { books: [{ id: book, name: 'A.XLSX', size: 10, sha256: 'a'.repeat(64) }] },
      trigger: { type: 'manual' },
      retry_of: null,
      message: null,
    });
  });

  test('names every faulty parameter, in the caller’s language', async () => {
    const stage = open();
    const pdf = stage.files.add(1, '报表.pdf');
    const large = stage.files.add(2, 'large.csv', 'sub-fang', 1001);
    const parameters = {
      month: 'November',
      rate: 'much',
      colour: 'red',
      books: [pdf, large, fileId(99)],
      template: [pdf, large],
    };
    const answer = await post(stage, { script: 'merge', parameters });
    expect(answer.body).toMatchObject({ code: 40001 });
    expect(answer.status).toBe(400);
    expect(faultsOf(answer)).toEqual({
      'parameters.month': '"November" does not match the pattern ^\\d{4}-\\d{2}$',
      'parameters.rate': 'an exact number as text, such as "1234.50", is wanted, not "much"',
      'parameters.colour': 'the script has no such parameter; it has month, rate, books, template',
      'parameters.books.0': 'the file "报表.pdf" is not taken here: .xlsx, .csv wanted',
      'parameters.books.1': 'the file "large.csv" has 1001 bytes; at most 1000 are taken',
      'parameters.books.2': 'no such file, or it is not yours, or its upload was not completed',
      'parameters.template': 'one file is wanted, 2 given',
    });
    const chinese = await post(stage, { script: 'merge' }, { 'accept-language': 'zh-CN' });
    expect(faultsOf(chinese)).toEqual({ 'parameters.month': '缺少值', 'parameters.books': '缺少值' });
    expect([...stage.store.runs]).toEqual([]);
  });

  test('takes no file of somebody else, and at most 50', async () => {
    const stage = open();
    const theirs = stage.files.add(1, 'a.csv', 'sub-wei');
    const one = await post(stage, { script: 'merge', parameters: { month: '2026-11', books: [theirs] } });
    expect(faultsOf(one)['parameters.books.0']).toContain('no such file');
    const many = Array.from({ length: 51 }, (_, n) => stage.files.add(n, `${n}.csv`));
    const all = await post(stage, { script: 'merge', parameters: { month: '2026-11', books: many } });
    expect(faultsOf(all)).toEqual({ 'parameters.books': '51 given, at most 50 allowed' });
    const parameters = { month: '2026-11', books: many.slice(0, 50) };
    expect((await post(stage, { script: 'merge', parameters })).status).toBe(202);
  });

  test('refuses parameters that do not fit into a row', async () => {
    const stage = open();
    stage.scripts.add(versionOf('text', { words: { type: 'string' } }));
    const answer = await post(stage, { script: 'text', parameters: { words: '字'.repeat(44_000) } });
    expect(faultsOf(answer).parameters).toContain('at most 131072');
  });

  test.each([
    [{ script: 'nothing' }, 404, 40401],
    [{ script: 'plain', version: 2 }, 404, 40401],
    [{ script: 'plain', colour: 1 }, 400, 40001],
    [{ script: '../plain' }, 400, 40001],
    [{ script: 'plain', parameters: [] }, 400, 40001],
    [{ script: 'plain', version: 0 }, 400, 40001],
    ['no JSON', 400, 40001],
  ])('%j is %i', async (body, status, code) => {
    const answer = await post(open(), body);
    expect(answer.body).toMatchObject({ code });
    expect(answer.status).toBe(status);
  });

  test('an archived script does not run; nobody and an auditor start nothing', async () => {
    const stage = open();
    stage.scripts.archived.add('plain');
    expect((await post(stage, { script: 'plain' })).status).toBe(409);
    expect((await post(stage, { script: 'merge' }, {}, 'nobody')).status).toBe(401);
    expect((await post(stage, { script: 'merge' }, {}, 'ada')).status).toBe(403);
  });

  test('twenty at once with one idempotency key are one run; another body is a conflict', async () => {
    const stage = open();
    const key = { 'idempotency-key': 'k-1' };
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => post(stage, { script: 'plain' }, key)),
    );
    expect(new Set(answers.map(({ body }) => body.data.id)).size).toBe(1);
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([202]));
    expect(stage.store.runs.size).toBe(1);
    const other = await post(stage, { script: 'plain', parameters: {} }, key);
    expect(other.body).toMatchObject({ code: 40901 });
    expect((await post(stage, { script: 'plain' }, key, 'wei')).body.data.id).not.toBe(
      answers[0]?.body.data.id,
    );
    stage.clock.at += 25 * 60 * 60 * 1000;
    expect((await post(stage, { script: 'plain' }, key)).body.data.id).not.toBe(answers[0]?.body.data.id);
  });

  test('is acknowledged although Step Functions is down; the sweeper starts it', async () => {
    const stage = open();
    stage.cloud.stepFunctionsDown = true;
    const answer = await post(stage, { script: 'plain' });
    expect(answer.status).toBe(202);
    expect(await stage.sweep(0)).toEqual({ failed: 1 });
    stage.cloud.stepFunctionsDown = false;
    expect(await stage.sweep(0)).toEqual({ started: 1 });
    expect(stage.cloud.executions.has(answer.body.data.id)).toBe(true);
    expect(await stage.sweep(0)).toEqual({});
  });

  test('a file that is deleted between the check and the transaction is named, and nothing is written', async () => {
    const stage = open();
    const book = stage.files.add(1, 'a.csv');
    vi.spyOn(stage.files.ready, 'has').mockReturnValue(false); // what the transaction asks; the check before it reads
    const answer = await post(stage, { script: 'merge', parameters: { month: '2026-11', books: [book] } });
    expect(faultsOf(answer)['parameters.books.0']).toContain('no such file');
    expect(stage.cloud.executions.size).toBe(0);
    expect(await stage.store.listActive()).toEqual([]);
    expect(await stage.store.isFileInUse(book, stage.clock.at)).toBe(false);
  });
});
