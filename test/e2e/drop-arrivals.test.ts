import { existsSync } from 'node:fs';
import { appendFile, mkdir, readdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, inject, it } from 'vitest';
import { freshName, newUser } from './platform/client.ts';
import { type DropStage, openDropStage, until } from './platform/drop-stage.ts';

const { url, home } = inject('platform');

describe('what is put into a drop folder', () => {
  let stage: DropStage;
  beforeAll(async () => {
    stage = await openDropStage();
  });

  it('puts strays aside with the reason, and takes them in again under another name', async () => {
    const folder = await stage.create();
    await stage.put(`${folder.prefix}holiday photo.png`, 'x');
    await stage.put(`${folder.prefix}bank 2026-08.csv`, '5');
    const strays = await until(
      () => stage.straysOf(folder.id),
      (found) => found.length === 2 && found.every((stray: { quarantined: boolean }) => stray.quarantined),
    );
    expect(strays.map(({ code }: { code: string }) => code)).toEqual(['no_member', 'no_member']);
    const byPath = (path: string) => strays.find((stray: { path: string }) => stray.path === path).id;
    const base = `/drop-folders/${folder.id}/strays`;
    const gone = await stage.clerk.call('DELETE', `${base}/${byPath('holiday photo.png')}`);
    expect(gone.status).toBe(200);
    const released = await stage.clerk.call('POST', `${base}/${byPath('bank 2026-08.csv')}/release`, {
      path: 'bank_202608.csv',
    });
    expect(released.status).toBe(202);
    const [set] = await until(
      () => stage.setsOf(folder.id),
      (sets) => sets.length > 0,
    );
    expect(set).toMatchObject({ key: { month: '202608' }, arrived: 1, wanted: 3 });
    expect(await stage.straysOf(folder.id)).toEqual([]);
    const early = await stage.clerk.call('POST', `/drop-folders/${folder.id}/sets/${set.id}/run`);
    expect([early.status, early.body.errors[0].field]).toEqual([400, 'members.1']);
    const discarded = await stage.clerk.call('POST', `/drop-folders/${folder.id}/sets/${set.id}/discard`);
    expect(discarded.body.data).toMatchObject({ status: 'discarded' });
  });

  it('takes files out of a watched directory: whole ones only, under any name', async () => {
    const folder = await stage.create();
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
      () => stage.setsOf(folder.id),
      (sets) => sets[0]?.status === 'ran',
    );
    expect(await stage.clerk.waitForEnd(set.run_id)).toMatchObject({ result: { message: '202610: 100023' } });
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
    expect(await stage.runsOf(folder.id)).toHaveLength(1);
  });

  it('is its owner’s: others are told nothing of it', async () => {
    const folder = await stage.create();
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
    const answer = await stage.clerk.call('POST', '/drop-folders', {
      name: freshName('faulty-'),
      script: stage.script,
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
      'parameters.ledger',
    ]);
  });
});
