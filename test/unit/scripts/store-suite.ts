import { describe, expect, test } from 'vitest';
import { defaultPolicy } from '../../../functions/platform/run-policy.ts';
import { defaultLimits, type Script, type ScriptVersion } from '../../../functions/scripts/script.ts';
import { type ScriptStore, type Shelf, scriptPosition } from '../../../functions/scripts/store.ts';

const at = Date.parse('2026-11-22T00:00:00Z');

/** A script and its first version; names of one suite begin alike, so that a table can be shared. */
export const scriptNamed = (name: string, more: Partial<Script> = {}): Script => ({
  name,
  description: '说明',
  summary: '',
  category: undefined,
  tags: ['a', '月报'],
  ownerId: 'id',
  owner: `owner-of-${name}`,
  department: null,
  currentVersion: 1,
  latestVersion: 1,
  parameters: { type: 'object', properties: { z: { type: 'string' }, a: { default: 0.1 } }, required: ['z'] },
  limits: defaultLimits,
  policy: defaultPolicy,
  archived: false,
  visibility: 'everyone',
  version: 1,
  createdAt: '2026-11-22T00:00:00.000Z',
  updatedAt: '2026-11-22T00:00:00.000Z',
  ...more,
});

export const versionOf = (name: string, n: number, sha256: string): ScriptVersion => ({
  name,
  n,
  sha256,
  size: 10,
  fileName: 'a.py',
  summary: 'Sums up',
  description: '',
  changelog: '',
  parameters: { type: 'object', properties: { z: { type: 'string' }, a: {} } },
  limits: defaultLimits,
  createdBy: 'ann',
  createdAt: '2026-11-22T00:00:00.000Z',
});

const key = (id: string, requestHash = 'hash') => ({ id, requestHash });

/** What every implementation of the store must do: run on the one in memory and on the table's. */
export const defineScriptStoreSuite = (open: () => ScriptStore, unique: string): void => {
  const named = (name: string) => `${unique}_${name}`;
  const make = async (name: string, more: Partial<Script> = {}) => {
    const script = scriptNamed(named(name), more);
    const added = versionOf(script.name, 1, 'one');
    expect(await open().save({ script, expected: undefined, added }, at)).toBe(true);
    return script;
  };

  describe('a script store', () => {
    test('gives back what was written, with the order of parameters', async () => {
      const script = await make('kept', { category: '财务', limits: { ...defaultLimits, cpu: 0.25 } });
      const store = open();
      expect(await store.find(script.name)).toEqual(script);
      expect(Object.keys((await store.find(script.name))?.parameters.properties ?? {})).toEqual(['z', 'a']);
      expect(await store.findVersion(script.name, 1)).toEqual(versionOf(script.name, 1, 'one'));
      expect(await store.findByContent(script.name, 'one')).toBe(1);
      expect(await store.findByContent(script.name, 'two')).toBeUndefined();
      expect(await store.find(named('KEPT'))).toBeUndefined();
      expect(await store.findVersion(script.name, 2)).toBeUndefined();
    });

    test('makes a name once', async () => {
      const script = await make('once');
      const added = versionOf(script.name, 1, 'other');
      expect(await open().save({ script, expected: undefined, added }, at)).toBe(false);
      expect(await open().findByContent(script.name, 'other')).toBeUndefined();
    });

    test('writes a change at the expected version only, and all of it or nothing', async () => {
      const store = open();
      const script = await make('moved');
      const next = { ...script, version: 2, latestVersion: 2, category: 'x' };
      const added = versionOf(script.name, 2, 'two');
      expect(await store.save({ script: next, expected: 7, added }, at)).toBe(false);
      expect(await store.findVersion(script.name, 2)).toBeUndefined();
      expect(await store.save({ script: next, expected: 1, added }, at)).toBe(true);
      expect(await store.save({ script: next, expected: 1, added }, at)).toBe(false);
      const same = versionOf(script.name, 3, 'two');
      expect(await store.save({ script: { ...next, version: 3 }, expected: 2, added: same }, at)).toBe(false);
      expect(await store.find(script.name)).toEqual(next);
    });

    test('changes a version’s settings', async () => {
      const store = open();
      const script = await make('limited');
      const changed = { ...versionOf(script.name, 1, 'one'), limits: { ...defaultLimits, memory_mb: 512 } };
      expect(await store.save({ script: { ...script, version: 2 }, expected: 1, changed }, at)).toBe(true);
      expect((await store.findVersion(script.name, 1))?.limits.memory_mb).toBe(512);
    });

    test('lets one of many at once through', async () => {
      const store = open();
      const script = await make('raced');
      const results = await Promise.all(
        Array.from({ length: 8 }, (_, n) =>
          store.save({ script: { ...script, version: 2, description: String(n) }, expected: 1 }, at),
        ),
      );
      expect(results.filter(Boolean)).toHaveLength(1);
    });

    test('claims a key with the change, for a day', async () => {
      const store = open();
      const script = await make('keyed');
      const mine = key(`${unique}-key`);
      const claim = { key: mine, subject: 'first' };
      expect(await store.findEarlier(mine, at)).toBeUndefined();
      expect(await store.findEarlier(undefined, at)).toBeUndefined();
      expect(await store.save({ script: { ...script, version: 2 }, expected: 1, claim }, at)).toBe(true);
      expect(await store.findEarlier(mine, at + 1000)).toBe('first');
      await expect(store.findEarlier(key(mine.id, 'other'), at)).rejects.toMatchObject({ code: 40901 });
      const again = { script: { ...script, version: 3 }, expected: 2, claim: { key: mine, subject: 'next' } };
      expect(await store.save(again, at + 1000)).toBe(false);
      expect((await store.find(script.name))?.version).toBe(2);
      const nextDay = at + 25 * 3600 * 1000;
      expect(await store.findEarlier(mine, nextDay)).toBeUndefined();
      expect(await store.save(again, nextDay)).toBe(true);
      expect(await store.findEarlier(mine, nextDay)).toBe('next');
    });

    test('lists by owner, category and everybody, newest first, from any position', async () => {
      const store = open();
      const owner = `${unique}-lister`;
      const category = `${unique}类`;
      const made: Script[] = [];
      for (let n = 0; n < 7; n += 1) {
        const createdAt = new Date(at + Math.floor(n / 2) * 1000).toISOString();
        made.push(await make(`listed${n}`, { owner, createdAt, ...(n % 2 === 0 ? { category } : {}) }));
      }
      const newest = made.map(({ name }) => name).reverse();
      const read = async (shelf: Shelf, limit: number) => {
        const names: string[] = [];
        for (let after: string | undefined; ; ) {
          const { rows, end } = await store.list(shelf, after, limit);
          expect(rows.length).toBeLessThanOrEqual(limit);
          names.push(...rows.map(({ name }) => name));
          const last = rows.at(-1);
          if (end || last === undefined) return names.filter((name) => name.startsWith(named('listed')));
          after = scriptPosition(last);
        }
      };
      expect(await read({ by: 'owner', owner }, 3)).toEqual(newest);
      expect(await read({ by: 'owner', owner }, 1)).toEqual(newest);
      expect(await read({ by: 'category', category }, 2)).toEqual(newest.filter((_, n) => n % 2 === 0));
      expect(await read({ by: 'everybody', archived: false }, 2)).toEqual(newest);
      const first = made[0];
      if (first === undefined) throw new Error('nothing made');
      await store.save(
        { script: { ...first, archived: true, category: undefined, version: 2 }, expected: 1 },
        at,
      );
      expect(await read({ by: 'everybody', archived: false }, 9)).toEqual(newest.slice(0, -1));
      expect(await read({ by: 'everybody', archived: true }, 9)).toEqual(newest.slice(-1));
      expect(await read({ by: 'category', category }, 9)).toEqual(
        newest.filter((_, n) => n % 2 === 0).slice(0, -1),
      );
    });

    test('lists the restricted ones of a department, from any position, and reads where a script belongs', async () => {
      const store = open();
      const department = `${unique}-department`;
      const made: Script[] = [];
      for (let n = 0; n < 4; n += 1) {
        const visibility = n === 1 ? 'everyone' : 'restricted';
        made.push(await make(`placed${n}`, { department, visibility }));
      }
      const [first, second] = [await make('elsewhere', { visibility: 'restricted' }), made[2]];
      expect((await store.find(first.name))?.department).toBeNull();
      expect((await store.find(second?.name ?? ''))?.department).toBe(department);
      const shelf = { by: 'department', department } as const;
      const { rows } = await store.list(shelf, undefined, 2);
      expect(rows.map(({ name }) => name)).toEqual([named('placed3'), named('placed2')]);
      const rest = await store.list(shelf, rows.map(scriptPosition).at(-1), 9);
      expect([rest.rows.map(({ name }) => name), rest.end]).toEqual([[named('placed0')], true]);
    });

    test('lists versions newest first, past the ninth', async () => {
      const store = open();
      const script = await make('many');
      for (let n = 2; n <= 12; n += 1) {
        const next = { ...script, version: n, latestVersion: n };
        await store.save({ script: next, expected: n - 1, added: versionOf(script.name, n, `sha${n}`) }, at);
      }
      const first = await store.listVersions(script.name, undefined, 5);
      expect(first.rows.map(({ n }) => n)).toEqual([12, 11, 10, 9, 8]);
      const rest = await store.listVersions(script.name, 8, 50);
      expect([rest.rows.map(({ n }) => n), rest.end]).toEqual([[7, 6, 5, 4, 3, 2, 1], true]);
      expect(await store.listVersions(named('none'), undefined, 5)).toEqual({ rows: [], end: true });
    });
  });
};
