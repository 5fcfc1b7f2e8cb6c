import { describe, expect, test } from 'vitest';
import { validationFailed } from '../../../functions/platform/errors.ts';
import { text } from '../../../functions/platform/text.ts';
import { form } from './form.ts';
import { inMemorySources } from './in-memory.ts';
import { scriptsApi, source } from './scripts-api.ts';

const one = 'def main(a):\n    pass\n';
const two = 'def main(a, b):\n    pass\n';

describe('an upload', () => {
  test('of a form makes a script whose first version is current', async () => {
    const { author } = scriptsApi();
    const answer = await author('POST', '/scripts/upload', await form('merge_offices.py', one));
    expect([answer.status, answer.body.code]).toEqual([201, 0]);
    expect(answer.headers.location).toBe('/api/v1/scripts/merge_offices/versions/1');
    expect(answer.body.data).toMatchObject({
      name: 'merge_offices',
      version: 1,
      size: one.length,
      file_name: 'merge_offices.py',
      summary: 'A summary',
      parameters: { properties: { a: { type: 'string' } }, required: ['a'] },
      limits: { timeout_seconds: 900, memory_mb: 2048 },
      published: true,
      created_by: 'ann',
    });
    const shown = await author('GET', '/scripts/merge_offices');
    expect(shown.body.data).toMatchObject({
      owner: 'ann',
      current_version: 1,
      latest_version: 1,
      version: 1,
    });
  });

  test('of JSON with the same content is the same version', async () => {
    const { author } = scriptsApi();
    await author('POST', '/scripts/upload', await form('a.py', one));
    const again = await author('POST', '/scripts/upload', source('a', one));
    expect([again.status, again.body.data.version]).toEqual([200, 1]);
    expect((await author('GET', '/scripts/a')).body.data.version).toBe(1);
  });

  test('takes name, texts, tags and limits of a form', async () => {
    const { author } = scriptsApi();
    const fields = {
      name: 'Other',
      description: '合并',
      category: 'finance',
      tags: 'excel, 月报,, excel',
      changelog: 'first',
      limits: '{"memory_mb": 4096}',
    };
    const { body } = await author('POST', '/scripts/upload', await form('a.py', one, fields));
    expect(body.data).toMatchObject({ name: 'Other', file_name: 'a.py', changelog: 'first' });
    expect(body.data.limits).toMatchObject({ memory_mb: 4096, cpu: 1 });
    const shown = (await author('GET', '/scripts/Other')).body.data;
    expect(shown).toMatchObject({ description: '合并', category: 'finance', tags: ['excel', '月报'] });
  });

  test('of changed content is the next version, with the limits of the one before', async () => {
    const { author } = scriptsApi();
    await author('POST', '/scripts/upload', source('a', one, { limits: { memory_mb: 512, cpu: 2 } }));
    const { status, body } = await author(
      'POST',
      '/scripts/upload',
      source('a', two, { limits: { cpu: 4 } }),
    );
    expect([status, body.data.version, body.data.published]).toEqual([201, 2, true]);
    expect(body.data.limits).toMatchObject({ memory_mb: 512, cpu: 4, timeout_seconds: 900 });
    expect((await author('GET', '/scripts/a')).body.data).toMatchObject({
      current_version: 2,
      latest_version: 2,
      parameters: { required: ['a', 'b'] },
    });
  });

  test('with publish=false waits, except the first', async () => {
    const { author } = scriptsApi();
    const first = await author('POST', '/scripts/upload', await form('a.py', one, { publish: 'false' }));
    expect(first.body.data.published).toBe(true);
    const next = await author('POST', '/scripts/upload', await form('a.py', two, { publish: 'false' }));
    expect(next.body.data).toMatchObject({ version: 2, published: false });
    const shown = (await author('GET', '/scripts/a')).body.data;
    expect(shown).toMatchObject({ current_version: 1, latest_version: 2, parameters: { required: ['a'] } });
  });

  test('of an older content makes that version current again, unless publish=false', async () => {
    const { author } = scriptsApi();
    await author('POST', '/scripts/upload', source('a', one));
    await author('POST', '/scripts/upload', source('a', two));
    const quiet = await author('POST', '/scripts/upload', source('a', one, { publish: false }));
    expect([quiet.status, quiet.body.data]).toMatchObject([200, { version: 1, published: false }]);
    expect((await author('GET', '/scripts/a')).body.data).toMatchObject({ current_version: 2, version: 2 });
    const again = await author('POST', '/scripts/upload', source('a', one));
    expect([again.status, again.body.data]).toMatchObject([200, { version: 1, published: true }]);
    expect((await author('GET', '/scripts/a')).body.data).toMatchObject({
      current_version: 1,
      latest_version: 2,
      parameters: { required: ['a'] },
    });
  });

  test('of the same content takes over settings that came along', async () => {
    const { author } = scriptsApi();
    await author('POST', '/scripts/upload', source('a', one, { description: 'old' }));
    await author('POST', '/scripts/upload', source('a', one, { description: 'new', limits: { cpu: 2 } }));
    const shown = (await author('GET', '/scripts/a')).body.data;
    expect(shown).toMatchObject({ description: 'new', limits: { cpu: 2 }, latest_version: 1, version: 2 });
    expect((await author('GET', '/scripts/a/versions/1')).body.data.limits.cpu).toBe(2);
  });

  test('by somebody else is 40301, by a manager is not', async () => {
    const { as, author } = scriptsApi();
    await author('POST', '/scripts/upload', source('a', one));
    const other = await as('bob', 'author')('POST', '/scripts/upload', source('a', two));
    expect([other.status, other.body.code]).toEqual([403, 40301]);
    const managed = await as('eve', 'manager')('POST', '/scripts/upload', source('a', two));
    expect([managed.status, managed.body.data.created_by]).toEqual([201, 'eve']);
    expect((await author('GET', '/scripts/a')).body.data.owner).toBe('ann');
  });

  test.each(['operator', 'auditor'] as const)('by an %s is 40301', async (role) => {
    const { as } = scriptsApi();
    const { body } = await as('bob', role)('POST', '/scripts/upload', source('a', one));
    expect(body.code).toBe(40301);
  });

  test('takes an archived script up again when it publishes', async () => {
    const { author } = scriptsApi();
    await author('POST', '/scripts/upload', source('a', one));
    await author('DELETE', '/scripts/a');
    await author('POST', '/scripts/upload', source('a', two, { publish: false }));
    expect((await author('GET', '/scripts/a')).body.data.archived).toBe(true);
    await author('POST', '/scripts/upload', source('a', one));
    expect((await author('GET', '/scripts/a')).body.data).toMatchObject({
      archived: false,
      current_version: 1,
    });
  });

  test('that the inspection refuses leaves nothing, and says where in both languages', async () => {
    const place = { reason: 'no_main', line: 3, column: 7, end_line: 3, end_column: 9 };
    const fault = { field: 'file', message: text('write main', '请定义 main'), details: place };
    const sources = inMemorySources();
    const { author } = scriptsApi({
      sources,
      inspect: async () => Promise.reject(validationFailed([fault])),
    });
    const { status, body } = await author('POST', '/scripts/upload', source('a', one));
    expect([status, body.code, body.errors]).toEqual([
      400,
      40001,
      [{ field: 'file', message: 'write main', ...place }],
    ]);
    const headers = { 'accept-language': 'zh-CN' };
    const chinese = await author('POST', '/scripts/upload', { ...source('a', one), headers });
    expect(chinese.body.errors[0].message).toBe('请定义 main');
    expect((await author('GET', '/scripts/a')).status).toBe(404);
    expect(sources.keys()).toEqual([]);
  });
});

describe('an idempotency key', () => {
  const keyed = (key: string) => ({ headers: { 'idempotency-key': key } });

  test('gives the first answer again, though the form has another boundary', async () => {
    const { author } = scriptsApi();
    const send = async (content: string) => {
      const sent = await form('a.py', content);
      return author('POST', '/scripts/upload', {
        ...sent,
        headers: { ...sent.headers, ...keyed('k').headers },
      });
    };
    const first = await send(one);
    await author('POST', '/scripts/upload', source('a', two));
    const again = await send(one);
    expect([again.status, again.body.data]).toEqual([201, first.body.data]);
    expect((await author('GET', '/scripts/a')).body.data).toMatchObject({ current_version: 2 });
    expect((await send(two)).body.code).toBe(40901);
  });

  test('makes one version of twenty requests at once', async () => {
    const { author } = scriptsApi();
    const answers = await Promise.all(
      Array.from({ length: 20 }, () =>
        author('POST', '/scripts/upload', { ...source('a', one), ...keyed('k') }),
      ),
    );
    expect(new Set(answers.map(({ status, body }) => `${status} ${body.data.version}`))).toEqual(
      new Set(['201 1']),
    );
    expect((await author('GET', '/scripts/a/versions')).body.data.items).toHaveLength(1);
  });

  test('is remembered of a request that changed nothing, and free again after a day', async () => {
    const { author, clock } = scriptsApi();
    await author('POST', '/scripts/upload', source('a', one));
    await author('POST', '/scripts/upload', { ...source('a', one), ...keyed('k') });
    expect((await author('POST', '/scripts/upload', { ...source('a', two), ...keyed('k') })).body.code).toBe(
      40901,
    );
    clock.at += 24 * 3600 * 1000;
    expect((await author('POST', '/scripts/upload', { ...source('a', two), ...keyed('k') })).status).toBe(
      201,
    );
  });
});

test('uploads at once get a number each', async () => {
  const { author } = scriptsApi();
  const answers = await Promise.all(
    Array.from({ length: 10 }, (_, n) => author('POST', '/scripts/upload', source('a', `${one}# ${n}\n`))),
  );
  const numbers = answers.filter(({ status }) => status === 201).map(({ body }) => body.data.version);
  expect([...numbers].sort((a, b) => a - b)).toEqual(numbers.map((_, at) => at + 1));
  expect(answers.every(({ status }) => status === 201 || status === 409)).toBe(true);
  const listed = (await author('GET', '/scripts/a/versions')).body.data.items;
  expect(listed).toHaveLength(numbers.length);
});

test('a version that could not be written leaves its source, never a version without one', async () => {
  const sources = inMemorySources();
  const { store } = scriptsApi();
  const { author } = scriptsApi({
    sources,
    store: { ...store, save: () => Promise.reject(Object.assign(new Error(), { name: 'TimeoutError' })) },
  });
  const { status, body } = await author('POST', '/scripts/upload', source('a', one));
  expect([status, body.code]).toEqual([503, 50301]);
  expect(sources.keys()).toHaveLength(1);
  expect((await author('GET', '/scripts/a')).status).toBe(404);
});
