import { describe, expect, test } from 'vitest';
import { announced, filesApi, readyFile } from './files-api.ts';

describe('announcing a file', () => {
  test('gives an id and where to put the bytes', async () => {
    const { clerk } = filesApi();
    const { status, headers, body } = await clerk('POST', '/files', announced('北京 "Q4" 📊.xlsx'));
    expect(status).toBe(201);
    const { id, upload, expires_at } = body.data;
    expect(headers.location).toBe(`/api/v1/files/${id}`);
    expect(upload).toEqual({
      method: 'PUT',
      url: `https://s3.test/${id}?signed`,
      headers: { 'x-size': '3' },
    });
    expect(Date.parse(expires_at) - Date.parse('2026-11-22T00:15:00Z')).toBeLessThan(1000);
    const shown = (await clerk('GET', `/files/${id}`)).body.data;
    expect(shown).toEqual({
      id,
      name: '北京 "Q4" 📊.xlsx',
      size: 3,
      sha256: 'a'.repeat(64),
      content_type: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
      folder: null,
      status: 'uploading',
      version: 1,
      owner: 'ann',
      created_at: expect.stringMatching(/^2026-11-22T00:00:00\.\d{3}Z$/),
      download_url: null,
      download_refused: null,
    });
  });

  test('over the limit is 41301, at the limit is not', async () => {
    const { clerk } = filesApi();
    const { status, body } = await clerk('POST', '/files', announced('a.csv', { size: 200_000_001 }));
    expect([status, body.code, body.errors[0].field]).toEqual([413, 41301, 'size']);
    expect((await clerk('POST', '/files', announced('a.csv', { size: 200_000_000 }))).status).toBe(201);
    expect((await clerk('POST', '/files', announced('a.csv', { size: 0 }))).status).toBe(201);
  });

  test('names every faulty field', async () => {
    const { clerk } = filesApi();
    const { status, body } = await clerk('POST', '/files', {
      body: { name: '../x', size: 1.5, sha256: 'A'.repeat(64), content_type: 'x', folder: 'a//b', more: 1 },
    });
    expect([status, body.code]).toEqual([400, 40001]);
    expect(body.errors.map(({ field }: { field: string }) => field).sort()).toEqual([
      'content_type',
      'folder',
      'more',
      'name',
      'sha256',
      'size',
    ]);
  });

  test('with the same key is the same file, signed anew', async () => {
    const { clerk, clock } = filesApi();
    const options = { ...announced('a.csv'), headers: { 'idempotency-key': 'k' } };
    const answers = await Promise.all(Array.from({ length: 20 }, () => clerk('POST', '/files', options)));
    expect(new Set(answers.map(({ status, body }) => `${status} ${body.data.id}`)).size).toBe(1);
    const { id, expires_at } = answers[0]?.body.data ?? {};
    clock.at += 3_600_000;
    const later = (await clerk('POST', '/files', options)).body.data;
    expect(later.id).toBe(id);
    expect(Date.parse(later.expires_at)).toBeGreaterThan(Date.parse(expires_at));
    expect((await clerk('GET', '/files')).body.data.items).toHaveLength(1);
    const other = await clerk('POST', '/files', { ...options, ...announced('b.csv') });
    expect([other.status, other.body.code]).toEqual([409, 40901]);
  });

  test('with the key of a file that was deleted is 40901', async () => {
    const { clerk } = filesApi();
    const options = { ...announced('a.csv'), headers: { 'idempotency-key': 'k' } };
    const { id } = (await clerk('POST', '/files', options)).body.data;
    await clerk('DELETE', `/files/${id}`);
    expect((await clerk('POST', '/files', options)).body.code).toBe(40901);
  });

  test.each(['author', 'auditor'] as const)('as an %s: only who may write', async (role) => {
    const { as } = filesApi();
    const { status } = await as('x', role)('POST', '/files', announced('a.csv'));
    expect(status).toBe(role === 'auditor' ? 403 : 201);
  });
});

describe('completing a file', () => {
  test('pins the version that arrived, once', async () => {
    const api = filesApi();
    const { id } = (await api.clerk('POST', '/files', announced('a.csv'))).body.data;
    api.arrive(id, { versionId: 'first' });
    const { status, body } = await api.clerk('POST', `/files/${id}/complete`);
    expect([status, body.data.status]).toEqual([200, 'ready']);
    api.arrive(id, { versionId: 'second' });
    expect((await api.clerk('POST', `/files/${id}/complete`, { body: {} })).status).toBe(200);
    const { download_url } = (await api.clerk('GET', `/files/${id}`)).body.data;
    expect(download_url).toBe(`https://s3.test/${id}?version=first`);
  });

  test('at once is ready for all', async () => {
    const api = filesApi();
    const { id } = (await api.clerk('POST', '/files', announced('a.csv'))).body.data;
    api.arrive(id);
    const answers = await Promise.all(
      Array.from({ length: 10 }, () => api.clerk('POST', `/files/${id}/complete`)),
    );
    expect(answers.map(({ body }) => body.data.status)).toEqual(Array(10).fill('ready'));
  });

  test('before the bytes are there is 40901', async () => {
    const { clerk } = filesApi();
    const { id } = (await clerk('POST', '/files', announced('a.csv'))).body.data;
    const { status, body } = await clerk('POST', `/files/${id}/complete`);
    expect([status, body.code, body.errors[0].field]).toEqual([409, 40901, 'upload']);
  });

  test.each([
    [{ size: 4 }, [{ field: 'size', expected: 3, actual: 4 }]],
    [{ sha256: 'b'.repeat(64) }, [{ field: 'sha256', expected: 'a'.repeat(64), actual: 'b'.repeat(64) }]],
    [{ sha256: undefined }, [{ field: 'sha256', actual: null }]],
    [{ size: 0, sha256: 'b'.repeat(64) }, [{ field: 'size' }, { field: 'sha256' }]],
  ])('with %o says which differs', async (stored, errors) => {
    const api = filesApi();
    const { id } = (await api.clerk('POST', '/files', announced('a.csv'))).body.data;
    api.arrive(id, stored);
    const { status, body } = await api.clerk('POST', `/files/${id}/complete`, {
      headers: { 'accept-language': 'zh-CN' },
    });
    expect([status, body.code]).toEqual([409, 40901]);
    expect(body.errors).toMatchObject(errors);
    expect(body.errors[0].message).toMatch(/\p{Script=Han}/u);
    expect((await api.clerk('GET', `/files/${id}`)).body.data.status).toBe('uploading');
  });

  test('in a bucket that keeps no versions is our fault', async () => {
    const api = filesApi();
    const { id } = (await api.clerk('POST', '/files', announced('a.csv'))).body.data;
    api.arrive(id, { versionId: undefined });
    expect((await api.clerk('POST', `/files/${id}/complete`)).body.code).toBe(50001);
  });

  test('that is deleted meanwhile is 40401', async () => {
    const api = filesApi();
    const id = await readyFile(api, api.clerk, 'a.csv');
    await api.clerk('DELETE', `/files/${id}`);
    expect((await api.clerk('POST', `/files/${id}/complete`)).body.code).toBe(40401);
  });
});
