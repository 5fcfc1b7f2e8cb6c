import { describe, expect, test } from 'vitest';
import { announced, type FilesApi, filesApi, readyFile } from './files-api.ts';

const update = (api: FilesApi, id: string, body: Record<string, unknown>) =>
  api.clerk('PATCH', `/files/${id}`, { body });

describe('renaming and moving a file', () => {
  test('gives it a name and a folder, and takes it out again', async () => {
    const api = filesApi();
    const id = await readyFile(api, api.clerk, 'a.csv');
    const moved = await update(api, id, { version: 1, folder: '月报/十一月' });
    expect(moved.body.data).toMatchObject({ name: 'a.csv', folder: '月报/十一月', version: 2 });
    const renamed = await update(api, id, { version: 2, name: '北京.csv' });
    expect(renamed.body.data).toMatchObject({ name: '北京.csv', folder: '月报/十一月', version: 3 });
    expect((await api.clerk('GET', `/files/${id}`)).body.data).toEqual({
      ...renamed.body.data,
      download_refused: null,
      download_url: expect.any(String),
    });
    const loose = await update(api, id, { version: 3, folder: null });
    expect(loose.body.data).toMatchObject({ folder: null, version: 4 });
  });

  test('is no new version when nothing changes', async () => {
    const api = filesApi();
    const id = await readyFile(api, api.clerk, 'a.csv', { folder: 'x' });
    const same = await update(api, id, { version: 1, name: 'a.csv', folder: 'x' });
    expect([same.status, same.body.data.version]).toEqual([200, 1]);
  });

  test('of a version that was left is 40901 and says the current one', async () => {
    const api = filesApi();
    const id = await readyFile(api, api.clerk, 'a.csv');
    await update(api, id, { version: 1, name: 'b.csv' });
    const { status, body } = await update(api, id, { version: 1, name: 'c.csv' });
    expect([status, body.code, body.errors]).toEqual([
      409,
      40901,
      [expect.objectContaining({ field: 'version', current: 2 })],
    ]);
    expect(await api.store.find(id)).toMatchObject({ name: 'b.csv' });
  });

  test('at the same moment is one of them', async () => {
    const api = filesApi();
    const id = await readyFile(api, api.clerk, 'a.csv');
    const answers = await Promise.all(
      ['b', 'c', 'd'].map((name) => update(api, id, { version: 1, name: `${name}.csv` })),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409]);
  });

  test('that is not uploaded yet is 40901', async () => {
    const api = filesApi();
    const { id } = (await api.clerk('POST', '/files', announced('a.csv'))).body.data;
    expect((await update(api, id, { version: 1, folder: 'x' })).body.code).toBe(40901);
  });

  test('keeps a deletion from taking the old name back', async () => {
    const api = filesApi();
    const id = await readyFile(api, api.clerk, 'a.csv');
    const racing = filesApi({
      ...api,
      isFileInUse: async () => {
        await update(api, id, { version: 1, name: 'b.csv' });
        return false;
      },
    });
    expect((await racing.clerk('DELETE', `/files/${id}`)).body.code).toBe(40901);
    expect(await api.store.find(id)).toMatchObject({ name: 'b.csv', status: 'ready' });
  });

  test.each([
    [{ version: 1 }, 'body'],
    [{ name: 'a.csv' }, 'version'],
    [{ version: 1, name: 'a/b.csv' }, 'name'],
    [{ version: 1, name: '' }, 'name'],
    [{ version: 1, folder: '' }, 'folder'],
    [{ version: 1, folder: 'a//b' }, 'folder'],
    [{ version: 1, folder: '../x' }, 'folder'],
    [{ version: 1, folder: 'x', owner: 'bob' }, 'owner'],
  ])('with %j is 40001 and names %j', async (body, field) => {
    const api = filesApi();
    const id = await readyFile(api, api.clerk, 'mine.csv');
    const answer = await update(api, id, body);
    expect([answer.status, answer.body.code, answer.body.errors?.[0]?.field]).toEqual([400, 40001, field]);
  });
});
