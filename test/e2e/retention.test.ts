/** What has served its time is gone from the table and the buckets; what is pinned stays. */
import { DynamoDBClient, ListTablesCommand } from '@aws-sdk/client-dynamodb';
import { InvokeCommand, LambdaClient, ListFunctionsCommand } from '@aws-sdk/client-lambda';
import { ListBucketsCommand, ListObjectsV2Command, S3Client } from '@aws-sdk/client-s3';
import { beforeAll, expect, inject, it } from 'vitest';
import { openTable } from '../../functions/platform/table.ts';
import { makeRunStore, type RunStore } from '../../functions/runs/store.ts';
import { clientConfig } from '../../local/platform/aws.ts';
import { type Client, freshName, newUser } from './platform/client.ts';

const { url, access } = inject('platform');
const config = clientConfig(access);
const DAY_MS = 24 * 60 * 60 * 1000;
let author: Client;
let store: RunStore;
let expire: () => Promise<Record<string, number>>;

beforeAll(async () => {
  author = await newUser(url, 'author');
  const db = new DynamoDBClient(config);
  const { TableNames = [] } = await db.send(new ListTablesCommand({}));
  const name = TableNames.find((each) => each.startsWith('OpenScriptData-Main')) ?? '';
  store = makeRunStore(openTable(name, db));
  const lambda = new LambdaClient(config);
  const { Functions = [] } = await lambda.send(new ListFunctionsCommand({ MaxItems: 50 }));
  const FunctionName = Functions.map((each) => each.FunctionName ?? '').find((each) =>
    each.includes('ExpireRuns'),
  );
  expire = async () => {
    const { Payload } = await lambda.send(new InvokeCommand({ FunctionName, Payload: '{}' }));
    return JSON.parse(Payload?.transformToString() ?? '{}');
  };
});

/** Objects of a run in the artifacts bucket. */
const objectsOf = async (runId: string): Promise<number> => {
  const s3 = new S3Client({ ...config, forcePathStyle: true });
  const { Buckets = [] } = await s3.send(new ListBucketsCommand({}));
  const Bucket = Buckets.map(({ Name = '' }) => Name).find((name) => name.includes('artifacts'));
  const listed = ['runs', 'outcomes'].map((folder) =>
    s3.send(new ListObjectsV2Command({ Bucket, Prefix: `${folder}/${runId}/` })),
  );
  return (await Promise.all(listed)).reduce((sum, { Contents = [] }) => sum + Contents.length, 0);
};

/** As if the run had ended some days ago. */
const age = async (runId: string, days: number): Promise<void> => {
  const run = await store.find(runId);
  if (run?.finished_at == null) throw new Error('the run has not ended');
  const finished_at = new Date(Date.parse(run.finished_at) - days * DAY_MS).toISOString();
  const look_on = run.look_on === null ? null : new Date(Date.now() - DAY_MS).toISOString().slice(0, 10);
  expect(await store.replace(run, { ...run, finished_at, look_on, revision: run.revision + 1 })).toBe(true);
};

it('a run with its objects and its file is removed when its days are over, and a pinned one is not', async () => {
  const script = freshName('old');
  const source = `from openscript import File

def main(book: File):
    open("out/copy.txt", "w").write("x")
    print("a line")
`;
  expect((await author.uploadScript(`${script}.py`, source)).status).toBe(201);
  const { data } = (await author.call('GET', `/scripts/${script}`)).body;
  const retention = { run_days: 2, log_days: 1, artifact_days: 1, file_days: 2 };
  await author.call('PATCH', `/scripts/${script}`, { version: data.version, policy: { retention } });
  const books = [];
  const ids: string[] = [];
  for (const text of ['one', 'two']) {
    const book = await author.uploadFile(`${text}.txt`, new TextEncoder().encode(text));
    books.push(book);
    const { id } = await author.startRun(script, { book });
    expect((await author.waitForEnd(id)).status).toBe('succeeded');
    ids.push(id);
  }
  const [gone = '', kept = ''] = ids;
  expect((await author.call('PATCH', `/runs/${kept}`, { pinned: true })).body.data.pinned).toBe(true);
  const used = await author.call('GET', `/runs?file=${books[0]}`);
  expect(used.body.data.items.map(({ id }: { id: string }) => id)).toEqual([gone]);
  for (const id of ids) await age(id, 3);

  expect(await expire()).toMatchObject({ run: 1, files: 1, failed: 0 });
  expect((await author.call('GET', `/runs/${gone}`)).status).toBe(404);
  expect((await author.call('GET', `/files/${books[0]}`)).status).toBe(404);
  expect(await objectsOf(gone)).toBe(0);
  expect((await author.showRun(kept)).status).toBe('succeeded');
  expect((await author.call('GET', `/files/${books[1]}`)).status).toBe(200);
  expect(await objectsOf(kept)).toBeGreaterThan(2);
  const { counts, complete } = (await author.call('GET', '/runs/counts?days=7')).body.data;
  expect([counts.succeeded, complete]).toEqual([1, true]);

  await author.call('PATCH', `/runs/${kept}`, { pinned: false });
  expect(await expire()).toMatchObject({ run: 1, files: 1, failed: 0 });
  expect(await objectsOf(kept)).toBe(0);
});
