import { PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { beforeAll, describe, expect, inject, it } from 'vitest';
import { clientConfig } from '../../local/platform/aws.ts';
import { type Client, freshName, newUser } from './platform/client.ts';

const { url, access, outputs } = inject('platform');
const bucket = outputs.FilesBucket ?? '';

const source = `from openscript import File

def main(bank: File, ledger: File, rates: File, month: str):
    """Adds up what the three files hold."""
    total = sum(int(open(f).read()) for f in (bank, ledger, rates))
    return {"message": f"{month}: {total}", "metrics": {"total": total}}
`;

const members = [
  { parameter: 'bank', pattern: 'bank_(?<month>\\d{6})\\.csv' },
  { parameter: 'ledger', pattern: 'ledger_\\k<month>\\.xlsx' },
  { parameter: 'rates', pattern: 'rates_\\k<month>\\.csv' },
];

const s3 = new S3Client({ ...clientConfig(access), forcePathStyle: true });
const put = (key: string, body: string) =>
  s3.send(new PutObjectCommand({ Bucket: bucket, Key: key, Body: body }));

/** Asks until the answer is the wanted one; gives the last answer. */
const until = async <Value>(ask: () => Promise<Value>, wanted: (value: Value) => boolean, seconds = 60) => {
  for (const end = Date.now() + seconds * 1000; ; ) {
    const value = await ask();
    if (wanted(value)) return value;
    if (Date.now() > end) throw new Error(`it did not come to that: ${JSON.stringify(value)}`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
};

describe('drop folders', () => {
  let clerk: Client;
  let script: string;
  beforeAll(async () => {
    clerk = await newUser(url, 'clerk');
    script = freshName('reconcile');
    const uploaded = await clerk.uploadScript(`${script}.py`, source);
    expect(uploaded.status).toBe(201);
  });

  const create = async (more: Record<string, unknown> = {}) => {
    const created = await clerk.call('POST', '/drop-folders', {
      name: freshName('month-end-'),
      script,
      parameters: { month: '{{ set.month }}' },
      members,
      quiet_seconds: 1,
      ...more,
    });
    expect(created.body).toMatchObject({ code: 0 });
    return created.body.data;
  };
  const setsOf = async (id: string) => (await clerk.call('GET', `/drop-folders/${id}/sets`)).body.data.items;
  const straysOf = async (id: string) =>
    (await clerk.call('GET', `/drop-folders/${id}/strays`)).body.data.items;
  const runsOf = async (id: string) =>
    (await clerk.call('GET', `/runs?trigger=drop&page_size=100`)).body.data.items.filter(
      (run: { trigger: { drop_folder_id: string } }) => run.trigger.drop_folder_id === id,
    );

  it('starts one run when the set is complete, in any order, and shows what is missing before', async () => {
    const folder = await create();
    await put(`${folder.prefix}rates_202605.csv`, '3');
    await put(`${folder.prefix}bank_202605.csv`, '1');
    const [collecting] = await until(
      () => setsOf(folder.id),
      (sets) => sets[0]?.arrived === 2,
    );
    expect(collecting).toMatchObject({
      status: 'collecting',
      key: { month: '202605' },
      wanted: 3,
      members: [{ missing: 0 }, { missing: 1, files: [] }, { missing: 0 }],
    });
    await put(`${folder.prefix}ledger_202605.xlsx`, '20');
    const sets = await until(
      () => setsOf(folder.id),
      (found) => found[0]?.run_id !== null,
    );
    expect(sets).toHaveLength(1);
    const run = await clerk.waitForEnd(sets[0].run_id);
    expect(run).toMatchObject({
      status: 'succeeded',
      result: { message: '202605: 24' },
      trigger: { type: 'drop', drop_folder_id: folder.id, set_id: sets[0].id, key: { month: '202605' } },
    });
    expect(await runsOf(folder.id)).toHaveLength(1);
    expect(await straysOf(folder.id)).toEqual([]);
  });
});
