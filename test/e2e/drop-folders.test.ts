import { createHash } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import { type DropFolder, type DropStage, openDropStage, until } from './platform/drop-stage.ts';

describe('a drop folder', () => {
  let stage: DropStage;
  /** Its deadline is a minute after its first file. */
  let late: DropFolder;
  beforeAll(async () => {
    stage = await openDropStage();
    late = await stage.create({ deadline: { after_minutes: 1 } });
    await stage.put(`${late.prefix}bank_202612.csv`, '1');
  });

  it('starts one run when the set is complete, in any order, and shows what is missing before', async () => {
    const folder = await stage.create();
    await stage.put(`${folder.prefix}rates_202605.csv`, '3');
    await stage.put(`${folder.prefix}bank_202605.csv`, '1');
    const [collecting] = await until(
      () => stage.setsOf(folder.id),
      (sets) => sets[0]?.arrived === 2,
    );
    expect(collecting).toMatchObject({
      status: 'collecting',
      key: { month: '202605' },
      wanted: 3,
      members: [{ missing: 0 }, { missing: 1, files: [] }, { missing: 0 }],
    });
    await stage.put(`${folder.prefix}ledger_202605.xlsx`, '20');
    const sets = await until(
      () => stage.setsOf(folder.id),
      (found) => found[0]?.run_id !== null,
    );
    expect(sets).toHaveLength(1);
    const run = await stage.clerk.waitForEnd(sets[0].run_id);
    expect(run).toMatchObject({
      status: 'succeeded',
      result: { message: '202605: 24' },
      trigger: { type: 'drop', drop_folder_id: folder.id, set_id: sets[0].id, key: { month: '202605' } },
    });
    expect(await stage.runsOf(folder.id)).toHaveLength(1);
    expect(await stage.straysOf(folder.id)).toEqual([]);
  });

  it('starts one run when every event is delivered ten times at once, in any order', async () => {
    const folder = await stage.create();
    const keys = ['ledger_202606.xlsx', 'bank_202606.csv', 'rates_202606.csv'].map(
      (name) => `${folder.prefix}${name}`,
    );
    const versions = await Promise.all(keys.map(async (key) => (await stage.put(key, '7')).VersionId));
    const events = Array.from({ length: 10 }, () =>
      keys.map((key, at) => [key, versions[at]] as const),
    ).flat();
    await Promise.all(events.reverse().map(([key, version]) => stage.tell(key, version)));
    const [set] = await until(
      () => stage.setsOf(folder.id),
      (sets) => sets[0]?.run_id !== null && sets.length > 0,
    );
    expect(await stage.clerk.waitForEnd(set.run_id)).toMatchObject({ result: { metrics: { total: 21 } } });
    await Promise.all(keys.map((key, at) => stage.tell(key, versions[at])));
    await until(
      async () => (await stage.clerk.call('GET', `/drop-folders/${folder.id}`)).body.data.open_sets,
      (open) => open === 0,
    );
    expect(await stage.setsOf(folder.id)).toHaveLength(1);
    expect(await stage.runsOf(folder.id)).toHaveLength(1);
    expect(await stage.straysOf(folder.id)).toEqual([]);
  });

  it('does not run the same content again, and does when it is told to', async () => {
    const folder = await stage.create();
    const drop = () =>
      Promise.all([
        stage.put(`${folder.prefix}bank_202607.csv`, '1'),
        stage.put(`${folder.prefix}ledger_202607.xlsx`, '2'),
        stage.put(`${folder.prefix}rates_202607.csv`, '3'),
      ]);
    await drop();
    const [first] = await until(
      () => stage.setsOf(folder.id),
      (sets) => sets[0]?.status === 'ran',
    );
    await drop();
    const [second] = await until(
      () => stage.setsOf(folder.id),
      (sets) => sets[0]?.status === 'duplicate',
    );
    expect(second).toMatchObject({ run_id: first.run_id, earlier_set_id: first.id });
    expect(second.reason).toContain('ran before');
    expect(await stage.runsOf(folder.id)).toHaveLength(1);
    const forced = await stage.clerk.call('POST', `/drop-folders/${folder.id}/sets/${second.id}/run`);
    expect(forced.status).toBe(202);
    const [again] = await until(
      () => stage.setsOf(folder.id),
      (sets) => sets[0]?.status === 'ran',
    );
    expect(again.run_id).not.toBe(first.run_id);
    expect(await stage.runsOf(folder.id)).toHaveLength(2);
  });

  it('waits while it is paused, and takes what is uploaded by a signed URL', async () => {
    const folder = await stage.create({ enabled: false, quiet_seconds: 0 });
    for (const [name, content] of [
      ['bank_202609.csv', '1'],
      ['ledger_202609.xlsx', '1'],
      ['rates_202609.csv', '1'],
    ] as const) {
      const sha256 = createHash('sha256').update(content).digest('hex');
      const signed = await stage.clerk.call('POST', `/drop-folders/${folder.id}/uploads`, {
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
      () => stage.setsOf(folder.id),
      (sets) => sets[0]?.status === 'settling',
    );
    expect(waiting).toMatchObject({ runs_at: null, run_id: null });
    const on = await stage.clerk.call('PATCH', `/drop-folders/${folder.id}`, { version: 1, enabled: true });
    expect(on.body.data).toMatchObject({ enabled: true, version: 2 });
    const [set] = await until(
      () => stage.setsOf(folder.id),
      (sets) => sets[0]?.status === 'ran',
      90,
    );
    expect(await stage.clerk.waitForEnd(set.run_id)).toMatchObject({ result: { message: '202609: 3' } });
  });

  it('says that a deadline was missed', async () => {
    const [set] = await until(
      () => stage.setsOf(late.id),
      (sets) => sets[0]?.status === 'overdue',
      150,
    );
    expect(set).toMatchObject({ arrived: 1, wanted: 3, overdue_at: set.deadline_at });
  });
});
