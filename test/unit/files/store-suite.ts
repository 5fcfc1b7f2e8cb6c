import { describe, expect, test } from 'vitest';
import type { StoredFile } from '../../../functions/files/file.ts';
import type { FileStore, Shelf } from '../../../functions/files/store.ts';
import { newId } from '../../../functions/platform/ids.ts';

const at = Date.parse('2026-11-22T00:00:00Z');
const DAY = 24 * 3600 * 1000;

const fileAt = (time: number, more: Partial<StoredFile> = {}): StoredFile => ({
  id: newId('file', time),
  name: '北京 "Q4" 📊.xlsx',
  size: 0,
  sha256: 'a'.repeat(64),
  contentType: 'text/csv',
  folder: undefined,
  status: 'uploading',
  ownerId: 'id',
  owner: 'ann',
  department: null,
  versionId: undefined,
  createdAt: new Date(time).toISOString(),
  version: 1,
  sweepAt: undefined,
  ...more,
});

/** What every implementation of the store must do: run on the one in memory and on the table's. */
export const defineFileStoreSuite = (open: () => FileStore, unique: string): void => {
  const make = async (time: number, more: Partial<StoredFile> = {}) => {
    const file = fileAt(time, { owner: unique, ...more });
    expect(await open().create(file, undefined, time)).toBe(true);
    return file;
  };

  describe('a file store', () => {
    test('gives back what was written', async () => {
      const store = open();
      const small = await make(at);
      const whole = await make(at, {
        folder: '月报/a#b',
        versionId: 'v',
        sweepAt: '2099-01-01T00:00:00.000Z',
        status: 'ready',
      });
      expect(await store.find(small.id)).toEqual(small);
      expect(await store.find(whole.id)).toEqual(whole);
      expect(await store.find(newId('file', at))).toBeUndefined();
      const found = await store.findAll([whole.id, small.id, whole.id, newId('file', at)]);
      expect(new Set(found)).toEqual(new Set([small, whole]));
      expect(await store.findAll([])).toEqual([]);
      expect(await store.create(small, undefined, at)).toBe(false);
    });

    test('moves a file from the expected status only', async () => {
      const store = open();
      const file = await make(at, { sweepAt: '2099-01-01T00:00:00.000Z' });
      const ready: StoredFile = { ...file, status: 'ready', versionId: 'v', sweepAt: undefined };
      expect(await store.move(ready, 'ready')).toBe(false);
      expect(await store.move(ready, 'uploading')).toBe(true);
      expect(await store.move(ready, 'uploading')).toBe(false);
      expect(await store.find(file.id)).toEqual(ready);
      await store.remove(file.id);
      await store.remove(file.id);
      expect(await store.move(file, 'ready')).toBe(false);
      expect(await store.find(file.id)).toBeUndefined();
    });

    test('replaces a ready file at the version before only, and moves none that was renamed', async () => {
      const store = open();
      const before = await make(at, { status: 'ready', versionId: 'v', folder: '旧' });
      const after: StoredFile = { ...before, name: '新.xlsx', folder: '新', version: 2 };
      const tries = await Promise.all(Array.from({ length: 8 }, () => store.replace(after)));
      expect(tries.filter(Boolean)).toHaveLength(1);
      expect(await store.find(before.id)).toEqual(after);
      expect(await store.move({ ...before, status: 'deleting' }, 'ready')).toBe(false);
      const listed = async (folder: string) =>
        (await store.list({ by: 'folder', owner: unique, folder }, undefined, 9, at)).rows;
      expect([await listed('旧'), await listed('新')]).toEqual([[], [after]]);
      const loose: StoredFile = { ...after, folder: undefined, version: 3 };
      expect(await store.replace(loose)).toBe(true);
      expect(await listed('新')).toEqual([]);
      expect(await store.move({ ...loose, status: 'deleting' }, 'ready')).toBe(true);
      expect(await store.replace({ ...loose, version: 4 })).toBe(false);
      await store.remove(before.id);
      expect(await store.replace({ ...loose, version: 4 })).toBe(false);
    });

    test('lets one of many moves at once through', async () => {
      const store = open();
      const file = await make(at);
      const moves = Array.from({ length: 8 }, (_, n) =>
        store.move({ ...file, status: 'ready', versionId: String(n) }, 'uploading'),
      );
      expect((await Promise.all(moves)).filter(Boolean)).toHaveLength(1);
    });

    test('claims a key with the file, for a day', async () => {
      const store = open();
      const key = { id: `${unique}-key`, requestHash: 'hash' };
      const [first, second] = [fileAt(at), fileAt(at)];
      expect(await store.create(first, { key, subject: first.id }, at)).toBe(true);
      expect(await store.create(second, { key, subject: second.id }, at)).toBe(false);
      expect(await store.find(second.id)).toBeUndefined();
      expect(await store.findEarlier(key, at)).toBe(first.id);
      await expect(store.findEarlier({ ...key, requestHash: 'x' }, at)).rejects.toMatchObject({
        code: 40901,
      });
      expect(await store.create(second, { key, subject: second.id }, at + 2 * DAY)).toBe(true);
    });

    test('lists by owner, folder and everybody, newest first, over months, from any position', async () => {
      const store = open();
      const owner = `${unique}-lister`;
      const times = [400, 399, 70, 65, 31, 30, 0.1, 0];
      const made: StoredFile[] = [];
      for (const [n, days] of times.entries())
        made.push(await make(at - days * DAY, { owner, ...(n % 2 === 0 ? { folder: '月报' } : {}) }));
      const newest = made.map(({ id }) => id).reverse();
      const read = async (shelf: Shelf, limit: number) => {
        const ids: string[] = [];
        for (let after: string | undefined; ; ) {
          const { rows, end } = await store.list(shelf, after, limit, at);
          expect(rows.length).toBeLessThanOrEqual(limit);
          ids.push(...rows.filter((file) => file.owner === owner).map(({ id }) => id));
          const last = rows.at(-1);
          if (end || last === undefined) return ids;
          after = last.id;
        }
      };
      for (const limit of [1, 3, 100]) {
        expect(await read({ by: 'owner', owner }, limit)).toEqual(newest);
        expect(await read({ by: 'everybody' }, limit)).toEqual(newest);
        const inFolder = newest.filter((_, n) => n % 2 === 1);
        expect(await read({ by: 'folder', owner, folder: '月报' }, limit)).toEqual(inFolder);
      }
      expect(await read({ by: 'folder', owner, folder: '月' }, 9)).toEqual([]);
    });

    test('says what is due for the sweeper, the oldest first', async () => {
      const store = open();
      const due = (n: number) => new Date(at - 1000 * DAY + n * 1000).toISOString();
      const made: StoredFile[] = [];
      for (const n of [2, 1, 3]) made.push(await make(at, { sweepAt: due(n) }));
      const ids = made.map(({ id }) => id);
      const found = async (now: string) =>
        (await store.listDue(now, 100)).map(({ id }) => id).filter((id) => ids.includes(id));
      expect(await found(due(2))).toEqual([ids[1], ids[0]]);
      expect(await found(due(9))).toEqual([ids[1], ids[0], ids[2]]);
      expect((await store.listDue(due(9), 2)).map(({ id }) => id)).toEqual([ids[1], ids[0]]);
      expect(await found(due(0))).toEqual([]);
      for (const file of made)
        await store.move({ ...file, status: 'ready', sweepAt: undefined }, 'uploading');
      expect(await found(due(9))).toEqual([]);
    });
  });
};
