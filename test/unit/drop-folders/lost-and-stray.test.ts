import { describe, expect, test } from 'vitest';
import { unavailable } from '../../../functions/platform/errors.ts';
import { dropAll, member, names, opened } from './stage/stage.ts';

describe('what is lost', () => {
  test('a timer: the sweep of the minute starts the set', async () => {
    const stage = await opened();
    await dropAll(stage);
    stage.queue.length = 0;
    await stage.pass(60);
    expect(await stage.sweep(false)).toEqual({ due: 1, missed: 0 });
    await stage.pass(0);
    expect(stage.runs()).toHaveLength(1);
  });

  test('an event: a look through the folder finds the object', async () => {
    const stage = await opened();
    for (const name of names) stage.put(name, '1');
    expect(await stage.sweep(false)).toEqual({ due: 0, missed: 0 });
    expect(await stage.sweep(true)).toEqual({ due: 0, missed: 3 });
    await stage.pass(0);
    await stage.pass(10);
    expect(stage.runs()).toHaveLength(1);
    expect(await stage.sweep(true)).toEqual({ due: 0, missed: 0 });
  });

  test('whoever started the set: after the lease somebody else finishes it', async () => {
    const stage = await opened();
    await dropAll(stage);
    const [set] = await stage.setsOf();
    if (set === undefined) throw new Error('no set');
    // As a process that died in the middle leaves it.
    await stage.sets.replace(set, {
      ...set,
      status: 'complete',
      tries: 1,
      dueAt: new Date(stage.now() + 360_000).toISOString(),
      files: set.files.map((file, at) => ({ ...file, fileId: `file_0${at}` })),
    });
    stage.queue.length = 0;
    await stage.sweep(false);
    await stage.pass(100);
    expect(stage.runs()).toEqual([]);
    await stage.pass(300);
    await stage.sweep(false);
    await stage.pass(0);
    expect(await stage.setsOf()).toMatchObject([{ status: 'ran', tries: 2 }]);
    expect([...stage.bucket.files.keys()]).toEqual(['file_00', 'file_01', 'file_02']);
  });

  test('the removal of the objects of a set that ran: the sweep removes them', async () => {
    const stage = await opened();
    await dropAll(stage);
    await stage.pass(10);
    const [set] = await stage.setsOf();
    if (set === undefined) throw new Error('no set');
    await stage.sets.replace(set, { ...set, cleaned: false, dueAt: new Date(stage.now()).toISOString() });
    await stage.sweep(false);
    await stage.pass(0);
    expect(await stage.setsOf()).toMatchObject([{ cleaned: true, dueAt: null }]);
  });
});

describe('a deadline', () => {
  test('that is missed is said once; the set runs late when it is complete', async () => {
    const stage = await opened({ deadline: { after_minutes: 30 } });
    await stage.tell('bank_202605.csv', stage.put('bank_202605.csv', '1'));
    await stage.pass(30 * 60);
    for (let round = 0; round < 3; round += 1) {
      await stage.sweep(false);
      await stage.pass(0);
    }
    const [set] = await stage.setsOf();
    expect(set).toMatchObject({ status: 'overdue', overdueAt: set?.deadlineAt });
    expect(stage.events).toMatchObject([{ detail: { outcome: 'deadline_missed', run_id: null, files: 1 } }]);
    await dropAll(stage);
    await stage.pass(10);
    expect(await stage.setsOf()).toMatchObject([{ status: 'ran', overdueAt: set?.deadlineAt }]);
  });
});

describe('strays', () => {
  test('are moved to quarantine with the reason, once', async () => {
    const stage = await opened();
    const version = stage.put('photo.png', 'x');
    for (let round = 0; round < 5; round += 1) await stage.tell('photo.png', version);
    const [stray, ...others] = await stage.straysOf();
    expect(others).toEqual([]);
    expect(stray).toMatchObject({ code: 'no_member', path: 'photo.png', moveTo: null });
    expect(stage.bucket.keys()).toEqual([`drop-quarantine/month-end/${stray?.id}/photo.png`]);
  });

  test('are kept where they are when the folder says so', async () => {
    const stage = await opened({ onStray: 'keep' });
    await stage.tell('photo.png', stage.put('photo.png', 'x'));
    expect(stage.bucket.keys()).toEqual(['drop/month-end/photo.png']);
    expect(await stage.straysOf()).toMatchObject([{ key: 'drop/month-end/photo.png' }]);
  });

  test('are those that are too many, too large, or of a type the script does not take', async () => {
    const stage = await opened({
      members: [member('books', '(?<office>[a-z]+)_\\d+\\.csv', { max: 1, min: 1 })],
      parameters: {},
      enabled: false,
    });
    await stage.tell('bj_1.csv', stage.put('bj_1.csv', 'x'));
    await stage.tell('bj_2.csv', stage.put('bj_2.csv', 'x'));
    stage.state.rules = { least: 1, most: 1, accept: ['.xlsx'], maxSize: undefined };
    await stage.tell('sh_1.csv', stage.put('sh_1.csv', 'x'));
    stage.state.rules = { least: 1, most: 1, accept: undefined, maxSize: 3 };
    await stage.tell('gz_1.csv', stage.put('gz_1.csv', 'four'));
    await stage.tell('bad\u0007.csv', stage.put('bad\u0007.csv', 'x'));
    expect((await stage.straysOf()).map(({ code }) => code).sort()).toEqual([
      'bad_name',
      'too_large',
      'too_many',
      'wrong_type',
    ]);
  });

  test('whose move was cut off are moved when the event comes again', async () => {
    const stage = await opened();
    const version = stage.put('photo.png', 'x');
    const { copy } = stage.bucket.store;
    stage.bucket.store.copy = async () => {
      throw new Error('cut off');
    };
    expect(await stage.tell('photo.png', version)).toEqual({ batchItemFailures: [{ itemIdentifier: '1' }] });
    stage.bucket.store.copy = copy;
    expect(await stage.tell('photo.png', version)).toEqual({ batchItemFailures: [] });
    expect(stage.bucket.keys()).toEqual([expect.stringMatching(/^drop-quarantine\//)]);
  });
});

describe('the queue', () => {
  test('drops what can never be read, and keeps what failed', async () => {
    const stage = await opened();
    for (const body of ['no json', '{}', '{"detail":{}}', '{"settle":"set_x"}', '{"look":"elsewhere"}'])
      expect(await stage.deliver(body)).toEqual({ batchItemFailures: [] });
    stage.bucket.store.head = async () => {
      throw unavailable();
    };
    const good = JSON.stringify({ settle: 'set_x' });
    const bad = JSON.stringify({ look: 'drop/month-end/bank_202605.csv' });
    expect(
      await stage.workQueue({
        Records: [
          { messageId: 'good', body: good },
          { messageId: 'bad', body: bad },
        ],
      }),
    ).toEqual({ batchItemFailures: [{ itemIdentifier: 'bad' }] });
  });

  test('takes nothing of another bucket, of no drop folder, or that is gone', async () => {
    const stage = await opened();
    await stage.tell('bank_202605.csv', 'v-gone');
    await stage.deliver({
      source: 'aws.s3',
      'detail-type': 'Object Created',
      detail: { bucket: { name: 'other' }, object: { key: 'drop/month-end/bank_202605.csv' } },
    });
    expect([await stage.setsOf(), await stage.straysOf()]).toEqual([[], []]);
  });
});
