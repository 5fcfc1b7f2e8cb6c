import { describe, expect, test } from 'vitest';
import type { DropFolder } from '../../../../functions/drop-folders/drop-folder.ts';
import { type DropSet, newSet } from '../../../../functions/drop-folders/drop-set.ts';
import { beginStart } from '../../../../functions/drop-folders/set-moves.ts';
import type { Stray } from '../../../../functions/drop-folders/stray.ts';
import { newId } from '../../../../functions/platform/ids.ts';
import type { MemoryStores } from './memory-stores.ts';
import { monthEnd } from './stage.ts';

const at = Date.parse('2026-05-02T08:00:00Z');
const instant = (seconds: number): string => new Date(at + seconds * 1000).toISOString();

const setOf = (folderId: string, keyHash: string, more: Partial<DropSet> = {}): DropSet => ({
  ...newSet({
    id: newId('set', at),
    folderId,
    folderName: 'month-end',
    key: { month: '202605' },
    keyHash,
    members: monthEnd,
    firstAt: instant(0),
    deadlineAt: null,
  }),
  ...more,
});

const folderOf = (name: string, seconds = 0, more: Partial<DropFolder> = {}): DropFolder => ({
  id: newId('drop', at + seconds * 1000),
  name,
  script: 'reconcile',
  scriptVersion: undefined,
  parameters: { rate: 1.5, month: '{{ set.month }}' },
  members: monthEnd,
  groupBy: null,
  quietSeconds: 5,
  deadline: { after_minutes: 5 },
  onStray: 'keep',
  enabled: true,
  ownerId: 'id',
  owner: `owner of ${name}`,
  department: null,
  version: 1,
  createdAt: instant(seconds),
  updatedAt: instant(seconds),
  ...more,
});

/** What every implementation of the stores must do: run on those in memory and on the table's. */
export const defineStoreSuite = (open: () => MemoryStores): void => {
  let counter = 0;
  const unique = (word: string): string => {
    counter += 1;
    return `${word}-${counter}`;
  };

  describe('a store of drop folders', () => {
    test('gives back what was written, by id and by name, and keeps names unique', async () => {
      const { folders } = open();
      const folder = folderOf(unique('month-end'));
      expect(await folders.create(folder, undefined, at)).toBe(true);
      expect(await folders.find(folder.id)).toEqual(folder);
      expect(await folders.findByName(folder.name)).toEqual(folder);
      expect(await folders.create(folderOf(folder.name), undefined, at)).toBe(false);
      expect(await folders.findByName('nothing')).toBeUndefined();
    });

    test('lists newest first, page by page', async () => {
      const { folders } = open();
      const owner = unique('somebody');
      const made = [0, 1, 2].map((second) => folderOf(unique('listed'), second, { owner }));
      for (const folder of made) await folders.create(folder, undefined, at);
      const first = await folders.list({ by: 'owner', owner }, undefined, 2);
      expect(first.rows.map(({ id }) => id)).toEqual([made[2]?.id, made[1]?.id]);
      const second = await folders.list({ by: 'owner', owner }, made[1]?.id, 2);
      expect(second.rows.map(({ id }) => id)).toEqual([made[0]?.id]);
      expect((await folders.listAll()).map(({ id }) => id)).toEqual(
        expect.arrayContaining(made.map(({ id }) => id)),
      );
    });

    test('changes and removes only what nobody changed, and gives the name free', async () => {
      const { folders } = open();
      const folder = folderOf(unique('changed'));
      await folders.create(folder, undefined, at);
      const changed = { ...folder, enabled: false, version: 2 };
      expect(await folders.replace(changed, 1)).toBe(true);
      expect(await folders.replace(changed, 1)).toBe(false);
      expect(await folders.remove(folder)).toBe(false);
      expect(await folders.remove(changed)).toBe(true);
      expect(await folders.findByName(folder.name)).toBeUndefined();
      expect(await folders.create(folderOf(folder.name), undefined, at)).toBe(true);
    });

    test('makes one folder for one idempotency key', async () => {
      const { folders } = open();
      const key = { id: unique('key'), requestHash: 'x' };
      const [one, other] = [folderOf(unique('keyed')), folderOf(unique('keyed'))];
      expect(await folders.create(one, { key, subject: one.id }, at)).toBe(true);
      expect(await folders.create(other, { key, subject: other.id }, at)).toBe(false);
      expect(await folders.findEarlier(key, at)).toBe(one.id);
    });
  });

  describe('a store of sets', () => {
    test('begins one open set for a key, and knows its arrival', async () => {
      const { sets } = open();
      const [folder, hash, arrival] = [unique('folder'), unique('hash'), unique('arrival')];
      const set = setOf(folder, hash);
      expect(await sets.begin(set, arrival, at)).toBe(true);
      expect(await sets.begin(setOf(folder, hash), unique('arrival'), at)).toBe(false);
      expect(await sets.begin(setOf(folder, unique('hash')), arrival, at)).toBe(false);
      expect(await sets.findOpen(folder, hash)).toEqual(set);
      expect(await sets.findArrival(arrival)).toBe(set.id);
      expect(await sets.findArrival('other')).toBeUndefined();
    });

    test('begins one of twenty at once', async () => {
      const { sets } = open();
      const [folder, hash] = [unique('folder'), unique('hash')];
      const begun = await Promise.all(
        Array.from({ length: 20 }, () => sets.begin(setOf(folder, hash), unique('arrival'), at)),
      );
      expect(begun.filter(Boolean)).toHaveLength(1);
    });

    test('takes an arrival once, and only into the set as it was read', async () => {
      const { sets } = open();
      const set = setOf(unique('folder'), unique('hash'));
      await sets.begin(set, unique('arrival'), at);
      const arrival = unique('arrival');
      const after = { ...set, lastAt: instant(1) };
      expect(await sets.take(set, after, arrival, at)).toBe(true);
      expect(await sets.take(set, after, unique('arrival'), at)).toBe(false);
      const now = await sets.find(set.id);
      expect(now).toEqual({ ...after, revision: 2 });
      expect(await sets.take({ ...set, revision: 2 }, after, arrival, at)).toBe(false);
    });

    test('makes room for the next set of a key when one is started', async () => {
      const { sets } = open();
      const [folder, hash] = [unique('folder'), unique('hash')];
      const set = setOf(folder, hash);
      await sets.begin(set, unique('arrival'), at);
      expect((await sets.listOpen(folder, 10)).map(({ id }) => id)).toEqual([set.id]);
      expect(
        await sets.replace(
          set,
          beginStart(set, at, () => 'file'),
        ),
      ).toBe(true);
      expect(await sets.findOpen(folder, hash)).toBeUndefined();
      expect(await sets.listOpen(folder, 10)).toEqual([]);
      expect(await sets.begin(setOf(folder, hash), unique('arrival'), at)).toBe(true);
    });

    test('lists what is due, the longest due first, and forgets what is never due again', async () => {
      const { sets } = open();
      const [early, late, never] = [5, 9, 1].map((seconds) =>
        setOf(unique('folder'), unique('hash'), { dueAt: instant(seconds) }),
      );
      if (early === undefined || late === undefined || never === undefined) throw new Error('no sets');
      for (const set of [late, early, never]) await sets.begin(set, unique('arrival'), at);
      await sets.replace(never, { ...never, dueAt: null });
      const due = async (seconds: number) =>
        (await sets.listDue(instant(seconds), 100))
          .map(({ id }) => id)
          .filter((id) => [early.id, late.id, never.id].includes(id));
      expect(await due(4)).toEqual([]);
      expect(await due(5)).toEqual([early.id]);
      expect(await due(60)).toEqual([early.id, late.id]);
      for (const set of [early, late]) await sets.replace(set, { ...set, dueAt: null });
    });

    test('gives a content to one set, and on from one that did not run', async () => {
      const { sets } = open();
      const folder = unique('folder');
      const holders = await Promise.all(
        ['one', 'two', 'three'].map((id) => sets.claimContent(folder, 'hash', id)),
      );
      expect(new Set(holders).size).toBe(1);
      const [holder = ''] = holders;
      expect(await sets.handContent(folder, 'hash', 'somebody', 'next')).toBe(false);
      expect(await sets.handContent(folder, 'hash', holder, 'next')).toBe(true);
      expect(await sets.claimContent(folder, 'hash', holder)).toBe('next');
    });
  });

  describe('a store of strays', () => {
    test('keeps one for an arrival, lists newest first, and removes', async () => {
      const { sets, strays } = open();
      const [folderId, arrival] = [unique('folder'), unique('arrival')];
      const stray: Stray = {
        id: newId('stray', at),
        folderId,
        folderName: 'month-end',
        path: '年报 📊.pdf',
        size: 1,
        code: 'no_member',
        reason: { en: 'fits nothing', 'zh-CN': '不匹配' },
        key: 'drop/month-end/年报 📊.pdf',
        versionId: 'v1',
        moveTo: null,
        arrivedAt: instant(0),
      };
      const newer = { ...stray, id: newId('stray', at + 1000) };
      expect(await strays.create(stray, arrival, at)).toBe(true);
      expect(await strays.create(newer, arrival, at)).toBe(false);
      expect(await strays.create(newer, unique('arrival'), at)).toBe(true);
      expect(await sets.findArrival(arrival)).toBe(stray.id);
      expect((await strays.list(folderId, undefined, 10)).rows).toEqual([newer, stray]);
      expect((await strays.list(folderId, newer.id, 10)).rows).toEqual([stray]);
      await strays.put({ ...stray, moveTo: 'elsewhere' });
      expect(await strays.find(stray.id)).toMatchObject({ moveTo: 'elsewhere' });
      await strays.remove(stray.id);
      expect(await strays.find(stray.id)).toBeUndefined();
    });
  });
};
