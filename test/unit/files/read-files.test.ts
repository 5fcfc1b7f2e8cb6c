import { describe, expect, test } from 'vitest';
import { filesRoutes } from '../../../functions/files/contract.ts';
import { makeFindOwnReadyFiles } from '../../../functions/files/find-own-ready-files.ts';
import type { Caller, Role } from '../../../functions/platform/permissions.ts';
import { callerWith } from '../platform/caller.ts';
import { httpEvent, send } from '../platform/http-events.ts';
import { announced, type Call, filesApi, readyFile } from './files-api.ts';

const caller = (username: string, ...roles: Role[]): Caller =>
  callerWith({ userId: `id-of-${username}`, username, roles, sessionId: 'ses_1' });

const readAll = async (call: Call, path: string): Promise<string[]> => {
  const names: string[] = [];
  for (let cursor = ''; ; ) {
    const { status, body } = await call('GET', `${path}${cursor}`);
    expect(status).toBe(200);
    names.push(...body.data.items.map(({ name }: { name: string }) => name));
    if (body.data.next_cursor === null) return names;
    cursor = `&cursor=${encodeURIComponent(body.data.next_cursor)}`;
  }
};

/** Six files: a1 to a3 are Ann's, b1 to b3 Bob's; the second of each is in a folder. */
const stageOfSix = async () => {
  const api = filesApi();
  for (const name of ['a1', 'b1', 'a2', 'b2', 'a3', 'b3']) {
    const call = api.as(name.startsWith('a') ? 'ann' : 'bob', 'operator');
    await readyFile(api, call, `${name}.csv`, name.endsWith('2') ? { folder: '月报/十月' } : {});
  }
  return api;
};

describe('the list', () => {
  test('is one’s own, newest first, page by page', async () => {
    const { clerk } = await stageOfSix();
    expect(await readAll(clerk, '/files?page_size=2')).toEqual(['a3.csv', 'a2.csv', 'a1.csv']);
    expect(await readAll(clerk, '/files?owner=bob')).toEqual([]);
    expect(await readAll(clerk, '/files?q=A2')).toEqual(['a2.csv']);
    expect(await readAll(clerk, `/files?folder=${encodeURIComponent('月报/十月')}`)).toEqual(['a2.csv']);
  });

  test.each(['admin', 'auditor'] as const)('is everybody’s for an %s', async (role) => {
    const { as } = await stageOfSix();
    const call = as('root', role);
    expect(await readAll(call, '/files?page_size=4')).toEqual([
      'b3.csv',
      'a3.csv',
      'b2.csv',
      'a2.csv',
      'b1.csv',
      'a1.csv',
    ]);
    expect(await readAll(call, '/files?owner=bob&page_size=1')).toEqual(['b3.csv', 'b2.csv', 'b1.csv']);
    const folder = encodeURIComponent('月报/十月');
    expect(await readAll(call, `/files?folder=${folder}`)).toEqual(['b2.csv', 'a2.csv']);
    expect(await readAll(call, `/files?folder=${folder}&owner=ann`)).toEqual(['a2.csv']);
  });

  test('is not somebody’s who had the same name before', async () => {
    const api = await stageOfSix();
    const { rows } = await api.store.list({ by: 'owner', owner: 'ann' }, undefined, 9, 0);
    for (const file of rows) await api.store.move({ ...file, ownerId: 'id-of-a-former-ann' }, 'ready');
    expect(await readAll(api.clerk, '/files?page_size=9')).toEqual([]);
  });

  test('opens a cursor for its caller and filters only', async () => {
    const { clerk, as } = await stageOfSix();
    const { next_cursor } = (await clerk('GET', '/files?page_size=1')).body.data;
    const path = `/files?page_size=1&cursor=${encodeURIComponent(next_cursor)}`;
    expect((await clerk('GET', path)).status).toBe(200);
    expect((await clerk('GET', `${path}&q=a`)).body.errors[0].field).toBe('cursor');
    expect((await as('bob', 'operator')('GET', path)).body.errors[0].field).toBe('cursor');
  });
});

describe('the folders', () => {
  const foldersOf = async (call: Call) => (await call('GET', '/files/folders')).body.data;

  test('are those of one’s own files, everybody’s for who may read all, with their numbers', async () => {
    const api = await stageOfSix();
    await readyFile(api, api.clerk, 'a4.csv', { folder: '税' });
    await readyFile(api, api.clerk, 'a5.csv', { folder: '税' });
    await api.clerk('POST', '/files', announced('never-uploaded.csv', { folder: '空' }));
    expect(await foldersOf(api.clerk)).toEqual({
      items: [
        { name: '月报/十月', owner: 'ann', files: 1 },
        { name: '税', owner: 'ann', files: 2 },
      ],
      complete: true,
    });
    expect((await foldersOf(api.as('bob', 'operator'))).items).toEqual([
      { name: '月报/十月', owner: 'bob', files: 1 },
    ]);
    expect((await foldersOf(api.as('root', 'auditor'))).items).toEqual([
      { name: '月报/十月', owner: 'ann', files: 1 },
      { name: '月报/十月', owner: 'bob', files: 1 },
      { name: '税', owner: 'ann', files: 2 },
    ]);
    expect(await foldersOf(api.as('eve', 'operator'))).toEqual({ items: [], complete: true });
  });

  test('are looked for in the newest ten thousand files', async () => {
    const api = filesApi();
    const id = await readyFile(api, api.clerk, 'old.csv', { folder: 'old' });
    const [old] = (await api.store.list({ by: 'owner', owner: 'ann' }, undefined, 1, 0)).rows;
    if (old === undefined) throw new Error('no file');
    for (let at = 0; at < 10_000; at += 1)
      await api.store.create({ ...old, id: `${id}${at}`, folder: undefined }, undefined, 0);
    expect(await foldersOf(api.clerk)).toEqual({ items: [], complete: false });
  });
});

describe('somebody else’s file', () => {
  test.each([
    ['GET', ''],
    ['GET', '/preview'],
    ['POST', '/complete'],
    ['PATCH', ''],
    ['DELETE', ''],
  ])('%s …%s is 40401, in the words of a file that is not there', async (method, suffix) => {
    const api = await stageOfSix();
    const id = await readyFile(api, api.clerk, 'mine.csv');
    const bob = api.as('bob', 'manager');
    const options = method === 'PATCH' ? { body: { version: 1, name: 'x.csv' } } : {};
    const [foreign, absent] = [
      await bob(method, `/files/${id}${suffix}`, options),
      await bob(method, `/files/file_01JDA2B3C4D5E6F7G8H9JKMNPQ${suffix}`, options),
    ];
    expect([foreign.status, foreign.body.code]).toEqual([404, 40401]);
    expect(foreign.body.message).toBe(absent.body.message);
    expect((await api.clerk('GET', `/files/${id}`)).body.data.status).toBe('ready');
  });

  test('is shown to administrators and auditors, and changed by neither', async () => {
    const api = await stageOfSix();
    const id = await readyFile(api, api.clerk, 'mine.csv');
    const admin = api.as('root', 'admin');
    expect((await admin('GET', `/files/${id}`)).body.data.owner).toBe('ann');
    expect((await api.as('aud', 'auditor')('GET', `/files/${id}`)).body.data.download_url).toContain(id);
    expect((await admin('DELETE', `/files/${id}`)).body.code).toBe(40301);
    expect((await api.as('aud', 'auditor')('DELETE', `/files/${id}`)).body.code).toBe(40301);
  });
});

describe('files for a run', () => {
  test('are those of the caller that are ready, each once, in the asked order', async () => {
    const api = filesApi();
    const first = await readyFile(api, api.clerk, '一.csv');
    const second = await readyFile(api, api.clerk, '二.csv');
    const foreign = await readyFile(api, api.as('bob', 'operator'), 'b.csv');
    const uploading = (await api.clerk('POST', '/files', announced('u.csv'))).body.data.id;
    const find = makeFindOwnReadyFiles({ store: api.store, bucket: 'files' });
    const asked = [second, foreign, first, uploading, 'file_01JDA2B3C4D5E6F7G8H9JKMNPQ', second];
    const found = await find(caller('ann', 'operator'), asked);
    expect(found.map(({ id }) => id)).toEqual([second, first]);
    expect(found[1]).toEqual({
      id: first,
      name: '一.csv',
      size: 3,
      sha256: 'a'.repeat(64),
      bucket: 'files',
      key: `files/id-of-ann/${first}`,
      version_id: 'v1',
    });
    expect((await find(caller('root', 'admin'), asked)).map(({ id }) => id)).toEqual([
      second,
      foreign,
      first,
    ]);
    expect(await find(caller('ann', 'operator'), [])).toEqual([]);
  });
});

test('every route is closed to who is not signed in, and to ids that are none', async () => {
  const { handler, clerk } = filesApi();
  for (const { method, path } of filesRoutes) {
    const { status, body } = await send(handler, httpEvent(method, path.replace('{id}', 'file_x')));
    expect([path, status, body.code]).toEqual([path, 401, 40101]);
    if (path.includes('{id}'))
      expect((await clerk(method, path.replace('{id}', 'file_x'))).body.code).toBe(40401);
  }
});
