import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { appendFile, mkdir, readdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { beforeAll, describe, expect, inject, it } from 'vitest';
import { clientConfig } from '../../local/platform/aws.ts';
import { type Client, freshName, newUser } from './platform/client.ts';

const { url, access, outputs, home } = inject('platform');
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

const sqs = new SQSClient(clientConfig(access));
const s3 = new S3Client({ ...clientConfig(access), forcePathStyle: true });
const put = (key: string, body: string) =>
  s3.send(new PutObjectCommand({ Bucket: bucket, Key: key, Body: body }));

/** S3's event of an object, put on the queue as EventBridge does. */
const tell = (key: string, versionId: string | undefined) =>
  sqs.send(
    new SendMessageCommand({
      QueueUrl: outputs.DropQueueUrl ?? '',
      MessageBody: JSON.stringify({
        source: 'aws.s3',
        'detail-type': 'Object Created',
        detail: {
          bucket: { name: bucket },
          object: { key, 'version-id': versionId, size: 1, sequencer: '0' },
        },
      }),
    }),
  );

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
  /** Its deadline is a minute after its first file. */
  let late: { id: string; prefix: string };
  beforeAll(async () => {
    clerk = await newUser(url, 'clerk');
    script = freshName('reconcile');
    const uploaded = await clerk.uploadScript(`${script}.py`, source);
    expect(uploaded.status).toBe(201);
    late = await create({ deadline: { after_minutes: 1 } });
    await put(`${late.prefix}bank_202612.csv`, '1');
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

  it('starts one run when every event is delivered ten times at once, in any order', async () => {
    const folder = await create();
    const keys = ['ledger_202606.xlsx', 'bank_202606.csv', 'rates_202606.csv'].map(
      (name) => `${folder.prefix}${name}`,
    );
    const versions = await Promise.all(keys.map(async (key) => (await put(key, '7')).VersionId));
    const events = Array.from({ length: 10 }, () =>
      keys.map((key, at) => [key, versions[at]] as const),
    ).flat();
    await Promise.all(events.reverse().map(([key, version]) => tell(key, version)));
    const [set] = await until(
      () => setsOf(folder.id),
      (sets) => sets[0]?.run_id !== null && sets.length > 0,
    );
    expect(await clerk.waitForEnd(set.run_id)).toMatchObject({ result: { metrics: { total: 21 } } });
    await Promise.all(keys.map((key, at) => tell(key, versions[at])));
    await until(
      async () => (await clerk.call('GET', `/drop-folders/${folder.id}`)).body.data.open_sets,
      (open) => open === 0,
    );
    expect(await setsOf(folder.id)).toHaveLength(1);
    expect(await runsOf(folder.id)).toHaveLength(1);
    expect(await straysOf(folder.id)).toEqual([]);
  });

  it('does not run the same content again, and does when it is told to', async () => {
    const folder = await create();
    const drop = () =>
      Promise.all([
        put(`${folder.prefix}bank_202607.csv`, '1'),
        put(`${folder.prefix}ledger_202607.xlsx`, '2'),
        put(`${folder.prefix}rates_202607.csv`, '3'),
      ]);
    await drop();
    const [first] = await until(
      () => setsOf(folder.id),
      (sets) => sets[0]?.status === 'ran',
    );
    await drop();
    const [second] = await until(
      () => setsOf(folder.id),
      (sets) => sets[0]?.status === 'duplicate',
    );
    expect(second).toMatchObject({ run_id: first.run_id, earlier_set_id: first.id });
    expect(second.reason).toContain('ran before');
    expect(await runsOf(folder.id)).toHaveLength(1);
    const forced = await clerk.call('POST', `/drop-folders/${folder.id}/sets/${second.id}/run`);
    expect(forced.status).toBe(202);
    const [again] = await until(
      () => setsOf(folder.id),
      (sets) => sets[0]?.status === 'ran',
    );
    expect(again.run_id).not.toBe(first.run_id);
    expect(await runsOf(folder.id)).toHaveLength(2);
  });

  it('puts strays aside with the reason, and takes them in again under another name', async () => {
    const folder = await create();
    await put(`${folder.prefix}holiday photo.png`, 'x');
    await put(`${folder.prefix}bank 2026-08.csv`, '5');
    const strays = await until(
      () => straysOf(folder.id),
      (found) => found.length === 2 && found.every((stray: { quarantined: boolean }) => stray.quarantined),
    );
    expect(strays.map(({ code }: { code: string }) => code)).toEqual(['no_member', 'no_member']);
    const byPath = (path: string) => strays.find((stray: { path: string }) => stray.path === path).id;
    const base = `/drop-folders/${folder.id}/strays`;
    const gone = await clerk.call('DELETE', `${base}/${byPath('holiday photo.png')}`);
    expect(gone.status).toBe(200);
    const released = await clerk.call('POST', `${base}/${byPath('bank 2026-08.csv')}/release`, {
      path: 'bank_202608.csv',
    });
    expect(released.status).toBe(202);
    const [set] = await until(
      () => setsOf(folder.id),
      (sets) => sets.length > 0,
    );
    expect(set).toMatchObject({ key: { month: '202608' }, arrived: 1, wanted: 3 });
    expect(await straysOf(folder.id)).toEqual([]);
    const early = await clerk.call('POST', `/drop-folders/${folder.id}/sets/${set.id}/run`);
    expect([early.status, early.body.errors[0].field]).toEqual([400, 'members.1']);
    const discarded = await clerk.call('POST', `/drop-folders/${folder.id}/sets/${set.id}/discard`);
    expect(discarded.body.data).toMatchObject({ status: 'discarded' });
  });

  it('waits while it is paused, and takes what is uploaded by a signed URL', async () => {
    const folder = await create({ enabled: false, quiet_seconds: 0 });
    for (const [name, content] of [
      ['bank_202609.csv', '1'],
      ['ledger_202609.xlsx', '1'],
      ['rates_202609.csv', '1'],
    ] as const) {
      const sha256 = createHash('sha256').update(content).digest('hex');
      const signed = await clerk.call('POST', `/drop-folders/${folder.id}/uploads`, {
        name,
        size: content.length,
        sha256,
      });
      expect(signed.status).toBe(201);
      const { upload } = signed.body.data;
      const answer = await fetch(upload.url, { method: 'PUT', headers: upload.headers, body: content });
      expect(answer.status).toBe(200);
    }
    const [waiting] = await until(
      () => setsOf(folder.id),
      (sets) => sets[0]?.status === 'settling',
    );
    expect(waiting).toMatchObject({ runs_at: null, run_id: null });
    const on = await clerk.call('PATCH', `/drop-folders/${folder.id}`, { version: 1, enabled: true });
    expect(on.body.data).toMatchObject({ enabled: true, version: 2 });
    const [set] = await until(
      () => setsOf(folder.id),
      (sets) => sets[0]?.status === 'ran',
      90,
    );
    expect(await clerk.waitForEnd(set.run_id)).toMatchObject({ result: { message: '202609: 3' } });
  });

  it('takes files out of a watched directory: whole ones only, under any name', async () => {
    const folder = await create();
    const directory = join(home, 'drop', folder.name);
    await until(
      async () => existsSync(directory),
      (there) => there,
    );
    // Written in pieces: never sent before it is still.
    const bank = join(directory, 'bank_202610.csv');
    await writeFile(bank, '1');
    for (const digit of '00000') {
      await new Promise((resolve) => setTimeout(resolve, 400));
      await appendFile(bank, digit);
    }
    // Moved in whole, and something that belongs nowhere.
    await writeFile(join(home, 'ledger'), '20');
    await rename(join(home, 'ledger'), join(directory, 'ledger_202610.xlsx'));
    await writeFile(join(directory, 'rates_202610.csv'), '3');
    await mkdir(join(directory, '旧文件'));
    await writeFile(join(directory, '旧文件', '年报 📊.pdf'), 'x');
    const [set] = await until(
      () => setsOf(folder.id),
      (sets) => sets[0]?.status === 'ran',
    );
    expect(await clerk.waitForEnd(set.run_id)).toMatchObject({ result: { message: '202610: 100023' } });
    const aside = join(directory, '.quarantine');
    await until(
      async () => existsSync(aside),
      (there) => there,
    );
    const [id = ''] = await readdir(aside);
    const reason = await readFile(join(aside, id, '旧文件', '年报 📊.pdf.reason.txt'), 'utf8');
    expect(reason).toContain('fits no member');
    expect(await readdir(join(directory, '.done'))).toHaveLength(3);
    expect(await readdir(join(directory, '.sending'))).toEqual([]);
    expect((await readdir(directory)).filter((name) => name.endsWith('.csv'))).toEqual([]);
    expect(await runsOf(folder.id)).toHaveLength(1);
  });

  it('is its owner’s: others are told nothing of it', async () => {
    const folder = await create();
    const stranger = await newUser(url, 'stranger');
    for (const [method, path] of [
      ['GET', ''],
      ['GET', '/sets'],
      ['GET', '/strays'],
      ['DELETE', ''],
    ] as const)
      expect((await stranger.call(method, `/drop-folders/${folder.id}${path}`)).status).toBe(404);
    expect((await stranger.call('GET', '/drop-folders')).body.data.items).toEqual([]);
  });

  it('names every fault of a new drop folder at its field', async () => {
    const answer = await clerk.call('POST', '/drop-folders', {
      name: freshName('faulty-'),
      script,
      parameters: { month: '{{ set.year }}', colour: 'red' },
      members: [
        { parameter: 'bank', pattern: '(a+)+\\.csv' },
        { parameter: 'ledgers', pattern: 'ledger_\\k<month>\\.xlsx' },
        { parameter: 'rates', pattern: 'rates', max: 2 },
      ],
      deadline: { time: '18:00', time_zone: 'Mars/Olympus' },
    });
    expect([answer.status, answer.body.code]).toEqual([400, 40001]);
    expect(answer.body.errors.map(({ field }: { field: string }) => field).sort()).toEqual([
      'deadline.time_zone',
      'members.0.pattern',
      'members.1.parameter',
      'members.2.max',
      'parameters.colour',
    ]);
  });

  it('says that a deadline was missed', async () => {
    const [set] = await until(
      () => setsOf(late.id),
      (sets) => sets[0]?.status === 'overdue',
      150,
    );
    expect(set).toMatchObject({ arrived: 1, wanted: 3, overdue_at: set.deadline_at });
  });
});
