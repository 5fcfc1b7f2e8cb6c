import { describe, expect, test } from 'vitest';
import { force } from '../../../functions/drop-folders/set-moves.ts';
import { unavailable, validationFailed } from '../../../functions/platform/errors.ts';
import { text } from '../../../functions/platform/text.ts';
import { callerWith } from '../platform/caller.ts';
import { dropAll, names, opened } from './stage/stage.ts';

describe('a complete set', () => {
  test('starts one run after the quiet time, with the files of the folder’s owner', async () => {
    const stage = await opened();
    await dropAll(stage);
    await stage.pass(9);
    expect(stage.runs()).toEqual([]);
    await stage.pass(1);
    const [set] = await stage.setsOf();
    expect(set).toMatchObject({ status: 'ran', cleaned: true, dueAt: null });
    expect(stage.runs()).toEqual([
      {
        id: set?.runId,
        by: 'wang',
        parameters: {
          month: '202605',
          ...Object.fromEntries(
            ['bank', 'ledger', 'rates'].map((name, at) => [name, [set?.files[at]?.fileId]]),
          ),
        },
        trigger: {
          type: 'drop',
          drop_folder_id: stage.folder.id,
          set_id: set?.id,
          name: 'month-end',
          key: { month: '202605' },
        },
      },
    ]);
    expect([...stage.bucket.files.values()].map(({ name, body }) => [name, body])).toEqual([
      ['bank_202605.csv', '1'],
      ['ledger_202605.xlsx', '2'],
      ['rates_202605.csv', '3'],
    ]);
    expect(stage.bucket.keys()).toEqual([]);
    expect(stage.events).toMatchObject([
      { type: 'drop.set-complete', detail: { outcome: 'complete', run_id: set?.runId, files: 3 } },
    ]);
  });

  test('waits for the quiet time anew when a further file comes, and takes the newest version', async () => {
    const stage = await opened();
    await dropAll(stage);
    await stage.pass(8);
    await stage.tell('bank_202605.csv', stage.put('bank_202605.csv', '9'));
    await stage.pass(8);
    expect(stage.runs()).toEqual([]);
    await stage.pass(2);
    expect(stage.runs()).toHaveLength(1);
    expect([...stage.bucket.files.values()].map(({ body }) => body)).toEqual(['9', '2', '3']);
    expect(stage.bucket.keys()).toEqual([]); // the replaced version too
  });

  test('takes the version that is there now, when its event is late or lost', async () => {
    const stage = await opened();
    await dropAll(stage);
    stage.put('bank_202605.csv', '9');
    await stage.pass(10);
    expect(stage.runs()).toEqual([]);
    await stage.pass(10);
    expect([...stage.bucket.files.values()].map(({ body }) => body)).toEqual(['9', '2', '3']);
  });

  test('ignores the event of a version that was replaced before it was told', async () => {
    const stage = await opened();
    const old = stage.put('bank_202605.csv', '1');
    const newer = stage.put('bank_202605.csv', '9');
    await stage.tell('bank_202605.csv', newer);
    await stage.tell('bank_202605.csv', old);
    const [set] = await stage.setsOf();
    expect(set?.files).toMatchObject([{ versions: [newer] }]);
  });

  test('is not run when a file was removed from the folder meanwhile', async () => {
    const stage = await opened();
    await dropAll(stage);
    const [set] = await stage.setsOf();
    await stage.bucket.store.removeUpTo('drop/month-end/bank_202605.csv', set?.files[0]?.versions[0] ?? '');
    await stage.pass(10);
    expect(await stage.setsOf()).toMatchObject([
      { status: 'collecting', files: [{ path: names[1] }, { path: names[2] }] },
    ]);
  });

  test('of a paused folder waits until it is switched on', async () => {
    const stage = await opened({ enabled: false });
    await dropAll(stage);
    await stage.pass(3600);
    expect(await stage.setsOf()).toMatchObject([{ status: 'settling', runsAt: null }]);
    await stage.folders.replace({ ...stage.folder, enabled: true, version: 2 }, 1);
    expect(await stage.sweep(false)).toEqual({ due: 0, missed: 0 }); // it keeps no other waiting
    const [set] = await stage.setsOf();
    await stage.deliver({ settle: set?.id }); // as switching it on does
    await stage.pass(0);
    expect(stage.runs()).toHaveLength(1);
  });

  test('of the same content as one that ran is a duplicate, and runs when it is forced', async () => {
    const stage = await opened();
    await dropAll(stage);
    await stage.pass(10);
    await dropAll(stage);
    await stage.pass(10);
    const [second, first] = await stage.setsOf();
    expect(second).toMatchObject({ status: 'duplicate', runId: first?.runId, earlierSetId: first?.id });
    expect(stage.runs()).toHaveLength(1);
    expect(stage.bucket.keys()).toEqual([]);
    await dropAll(stage, ['1', '2', '4']);
    await stage.pass(10);
    expect((await stage.setsOf())[0]).toMatchObject({ status: 'ran' });
    expect(stage.runs()).toHaveLength(2);
  });

  test('of the same content as one that failed runs', async () => {
    const stage = await opened();
    stage.state.caller = undefined;
    await dropAll(stage);
    await stage.pass(10);
    expect(await stage.setsOf()).toMatchObject([
      { status: 'failed', reason: { en: expect.stringContaining('owner') } },
    ]);
    // Nothing became a file, so nothing is removed.
    expect(stage.bucket.keys()).toHaveLength(3);
    stage.state.caller = callerWith({ userId: 'u-1', username: 'wang', roles: ['operator'], sessionId: 's' });
    await dropAll(stage);
    await stage.pass(10);
    expect((await stage.setsOf())[0]).toMatchObject({ status: 'ran' });
  });

  test('is not started for an owner who may not start runs any more', async () => {
    const stage = await opened();
    stage.state.caller = callerWith({ userId: 'u-1', username: 'wang', roles: ['auditor'], sessionId: 's' });
    await dropAll(stage);
    await stage.pass(10);
    expect(await stage.setsOf()).toMatchObject([{ status: 'failed' }]);
    expect(stage.runs()).toEqual([]);
    // Once they may again, the set is run by hand, from what still lies in the folder.
    stage.state.caller = callerWith({ userId: 'u-1', username: 'wang', roles: ['operator'], sessionId: 's' });
    const [set] = await stage.setsOf();
    if (set === undefined) throw new Error('no set');
    await stage.sets.replace(set, force(set, stage.now()));
    await stage.settleSet(set.id);
    expect(await stage.setsOf()).toMatchObject([{ status: 'ran', reason: null }]);
    expect(stage.bucket.keys()).toEqual([]);
  });

  test('fails with the fields that the script refuses', async () => {
    const stage = await opened();
    stage.state.fail = () => {
      throw validationFailed([{ field: 'parameters.month', message: text('is no month', '不是月份') }]);
    };
    await dropAll(stage);
    await stage.pass(10);
    expect(await stage.setsOf()).toMatchObject([
      {
        status: 'failed',
        reason: {
          en: 'the request is not valid; parameters.month: is no month',
          'zh-CN': expect.stringContaining('不是月份'),
        },
      },
    ]);
  });

  test('is tried again when something of ours fails, with the same files and one run', async () => {
    const stage = await opened();
    let failures = 3;
    stage.state.fail = () => {
      failures -= 1;
      if (failures >= 0) throw unavailable();
    };
    await dropAll(stage);
    await stage.pass(10);
    for (let minute = 0; minute < 10; minute += 1) {
      await stage.sweep(false);
      await stage.pass(60);
    }
    expect(await stage.setsOf()).toMatchObject([{ status: 'ran', tries: 4 }]);
    expect(stage.runs()).toHaveLength(1);
    expect(stage.bucket.files.size).toBe(3);
  });

  test('is given up after twenty tries, and says so', async () => {
    const stage = await opened();
    stage.state.fail = () => {
      throw unavailable();
    };
    await dropAll(stage);
    for (let minute = 0; minute < 1000; minute += 1) {
      await stage.sweep(false);
      await stage.pass(60);
    }
    expect(await stage.setsOf()).toMatchObject([{ status: 'failed', tries: 20 }]);
  });
});
