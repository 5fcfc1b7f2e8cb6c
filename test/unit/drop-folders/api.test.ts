import { describe, expect, test } from 'vitest';
import { dropFoldersRoutes } from '../../../functions/drop-folders/contract.ts';
import { fuzzRoutes } from '../platform/fuzz-routes.ts';
import { dropFoldersApi, wish } from './stage/drop-folders-api.ts';

type Api = ReturnType<typeof dropFoldersApi>;

const create = async (api: Api, more: Record<string, unknown> = {}) => {
  const { status, body } = await api.ann('POST', '/drop-folders', wish(more));
  expect([status, body.code]).toEqual([201, 0]);
  return body.data;
};
const dropped = async (api: Api, ...paths: string[]) => {
  for (const path of paths) await api.tell(path, api.put(path, path));
};
const fieldsOf = async (api: Api, more: Record<string, unknown>) => {
  const { status, body } = await api.ann('POST', '/drop-folders', wish(more));
  expect([status, body.code]).toEqual([400, 40001]);
  return body.errors.map(({ field }: { field: string }) => field);
};

describe('creating a drop folder', () => {
  test('answers it with what was left out filled in', async () => {
    const folder = await create(dropFoldersApi());
    expect(folder).toMatchObject({
      name: 'month-end',
      script_version: null,
      group_by: null,
      quiet_seconds: 5,
      on_stray: 'quarantine',
      enabled: true,
      prefix: 'drop/month-end/',
      open_sets: 0,
      strays: 0,
      owner: 'ann',
      version: 1,
    });
    expect(folder.members[0]).toMatchObject({ min: 1, max: 1, required: true });
  });

  test('with one key makes one, and answers it again', async () => {
    const api = dropFoldersApi();
    const headers = { 'idempotency-key': 'k' };
    const ids = await Promise.all(
      Array.from({ length: 10 }, async () => {
        const { body } = await api.ann('POST', '/drop-folders', { ...wish(), headers });
        return body.data.id;
      }),
    );
    expect(new Set(ids).size).toBe(1);
    const other = await api.ann('POST', '/drop-folders', wish());
    expect([other.status, other.body.errors[0].field]).toEqual([409, 'name']);
  });

  test.each([
    [{ script: 'nothing' }, ['script']],
    [{ script_version: 7 }, ['script']],
    [{ name: 'Month' }, ['name']],
    [{ parameters: { month: 3 } }, ['parameters.month']],
    [{ parameters: {} }, ['parameters.month']],
    [{ parameters: { month: '{{ set.year }}' } }, ['parameters.month']],
    [{ parameters: { month: 'x', bank: 'file_01JDA2B3C4D5E6F7G8H9JKMNPQ' } }, ['parameters.bank']],
    [{ parameters: { month: 'x', notes: '{{ set.month }}' } }, ['parameters.notes']],
    [{ parameters: { month: 'x', notes: ['file_01JDA2B3C4D5E6F7G8H9JKMNPQ'] } }, ['parameters.notes.0']],
    [{ quiet_seconds: 3601 }, ['quiet_seconds']],
    [{ deadline: { time: '25:00', time_zone: 'UTC' } }, ['deadline.time']],
    [{ group_by: ['year'] }, ['group_by.0']],
  ])('refuses %j at %j', async (more, fields) => {
    expect(await fieldsOf(dropFoldersApi(), more)).toEqual(fields);
  });

  test.each([
    ['a parameter that the script does not have', { parameter: 'book', pattern: 'a' }, 'members.3.parameter'],
    ['a parameter that takes no file', { parameter: 'limit', pattern: 'a' }, 'members.3.parameter'],
    ['more files than the parameter takes', { parameter: 'bank', pattern: 'a\\.csv' }, 'members.0.max'],
    [
      'a type that the parameter does not take',
      { parameter: 'bank', pattern: 'a\\.xlsx' },
      'members.3.pattern',
    ],
    ['less than it wants', { parameter: 'notes', pattern: 'a', min: 3, max: 2 }, 'members.3.max'],
    ['more files than a run takes', { parameter: 'notes', pattern: 'a', max: 50 }, 'members'],
  ])('refuses a member with %s', async (_, member, field) => {
    const { members } = wish().body;
    expect(
      await fieldsOf(dropFoldersApi(), {
        members: [...members, member],
        group_by: [],
        parameters: { month: 'x' },
      }),
    ).toContain(field);
  });
});

describe('a drop folder', () => {
  test('is its owner’s to see, and everybody’s who may see all', async () => {
    const api = dropFoldersApi();
    const { id } = await create(api);
    const [bob, manager, auditor] = [
      api.as('bob', 'operator'),
      api.as('mo', 'manager'),
      api.as('au', 'auditor'),
    ];
    expect((await bob('GET', `/drop-folders/${id}`)).status).toBe(404);
    expect((await bob('GET', '/drop-folders')).body.data.items).toEqual([]);
    for (const who of [manager, auditor]) {
      expect((await who('GET', `/drop-folders/${id}`)).status).toBe(200);
      expect((await who('GET', '/drop-folders')).body.data.items).toHaveLength(1);
    }
    expect((await auditor('DELETE', `/drop-folders/${id}`)).status).toBe(403);
    expect((await auditor('POST', '/drop-folders', wish({ name: 'x' }))).status).toBe(403);
  });

  test('is listed page by page, by script, state and words of its name', async () => {
    const api = dropFoldersApi();
    for (const name of ['one', 'two', 'three']) await create(api, { name, enabled: name !== 'two' });
    const names = async (query: string) =>
      (await api.ann('GET', `/drop-folders?${query}`)).body.data.items.map(
        ({ name }: { name: string }) => name,
      );
    expect(await names('enabled=false')).toEqual(['two']);
    expect(await names('q=ON')).toEqual(['one']);
    expect(await names('script=other')).toEqual([]);
    const first = (await api.ann('GET', '/drop-folders?page_size=2')).body.data;
    const second = (await api.ann('GET', `/drop-folders?page_size=2&cursor=${first.next_cursor}`)).body.data;
    expect([...first.items, ...second.items].map(({ name }) => name).sort()).toEqual(['one', 'three', 'two']);
    expect(second.next_cursor).toBeNull();
  });

  test('is changed by its version; who manages all may pause it, not change what it runs', async () => {
    const api = dropFoldersApi();
    const { id } = await create(api);
    const path = `/drop-folders/${id}`;
    const manager = api.as('mo', 'manager');
    expect((await manager('PATCH', path, { body: { version: 1, enabled: false } })).body.data).toMatchObject({
      enabled: false,
      version: 2,
    });
    const stale = await api.ann('PATCH', path, { body: { version: 1, enabled: true } });
    expect([stale.status, stale.body.errors[0]]).toMatchObject([409, { field: 'version', current: 2 }]);
    const stolen = await manager('PATCH', path, { body: { version: 2, parameters: { month: 'x' } } });
    expect([stolen.status, stolen.body.errors[0].field]).toEqual([403, 'parameters']);
    const bad = await api.ann('PATCH', path, { body: { version: 2, parameters: { month: 3 } } });
    expect([bad.status, bad.body.errors[0].field]).toEqual([400, 'parameters.month']);
    const good = await api.ann('PATCH', path, {
      body: { version: 2, script_version: 1, deadline: { after_minutes: 5 }, quiet_seconds: 0 },
    });
    expect(good.body.data).toMatchObject({ script_version: 1, quiet_seconds: 0, version: 3 });
  });

  test('keeps its members, and stays, while a set is open', async () => {
    const api = dropFoldersApi();
    const { id, members } = await create(api);
    await dropped(api, 'bank_202605.csv');
    const path = `/drop-folders/${id}`;
    const change = await api.ann('PATCH', path, { body: { version: 1, members } });
    expect([change.status, change.body.errors[0].field]).toEqual([409, 'members']);
    expect((await api.ann('DELETE', path)).status).toBe(409);
    const [set] = (await api.ann('GET', `${path}/sets`)).body.data.items;
    expect((await api.ann('POST', `${path}/sets/${set.id}/discard`)).status).toBe(200);
    expect((await api.ann('PATCH', path, { body: { version: 1, members } })).status).toBe(200);
    expect((await api.ann('DELETE', `${path}?version=1`)).status).toBe(409);
    expect((await api.ann('DELETE', `${path}?version=2`)).status).toBe(200);
    expect((await api.ann('GET', path)).status).toBe(404);
  });
});

describe('the sets of a drop folder', () => {
  test('say what arrived and what is missing', async () => {
    const api = dropFoldersApi();
    const { id } = await create(api, { deadline: { after_minutes: 60 } });
    await dropped(api, 'rates_202605_1.csv', 'bank_202605.csv');
    const { data } = (await api.ann('GET', `/drop-folders/${id}/sets?status=collecting`)).body;
    expect(data.items).toMatchObject([
      {
        key: { month: '202605' },
        label: 'month 202605',
        arrived: 2,
        wanted: 3,
        deadline_at: '2026-05-02T09:00:00.000Z',
        members: [
          { parameter: 'bank', missing: 0, files: [{ path: 'bank_202605.csv', replaced: 0, file_id: null }] },
          { parameter: 'ledger', missing: 1, files: [] },
          { parameter: 'rates', missing: 0, max: 3 },
        ],
      },
    ]);
    const [{ id: set }] = data.items;
    expect((await api.ann('GET', `/drop-folders/${id}/sets/${set}`)).body.data).toEqual(data.items[0]);
    expect((await api.ann('GET', `/drop-folders/${id}`)).body.data.open_sets).toBe(1);
    expect((await api.ann('GET', `/drop-folders/${id}/sets?status=ran`)).body.data.items).toEqual([]);
    const other = await create(api, { name: 'other' });
    expect((await api.ann('GET', `/drop-folders/${other.id}/sets/${set}`)).status).toBe(404);
  });

  test('are run early only where the script takes as little, and once', async () => {
    const api = dropFoldersApi();
    const { id } = await create(api);
    await dropped(api, 'bank_202605.csv', 'ledger_202605.xlsx');
    const [set] = (await api.ann('GET', `/drop-folders/${id}/sets`)).body.data.items;
    const path = `/drop-folders/${id}/sets/${set.id}`;
    const early = await api.ann('POST', `${path}/run`);
    expect([early.status, early.body.errors[0].field]).toEqual([400, 'members.2']);
    await dropped(api, 'rates_202605.csv');
    const asked = await Promise.all([api.ann('POST', `${path}/run`), api.ann('POST', `${path}/run`)]);
    expect(asked.map(({ status }) => status).sort()).toEqual([202, 409]);
    await api.pass(0);
    expect(api.runs()).toHaveLength(1);
    expect((await api.ann('GET', path)).body.data).toMatchObject({
      status: 'ran',
      run_id: api.runs()[0]?.id,
    });
    expect((await api.ann('POST', `${path}/run`)).status).toBe(409);
    expect((await api.ann('POST', `${path}/discard`)).status).toBe(409);
  });

  test('that are discarded leave the folder', async () => {
    const api = dropFoldersApi();
    const { id } = await create(api);
    await dropped(api, 'bank_202605.csv');
    const [set] = (await api.ann('GET', `/drop-folders/${id}/sets`)).body.data.items;
    const { data } = (await api.ann('POST', `/drop-folders/${id}/sets/${set.id}/discard`)).body;
    expect(data).toMatchObject({ status: 'discarded', reason: 'discarded by ann' });
    await api.pass(0);
    expect(api.bucket.keys()).toEqual([]);
    await dropped(api, 'bank_202605.csv');
    expect((await api.ann('GET', `/drop-folders/${id}/sets`)).body.data.items).toHaveLength(2);
  });

  test('speak the caller’s language', async () => {
    const api = dropFoldersApi();
    const { id } = await create(api);
    await dropped(api, 'photo.png');
    const headers = { 'accept-language': 'zh-CN' };
    const { items } = (await api.ann('GET', `/drop-folders/${id}/strays`, { headers })).body.data;
    expect(items).toMatchObject([
      { code: 'no_member', reason: '文件名与任何成员都不匹配', quarantined: true },
    ]);
  });
});

describe('strays', () => {
  test('are taken in again under another name, or deleted', async () => {
    const api = dropFoldersApi();
    const { id } = await create(api);
    await dropped(api, 'bank-202605.csv', 'photo.png');
    const path = `/drop-folders/${id}/strays`;
    const [photo, bank] = (await api.ann('GET', path)).body.data.items;
    expect((await api.ann('DELETE', `${path}/${photo.id}`)).status).toBe(200);
    expect((await api.ann('DELETE', `${path}/${photo.id}`)).status).toBe(404);
    for (const bad of ['../x', 'a//b', 'a\u0007', 'x'.repeat(401)]) {
      const refused = await api.ann('POST', `${path}/${bank.id}/release`, { body: { path: bad } });
      expect([refused.status, refused.body.errors[0].field]).toEqual([400, 'path']);
    }
    const released = await api.ann('POST', `${path}/${bank.id}/release`, {
      body: { path: 'bank_202605.csv' },
    });
    expect(released.status).toBe(202);
    await api.pass(0);
    expect((await api.ann('GET', `/drop-folders/${id}/sets`)).body.data.items).toMatchObject([
      { arrived: 1 },
    ]);
    expect((await api.ann('GET', path)).body.data.items).toEqual([]);
    expect(api.bucket.keys()).toEqual(['drop/month-end/bank_202605.csv']);
  });

  test('that somebody removed from the bucket cannot be released', async () => {
    const api = dropFoldersApi();
    const { id } = await create(api);
    await dropped(api, 'photo.png');
    const [stray] = (await api.ann('GET', `/drop-folders/${id}/strays`)).body.data.items;
    const row = await api.strays.find(stray.id);
    await api.bucket.store.removeUpTo(row?.key ?? '', row?.versionId ?? '');
    expect((await api.ann('POST', `/drop-folders/${id}/strays/${stray.id}/release`)).status).toBe(409);
  });
});

describe('an upload', () => {
  test('is signed for the owner alone, for a path below the folder and no more than a file may take', async () => {
    const api = dropFoldersApi();
    const { id } = await create(api);
    const body = { name: '2026/bank_202605.csv', size: 3, sha256: 'a'.repeat(64) };
    const path = `/drop-folders/${id}/uploads`;
    const signed = await api.ann('POST', path, { body });
    expect(signed.body.data).toMatchObject({
      path: '2026/bank_202605.csv',
      upload: { method: 'PUT', url: 'https://bucket.example/drop/month-end/2026/bank_202605.csv' },
    });
    expect((await api.as('bob', 'operator')('POST', path, { body })).status).toBe(404);
    expect((await api.ann('POST', path, { body: { ...body, size: 200_000_001 } })).status).toBe(413);
    const outside = await api.ann('POST', path, { body: { ...body, name: '../other/x' } });
    expect([outside.status, outside.body.errors[0].field]).toEqual([400, 'name']);
  });
});

test('no input is our fault', async () => {
  const { ann } = dropFoldersApi();
  await fuzzRoutes(dropFoldersRoutes, ann);
});
