import { GetObjectCommand } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { makeFindRunnableVersion } from '../../functions/scripts/index.ts';
import { makeInspect } from '../../functions/scripts/inspection.ts';
import { makeSourceStore } from '../../functions/scripts/source-store.ts';
import { makeScriptStore } from '../../functions/scripts/store.ts';
import { httpEvent, lambdaContext } from '../unit/platform/http-events.ts';
import { form } from '../unit/scripts/form.ts';
import { scriptsApi, source } from '../unit/scripts/scripts-api.ts';
import { defineScriptStoreSuite } from '../unit/scripts/store-suite.ts';
import { type FilesStage, invokePython, openFilesStage } from './files-stage.ts';

let stage: FilesStage;
beforeAll(async () => {
  stage = await openFilesStage();
});
afterAll(() => stage.close());

defineScriptStoreSuite(() => makeScriptStore(stage.table), 'table');

/** The API over the table, the bucket and the real inspection. */
const realApi = () =>
  scriptsApi({
    store: makeScriptStore(stage.table),
    sources: makeSourceStore(stage.s3, stage.bucket),
    inspect: makeInspect(invokePython('runner.contract.lambda_handler'), 'InspectScript'),
  });

describe('scripts on table, bucket and inspection', () => {
  test('an uploaded script can be found by a run, with its very bytes', async () => {
    const { author } = realApi();
    const words = 'def main(month: str = "2026-11", rows: int = 5):\n    """汇总各办事处。"""\n';
    const { status, body } = await author('POST', '/scripts/upload', await form('offices.py', words));
    expect([status, body.data.summary, body.data.created_by]).toEqual([201, '汇总各办事处。', 'ann']);
    expect(Object.keys(body.data.parameters.properties)).toEqual(['month', 'rows']);
    const found = await makeFindRunnableVersion(stage.table, stage.bucket)('offices');
    expect(found).toMatchObject({ version: 1, sha256: body.data.sha256, size: Buffer.byteLength(words) });
    const { Body } = await stage.s3.send(new GetObjectCommand({ Bucket: found.bucket, Key: found.key }));
    expect(await Body?.transformToString()).toBe(words);
    expect((await author('GET', '/scripts/offices/versions/1/source')).body.data.source).toBe(words);
    expect((await author('GET', '/scripts?q=OFFICES')).body.data.items).toHaveLength(1);
  });

  test.each([
    ['no main', 'def run():\n    pass\n'],
    ['a syntax error', 'def main():\n    return (\n'],
    ['a bad annotation', 'def main(a: socket):\n    pass\n'],
    ['a default that is no literal', 'def main(a: int = len("x")):\n    pass\n'],
    ['bytes that are no UTF-8', Buffer.from([0x64, 0xff, 0xfe])],
    ['deep nesting', `def main():\n    return ${'('.repeat(5000)}1${')'.repeat(5000)}\n`],
    ['nothing', ''],
  ])('%s is 40001 with a place, in both languages', async (_what, words) => {
    const { author } = realApi();
    const sent = await form('faulty.py', words);
    const { status, body } = await author('POST', '/scripts/upload', sent);
    expect([status, body.code]).toEqual([400, 40001]);
    expect(body.errors[0]).toMatchObject({
      field: 'file',
      line: expect.any(Number),
      column: expect.any(Number),
    });
    const headers = { ...sent.headers, 'accept-language': 'zh-CN' };
    const chinese = await author('POST', '/scripts/upload', { ...sent, headers });
    expect(chinese.body.errors[0].message).toMatch(/\p{Script=Han}/u);
    expect((await author('GET', '/scripts/faulty')).status).toBe(404);
  });

  test('uploads at once get a number each or a conflict, and none is lost', async () => {
    const { author } = realApi();
    const words = (n: number) => `def main():\n    return ${n}\n`;
    const answers = await Promise.all(
      Array.from({ length: 12 }, (_, n) => author('POST', '/scripts/upload', source('raced', words(n)))),
    );
    const made = answers.filter(({ status }) => status === 201);
    expect(answers.every(({ status }) => status === 201 || status === 409)).toBe(true);
    const { items } = (await author('GET', '/scripts/raced/versions?page_size=50')).body.data;
    expect(items.map(({ version }: { version: number }) => version)).toEqual(
      Array.from({ length: made.length }, (_, n) => made.length - n),
    );
    for (const { body } of made) {
      const { data } = (await author('GET', `/scripts/raced/versions/${body.data.version}/source`)).body;
      expect(data.sha256).toBe(body.data.sha256);
    }
  });

  test('one content at once is one version; one key at once is one answer', async () => {
    const { author } = realApi();
    const options = source('same', 'def main():\n    pass\n');
    const answers = await Promise.all(
      Array.from({ length: 10 }, () => author('POST', '/scripts/upload', options)),
    );
    expect(answers.map(({ body }) => body.data.version)).toEqual(Array(10).fill(1));
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(1);
    const keyed = { ...source('keyed', 'def main():\n    pass\n'), headers: { 'idempotency-key': 'k' } };
    const repeated = await Promise.all(
      Array.from({ length: 10 }, () => author('POST', '/scripts/upload', keyed)),
    );
    expect(new Set(repeated.map(({ status, body }) => `${status} ${body.data.created_at}`)).size).toBe(1);
  });
});

test('the exported handler refuses who is not signed in', async () => {
  for (const [name, value] of Object.entries({
    TABLE_NAME: 'openscript',
    USER_POOL_ID: 'us-east-1_pool',
    USER_POOL_CLIENT_ID: 'client',
    CURSOR_SECRET_ARN: 'secret',
    FILES_BUCKET: 'files',
    INSPECT_FUNCTION: 'InspectScript',
  }))
    vi.stubEnv(name, value);
  const { handler } = await import('../../functions/scripts/api.ts');
  const reply = await handler(httpEvent('GET', '/scripts'), lambdaContext);
  expect(reply).toMatchObject({ statusCode: 401 });
});
