import { describe, expect, test } from 'vitest';
import { open } from './permissions-api.ts';

const mask = { title: '手机号', columns: ['手机*', '*phone*'], kind: 'phone' };

describe('masks of columns', () => {
  test('are written, changed at their version, listed and deleted', async () => {
    const { admin } = open();
    const made = await admin('PUT', '/column-masks/phone', mask);
    expect([made.status, made.body.data]).toMatchObject([
      200,
      { name: 'phone', ...mask, enabled: true, version: 1 },
    ]);
    expect((await admin('PUT', '/column-masks/phone', mask)).body).toMatchObject({
      code: 40901,
      errors: [{ field: 'version' }],
    });
    const off = await admin('PUT', '/column-masks/phone', { ...mask, enabled: false, version: 1 });
    expect(off.body.data).toMatchObject({ enabled: false, version: 2 });
    expect((await admin('GET', '/column-masks')).body.data.items).toEqual([off.body.data]);
    expect((await admin('DELETE', '/column-masks/phone?version=1')).status).toBe(409);
    expect((await admin('DELETE', '/column-masks/phone?version=2')).status).toBe(200);
    expect((await admin('DELETE', '/column-masks/phone?version=2')).status).toBe(404);
    expect((await admin('GET', '/column-masks')).body.data.items).toEqual([]);
  });

  test.each([
    ['columns', { columns: [] }],
    ['columns.0', { columns: [' '] }],
    ['kind', { kind: 'rot13' }],
    ['title', { title: '' }],
    ['owner', { owner: 'somebody' }],
  ])('a fault in %s is named: %j', async (field, more) => {
    const { admin } = open();
    expect((await admin('PUT', '/column-masks/phone', { ...mask, ...more })).body).toMatchObject({
      code: 40001,
      errors: [{ field }],
    });
  });

  test('are no business of who may not manage permissions', async () => {
    const { as } = open();
    expect((await as('ann', 'manager')('PUT', '/column-masks/phone', mask)).status).toBe(403);
    expect((await as('ann', 'operator')('GET', '/column-masks')).status).toBe(403);
    expect((await as('eve', 'auditor')('GET', '/column-masks')).status).toBe(200);
  });
});
