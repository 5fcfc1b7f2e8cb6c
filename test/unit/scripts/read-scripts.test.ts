import { describe, expect, test } from 'vitest';
import { inMemoryScripts } from './in-memory.ts';
import { type Call, scriptsApi, source } from './scripts-api.ts';

const words = (n: number) => `def main(a${n}):\n    pass\n`;

/** Reads a list to its end, page by page. */
const readAll = async (call: Call, path: string): Promise<string[][]> => {
  const pages: string[][] = [];
  for (let cursor = ''; ; ) {
    const { status, body } = await call('GET', `${path}${cursor}`);
    expect(status).toBe(200);
    pages.push(body.data.items.map((item: { name: string; version: number }) => item.name));
    if (body.data.next_cursor === null) return pages;
    cursor = `&cursor=${encodeURIComponent(body.data.next_cursor)}`;
  }
};

/** Twelve scripts of two owners and two categories. */
const stageOfTwelve = async () => {
  const stage = scriptsApi();
  for (let n = 0; n < 12; n += 1) {
    const call = stage.as(n % 3 === 0 ? 'bob' : 'ann', 'author');
    const more = {
      category: n % 2 === 0 ? 'finance' : '人事',
      tags: n % 4 === 0 ? ['excel'] : ['csv', '月报'],
      description: `Office number ${n}`,
    };
    await call('POST', '/scripts/upload', source(`s${n}`, words(n), more));
  }
  return stage;
};

describe('the list', () => {
  test('is newest first, in pages of the wanted size, and ends with the last', async () => {
    const { author } = await stageOfTwelve();
    const pages = await readAll(author, '/scripts?page_size=4');
    expect(pages.map((page) => page.length)).toEqual([4, 4, 4]);
    expect(pages.flat()).toEqual(Array.from({ length: 12 }, (_, n) => `s${11 - n}`));
  });

  test.each([
    ['owner=bob', ['s9', 's6', 's3', 's0']],
    ['category=finance', ['s10', 's8', 's6', 's4', 's2', 's0']],
    ['tag=excel', ['s8', 's4', 's0']],
    ['owner=bob&category=finance', ['s6', 's0']],
    ['owner=bob&tag=excel', ['s0']],
    ['q=OFFICE%20number%201', ['s11', 's10', 's1']],
    [`q=${encodeURIComponent('月报')}&owner=bob`, ['s9', 's6', 's3']],
    [`category=${encodeURIComponent('人事')}&tag=csv`, ['s11', 's9', 's7', 's5', 's3', 's1']],
    ['owner=nobody', []],
    ['archived=true', []],
  ])('filters by %s, on full pages', async (filter, expected) => {
    const { author } = await stageOfTwelve();
    const pages = await readAll(author, `/scripts?page_size=2&${filter}`);
    expect(pages.flat()).toEqual(expected);
    expect(pages.slice(0, -1).every((page) => page.length === 2)).toBe(true);
    expect(pages.at(-1)?.length).toBeGreaterThan(expected.length === 0 ? -1 : 0);
  });

  test('reads for who sees all scripts the owner’s index, or one of categories and the restricted ones', async () => {
    const shelves: unknown[] = [];
    const memory = inMemoryScripts();
    const { as } = scriptsApi({
      store: {
        ...memory,
        list: (shelf, ...rest) => {
          shelves.push(shelf);
          return memory.list(shelf, ...rest);
        },
      },
    });
    for (const query of ['owner=ann&category=x', 'category=x', 'q=x', 'archived=true'])
      await as('mia', 'manager')('GET', `/scripts?${query}`);
    expect(shelves).toEqual([
      { by: 'owner', owner: 'ann' },
      { by: 'category', category: 'x' },
      { by: 'restricted', archived: false },
      { by: 'everybody', archived: false },
      { by: 'restricted', archived: false },
      { by: 'everybody', archived: true },
      { by: 'restricted', archived: true },
    ]);
  });

  test('reads for others what is open to everybody, and their own', async () => {
    const shelves: unknown[] = [];
    const memory = inMemoryScripts();
    const { author } = scriptsApi({
      store: {
        ...memory,
        list: (shelf, ...rest) => {
          shelves.push(shelf);
          return memory.list(shelf, ...rest);
        },
      },
    });
    await author('GET', '/scripts');
    expect(shelves).toEqual([
      { by: 'everybody', archived: false },
      { by: 'owner', owner: expect.any(String) },
    ]);
  });

  test('opens a cursor with its own filters only', async () => {
    const { author } = await stageOfTwelve();
    const { body } = await author('GET', '/scripts?page_size=2&tag=csv');
    const cursor = encodeURIComponent(body.data.next_cursor);
    for (const path of [
      `/scripts?page_size=2&tag=excel&cursor=${cursor}`,
      `/scripts?cursor=${cursor}`,
      `/scripts?tag=csv&cursor=${cursor.slice(0, -1)}`,
      `/scripts/s1/versions?cursor=${cursor}`,
      '/scripts?cursor=Zm9yZ2Vk',
    ]) {
      const refused = await author('GET', path);
      expect([refused.body.code, refused.body.errors[0].field]).toEqual([40001, 'cursor']);
    }
  });
});

describe('versions', () => {
  test('are listed newest first and shown one by one', async () => {
    const { author } = scriptsApi();
    for (let n = 1; n <= 5; n += 1) await author('POST', '/scripts/upload', source('a', words(n)));
    const { body } = await author('GET', '/scripts/a/versions?page_size=3');
    expect(body.data.items.map((item: { version: number }) => item.version)).toEqual([5, 4, 3]);
    expect(body.data.items.map((item: { published: boolean }) => item.published)).toEqual([
      true,
      false,
      false,
    ]);
    const cursor = encodeURIComponent(body.data.next_cursor);
    const rest = await author('GET', `/scripts/a/versions?page_size=3&cursor=${cursor}`);
    expect(rest.body.data.items.map((item: { version: number }) => item.version)).toEqual([2, 1]);
    expect(rest.body.data.next_cursor).toBeNull();
    expect((await author('GET', '/scripts/a/versions/3')).body.data).toMatchObject({ version: 3 });
  });

  test('give their source as it was uploaded', async () => {
    const { author } = scriptsApi();
    const written = 'def main():\r\n\treturn {"message": "完成 ✅"}\r\n';
    const { sha256 } = (await author('POST', '/scripts/upload', source('a', written))).body.data;
    const { body } = await author('GET', '/scripts/a/versions/1/source');
    expect(body.data).toEqual({ name: 'a', version: 1, file_name: 'a.py', sha256, source: written });
  });

  test('are compared: source and parameters', async () => {
    const { author } = scriptsApi();
    await author('POST', '/scripts/upload', source('a', 'def main(a, b):\n    pass\n'));
    await author('POST', '/scripts/upload', source('a', 'def main(b, c):\n    pass\n'));
    const { body } = await author('GET', '/scripts/a/diff?from=1&to=2');
    expect(body.data.diff.split('\n')).toEqual([
      '--- a.py\tversion 1',
      '+++ a.py\tversion 2',
      '@@ -1,2 +1,2 @@',
      '-def main(a, b):',
      '+def main(b, c):',
      '     pass',
      '',
    ]);
    expect(body.data.parameters).toEqual({ added: ['c'], removed: ['a'], changed: [] });
    expect((await author('GET', '/scripts/a/diff?from=1')).body.errors[0].field).toBe('to');
  });
});

test.each([
  '/scripts/none',
  '/scripts/none/versions',
  '/scripts/none/versions/1',
  '/scripts/a/versions/2',
  '/scripts/a/versions/0',
  '/scripts/a/versions/x',
  '/scripts/a/versions/1.5',
  '/scripts/a/versions/2/source',
  '/scripts/a/diff?from=1&to=2',
  '/scripts/1a',
  '/scripts/%2e%2e',
  '/scripts/%zz',
  '/scripts/A',
])('GET %s is 40401', async (path) => {
  const { author } = scriptsApi();
  await author('POST', '/scripts/upload', source('a', words(1)));
  expect((await author('GET', path)).body.code).toBe(40401);
});

test('every route is closed to who is not signed in', async () => {
  const { handler } = scriptsApi();
  const { scriptsRoutes } = await import('../../../functions/scripts/contract.ts');
  const { httpEvent, send } = await import('../platform/http-events.ts');
  for (const { method, path } of scriptsRoutes) {
    const { status, body } = await send(handler, httpEvent(method, path.replace(/\{\w+\}/g, '1')));
    expect([path, status, body.code]).toEqual([path, 401, 40101]);
  }
});
