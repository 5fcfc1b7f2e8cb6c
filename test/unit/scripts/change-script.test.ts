import { describe, expect, test } from 'vitest';
import { makeFindRunnableVersion } from '../../../functions/scripts/find-runnable-version.ts';
import { scriptsApi, source } from './scripts-api.ts';

/** A script of two versions. */
const stageOfTwo = async () => {
  const stage = scriptsApi();
  await stage.author('POST', '/scripts/upload', source('a', 'def main(a):\n    pass\n'));
  await stage.author('POST', '/scripts/upload', source('a', 'def main(b):\n    pass\n'));
  return stage;
};

describe('PATCH', () => {
  test('changes what it names and counts the version', async () => {
    const { author } = await stageOfTwo();
    const body = {
      version: 2,
      description: '说明',
      category: 'finance',
      tags: ['x', 'x'],
      limits: { cpu: 4 },
    };
    const { status, body: reply } = await author('PATCH', '/scripts/a', { body });
    expect(status).toBe(200);
    expect(reply.data).toMatchObject({
      description: '说明',
      category: 'finance',
      tags: ['x'],
      limits: { cpu: 4, memory_mb: 2048 },
      version: 3,
    });
    const cleared = await author('PATCH', '/scripts/a', { body: { version: 3, category: null } });
    expect(cleared.body.data).toMatchObject({ category: null, description: '说明', limits: { cpu: 4 } });
  });

  test('changes the limits of the current version, not of the others', async () => {
    const { author } = await stageOfTwo();
    await author('PATCH', '/scripts/a', { body: { version: 2, limits: { memory_mb: 4096 } } });
    expect((await author('GET', '/scripts/a/versions/2')).body.data.limits.memory_mb).toBe(4096);
    expect((await author('GET', '/scripts/a/versions/1')).body.data.limits.memory_mb).toBe(2048);
  });

  test('of a stale version is 40901 and says the present one', async () => {
    const { author } = await stageOfTwo();
    const { status, body } = await author('PATCH', '/scripts/a', { body: { version: 1, description: 'x' } });
    expect([status, body.code]).toEqual([409, 40901]);
    expect(body.errors).toMatchObject([{ field: 'version', current: 2 }]);
    expect((await author('GET', '/scripts/a')).body.data.description).toBe('A description');
  });

  test('at once with the same version lets one through', async () => {
    const { author } = await stageOfTwo();
    const answers = await Promise.all(
      Array.from({ length: 8 }, (_, n) =>
        author('PATCH', '/scripts/a', { body: { version: 2, description: String(n) } }),
      ),
    );
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    expect(answers.filter(({ status }) => status === 409)).toHaveLength(7);
  });

  test('without a version, with an unknown field or a wrong limit is 40001', async () => {
    const { author } = await stageOfTwo();
    const { body } = await author('PATCH', '/scripts/a', { body: { owner: 'me', limits: { cpu: 7 } } });
    expect(body.errors.map((error: { field: string }) => error.field).sort()).toEqual([
      'limits.cpu',
      'owner',
      'version',
    ]);
  });
});

describe('publishing', () => {
  test('an older version rolls back, with its parameters', async () => {
    const { author } = await stageOfTwo();
    const { status, body } = await author('POST', '/scripts/a/versions/1/publish');
    expect(status).toBe(200);
    expect(body.data).toMatchObject({
      current_version: 1,
      latest_version: 2,
      parameters: { required: ['a'] },
    });
    expect((await author('GET', '/scripts/a/versions/1')).body.data.published).toBe(true);
    expect((await author('GET', '/scripts/a/versions/2')).body.data.published).toBe(false);
  });

  test('the current version changes nothing', async () => {
    const { author } = await stageOfTwo();
    const { body } = await author('POST', '/scripts/a/versions/2/publish', { body: { version: 2 } });
    expect(body.data.version).toBe(2);
  });

  test('on a stale version is 40901, and a repeated key finds it done', async () => {
    const { author } = await stageOfTwo();
    const options = { body: { version: 2 }, headers: { 'idempotency-key': 'k' } };
    expect((await author('POST', '/scripts/a/versions/1/publish', options)).body.data.current_version).toBe(
      1,
    );
    expect((await author('POST', '/scripts/a/versions/1/publish', options)).status).toBe(200);
    const stale = await author('POST', '/scripts/a/versions/1/publish', { body: { version: 2 } });
    expect(stale.body.code).toBe(40901);
    const other = await author('POST', '/scripts/a/versions/2/publish', options);
    expect(other.body.code).toBe(40901);
  });
});

describe('archiving', () => {
  test('takes the script from the list and from runs, and twice is once', async () => {
    const { author, store } = await stageOfTwo();
    const find = makeFindRunnableVersion({ store, bucket: 'files' });
    expect(await find('a')).toMatchObject({ version: 2, bucket: 'files', limits: { cpu: 1 } });
    const { body } = await author('DELETE', '/scripts/a?version=2');
    expect(body.data).toMatchObject({ archived: true, version: 3 });
    expect((await author('DELETE', '/scripts/a')).body.data).toMatchObject({ archived: true, version: 3 });
    expect((await author('GET', '/scripts')).body.data.items).toEqual([]);
    expect((await author('GET', '/scripts?archived=true')).body.data.items).toHaveLength(1);
    await expect(find('a')).rejects.toMatchObject({ code: 40901 });
    await expect(find('a', 1)).rejects.toMatchObject({ code: 40901 });
  });

  test('ends with publishing a version', async () => {
    const { author, store } = await stageOfTwo();
    await author('DELETE', '/scripts/a');
    await author('POST', '/scripts/a/versions/2/publish');
    const find = makeFindRunnableVersion({ store, bucket: 'files' });
    expect(await find('a', 1)).toMatchObject({
      version: 1,
      key: expect.stringMatching(/^scripts\/a\/\w{64}\.py$/),
    });
    await expect(find('a', 9)).rejects.toMatchObject({ code: 40401 });
    await expect(find('b')).rejects.toMatchObject({ code: 40401 });
  });

  test('on a stale version is 40901', async () => {
    const { author } = await stageOfTwo();
    expect((await author('DELETE', '/scripts/a?version=1')).body.code).toBe(40901);
  });
});

test.each([
  ['PATCH', '/scripts/a', { version: 2 }],
  ['DELETE', '/scripts/a', undefined],
  ['POST', '/scripts/a/versions/1/publish', undefined],
])('%s %s is the owner’s, a manager’s, an administrator’s', async (method, path, body) => {
  const { as } = await stageOfTwo();
  const options = body === undefined ? {} : { body };
  const [other, operator] = [as('bob', 'author'), as('bob', 'operator')];
  expect((await other(method, path, options)).body.code).toBe(40301);
  expect((await operator(method, path, options)).body.code).toBe(40301);
  expect((await other(method, path.replace('/a', '/none'), options)).body.code).toBe(40401);
  expect((await as('eve', 'manager')(method, path, options)).status).toBe(200);
  expect((await as('root', 'admin')('GET', '/scripts/a')).body.data.owner).toBe('ann');
});
