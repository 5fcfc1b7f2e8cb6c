import { describe, expect, test } from 'vitest';
import { makeSweepFiles } from '../../../functions/files/sweep-files.ts';
import { makeLog } from '../../../functions/platform/log.ts';
import { announced, type FilesApi, filesApi, readyFile } from './files-api.ts';

describe('deleting a file', () => {
  test('removes its bytes and its row; twice is 40401', async () => {
    const api = filesApi();
    const id = await readyFile(api, api.clerk, 'a.csv');
    const { status, body } = await api.clerk('DELETE', `/files/${id}`);
    expect([status, body.data]).toEqual([200, null]);
    expect(api.removed).toEqual([id]);
    expect(await api.store.find(id)).toBeUndefined();
    expect((await api.clerk('DELETE', `/files/${id}`)).body.code).toBe(40401);
  });

  test('that a run uses is 40901, and possible afterwards', async () => {
    const used = new Set<string>();
    const api = filesApi({ isFileInUse: async (id) => used.has(id) });
    const id = await readyFile(api, api.clerk, 'a.csv');
    used.add(id);
    const { status, body } = await api.clerk('DELETE', `/files/${id}`);
    expect([status, body.code]).toEqual([409, 40901]);
    expect((await api.clerk('GET', `/files/${id}`)).body.data.download_url).not.toBeNull();
    used.delete(id);
    expect((await api.clerk('DELETE', `/files/${id}`)).status).toBe(200);
  });

  test('that a run takes at the same moment stays as it was', async () => {
    const looks: boolean[] = [false, true];
    const api = filesApi({ isFileInUse: async () => looks.shift() ?? false });
    const id = await readyFile(api, api.clerk, 'a.csv');
    expect((await api.clerk('DELETE', `/files/${id}`)).body.code).toBe(40901);
    expect(await api.store.find(id)).toMatchObject({ status: 'ready', sweepAt: undefined });
    expect(api.removed).toEqual([]);
  });

  test('that is interrupted is gone for everybody, and finished by the sweeper', async () => {
    const base = filesApi();
    const broken: FilesApi = filesApi({
      store: base.store,
      objects: { ...base.objects, remove: () => Promise.reject(new Error('S3 is down')) },
    });
    const id = await readyFile(base, base.clerk, 'a.csv');
    expect((await broken.clerk('DELETE', `/files/${id}`)).status).toBe(500);
    expect((await base.clerk('GET', `/files/${id}`)).body.code).toBe(40401);
    expect((await base.clerk('GET', '/files')).body.data.items).toEqual([]);
    const at = base.clock.at + 11 * 60 * 1000;
    expect(await sweeping(base, at)()).toEqual({ removed: 1, failed: 0 });
    expect(await base.store.find(id)).toBeUndefined();
    expect(base.removed).toEqual([id]);
  });
});

const sweeping = (api: FilesApi, at: number, more: { inUse?: string; broken?: string } = {}) =>
  makeSweepFiles({
    store: api.store,
    objects: {
      remove: async (file) => {
        if (file.id === more.broken) throw new Error('S3 is down');
        api.removed.push(file.id);
      },
    },
    isFileInUse: async (id) => id === more.inUse,
    now: () => at,
    log: makeLog('sweep', (line) => api.lines.push(line)),
  });

describe('the sweeper', () => {
  const day = 24 * 3600 * 1000;

  test('removes uploads that nobody completed within a day, and no others', async () => {
    const api = filesApi();
    const forgotten = (await api.clerk('POST', '/files', announced('a.csv'))).body.data.id;
    const ready = await readyFile(api, api.clerk, 'b.csv');
    expect(await sweeping(api, api.clock.at + day - 60_000)()).toEqual({ removed: 0, failed: 0 });
    expect(await sweeping(api, api.clock.at + day)()).toEqual({ removed: 1, failed: 0 });
    expect(api.removed).toEqual([forgotten]);
    expect(await api.store.find(ready)).toMatchObject({ status: 'ready' });
    expect((await api.clerk('POST', `/files/${forgotten}/complete`)).body.code).toBe(40401);
  });

  test('goes on when one fails, and takes that one up the next time', async () => {
    const api = filesApi();
    const ids: string[] = [];
    for (let n = 0; n < 5; n += 1)
      ids.push((await api.clerk('POST', '/files', announced(`${n}.csv`))).body.data.id);
    const at = api.clock.at + day;
    expect(await sweeping(api, at, { broken: ids[1] ?? '' })()).toEqual({ removed: 4, failed: 1 });
    expect(api.lines.some((line) => line.includes('S3 is down'))).toBe(true);
    expect(await sweeping(api, at)()).toEqual({ removed: 1, failed: 0 });
  });

  test('gives back a file whose deletion was interrupted and that a run uses', async () => {
    const api = filesApi();
    const id = await readyFile(api, api.clerk, 'a.csv');
    const file = await api.store.find(id);
    if (file === undefined) throw new Error('not there');
    await api.store.move({ ...file, status: 'deleting', sweepAt: '2026-11-22T00:00:00.000Z' }, 'ready');
    expect(await sweeping(api, api.clock.at, { inUse: id })()).toEqual({ removed: 0, failed: 0 });
    expect((await api.clerk('GET', `/files/${id}`)).body.data.status).toBe('ready');
  });
});
