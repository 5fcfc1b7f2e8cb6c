import { describe, expect, test } from 'vitest';
import { newId } from '../../../functions/platform/ids.ts';
import { open } from './permissions-api.ts';
import { NOW } from './random-cases.ts';

const script = { type: 'script', id: 'merge' };

describe('roles', () => {
  test('are made, changed and deleted by version; names are unique', async () => {
    const { admin } = open();
    const role = { name: 'east', title: 'East', inherits: ['operator'], data_scope: 'department' };
    expect((await admin('POST', '/roles', role)).status).toBe(201);
    expect((await admin('POST', '/roles', role)).status).toBe(409);
    expect((await admin('POST', '/roles', { ...role, name: 'operator' })).status).toBe(409);
    const unknown = await admin('POST', '/roles', { ...role, name: 'west', inherits: ['east', 'nowhere'] });
    expect([unknown.status, unknown.body.errors[0].field]).toEqual([400, 'inherits.1']);
    expect((await admin('PATCH', '/roles/east', { version: 2, title: 'x' })).status).toBe(409);
    const changed = await admin('PATCH', '/roles/east', { version: 1, data_scope: 'all' });
    expect(changed.body.data).toMatchObject({ version: 2, data_scope: 'all', title: 'East' });
    expect(changed.body.data.effective_permissions).toContain('runs.read.all');
    expect((await admin('PATCH', '/roles/admin', { version: 1, title: 'x' })).status).toBe(409);
    expect((await admin('DELETE', '/roles/east?version=1')).status).toBe(409);
    expect((await admin('DELETE', '/roles/east?version=2')).status).toBe(200);
    expect((await admin('GET', '/roles/east')).status).toBe(404);
  });

  test('a role that comes back under a name cannot close a circle', async () => {
    const { admin } = open();
    await admin('POST', '/roles', { name: 'aa', title: 'a' });
    await admin('POST', '/roles', { name: 'bb', title: 'b', inherits: ['aa'] });
    expect((await admin('DELETE', '/roles/aa?version=1')).status).toBe(409);
    const circle = await admin('PATCH', '/roles/aa', { version: 1, inherits: ['bb'] });
    expect([circle.status, circle.body.errors[0].field]).toEqual([400, 'inherits.0']);
    expect((await admin('PATCH', '/roles/aa', { version: 1, inherits: ['aa'] })).status).toBe(400);
  });
});

describe('policies', () => {
  const text =
    'forbid (principal, action == Action::"runs.read", resource is Run) when { resource.script == "merge" };';
  test('that are not valid are refused with the place, and nothing is changed', async () => {
    const { admin, policies } = open();
    const bad = await admin('PUT', '/policies/one', {
      title: 't',
      text: 'forbid (principal,\n action == 1, resource);',
    });
    expect([bad.status, bad.body.errors[0].field]).toEqual([400, 'text']);
    expect(
      (await admin('PUT', '/policies/one', { title: 't', text: 'permit (principal, action, resource);' }))
        .status,
    ).toBe(400);
    expect((await policies.read()).version).toBe(0);
  });

  test('that would lock their writer out are refused', async () => {
    const { admin } = open();
    const lock = 'forbid (principal, action == Action::"permissions.manage", resource);';
    const refused = await admin('PUT', '/policies/one', { title: 't', text: lock });
    expect([refused.status, refused.body.errors[0].field]).toEqual([400, 'text']);
  });

  test('are replaced by version only', async () => {
    const { admin } = open();
    expect((await admin('PUT', '/policies/one', { title: 't', text })).status).toBe(200);
    expect((await admin('PUT', '/policies/one', { title: 't', text })).status).toBe(409);
    const off = await admin('PUT', '/policies/one', { title: 't', text, enabled: false, version: 1 });
    expect(off.body.data).toMatchObject({ version: 2, enabled: false });
    expect((await admin('DELETE', '/policies/one?version=2')).status).toBe(200);
  });
});

describe('grants', () => {
  const body = (more: object = {}) => ({
    resource: script,
    to: { type: 'user', username: 'bob' },
    right: 'run',
    ...more,
  });
  test('are given by the owner; others get what they get for a thing that is not there', async () => {
    const { ann, bob, as } = open();
    const absent = await bob('POST', '/grants', body({ resource: { type: 'script', id: 'nothing' } }));
    const denied = await bob('POST', '/grants', body());
    expect([denied.status, denied.body.message]).toEqual([404, absent.body.message]);
    expect((await ann('POST', '/grants', body())).status).toBe(201);
    expect((await bob('POST', '/grants', body())).status).toBe(403);
    expect((await bob('GET', '/grants?resource_type=script&resource_id=merge')).status).toBe(403);
    expect(
      (await as('eve', 'operator')('GET', '/grants?resource_type=script&resource_id=merge')).status,
    ).toBe(404);
  });

  test('one for each somebody: the next takes its place; taking back is once', async () => {
    const { ann, grants } = open();
    const first = await ann('POST', '/grants', body());
    const second = await ann('POST', '/grants', body({ right: 'view' }));
    expect(grants.rows.size).toBe(1);
    expect((await ann('DELETE', `/grants/${first.body.data.id}`)).status).toBe(404);
    expect((await ann('DELETE', `/grants/${second.body.data.id}`)).status).toBe(200);
    expect((await ann('DELETE', `/grants/${second.body.data.id}`)).status).toBe(404);
    expect((await ann('DELETE', `/grants/${newId('grt', NOW)}`)).status).toBe(404);
  });

  test.each([
    ['to', { to: { type: 'user', username: 'nobody' } }],
    ['to', { to: { type: 'user' } }],
    ['to', { to: { type: 'user', id: 'id-of-bob', username: 'bob' } }],
    ['to', { to: { type: 'group', id: 'g9' } }],
    ['until', { until: new Date(NOW).toISOString() }],
    ['right', { right: 'own' }],
  ])('a fault in %s is named: %j', async (field, more) => {
    const { ann, grants } = open();
    const answer = await ann('POST', '/grants', body(more));
    expect([answer.status, answer.body.errors[0].field]).toEqual([400, field]);
    expect(grants.rows.size).toBe(0);
  });

  test('end exactly at their end', async () => {
    const { ann, bob, clock } = open();
    await ann('POST', '/grants', body({ until: new Date(NOW + 1000).toISOString() }));
    const ask = async () =>
      (await bob('POST', '/permissions/explain', { action: 'scripts.run', resource: script })).body.data
        ?.allowed;
    clock.at = NOW + 999;
    expect(await ask()).toBe(true);
    clock.at = NOW + 1000;
    expect(await ask()).toBe(undefined); // not even there
  });
});

describe('an explanation', () => {
  test('names the policies, and the ways that are closed', async () => {
    const { admin, ann } = open();
    const own = await ann('POST', '/permissions/explain', { action: 'scripts.manage', resource: script });
    expect(own.body.data).toMatchObject({ allowed: true, policies: ['scripts.change.own'] });
    const other = await admin('POST', '/permissions/explain', {
      user_id: 'id-of-bob',
      action: 'runs.read',
      resource: { type: 'run', id: 'run_1' },
    });
    expect(other.body.data).toMatchObject({ allowed: false, policies: [] });
    expect(other.body.data.reasons.length).toBeGreaterThan(2);
    const role = await admin('POST', '/permissions/explain', { user_id: 'id-of-bob', action: 'queue.read' });
    expect(role.body.data).toMatchObject({
      allowed: false,
      reasons: ['none of the roles allows queue.read'],
    });
  });

  test('is refused for an act that is nothing for the thing, and for strangers', async () => {
    const { admin, bob } = open();
    const odd = await admin('POST', '/permissions/explain', { action: 'runs.read', resource: script });
    expect([odd.status, odd.body.errors[0].field]).toEqual([400, 'action']);
    const missing = await admin('POST', '/permissions/explain', { action: 'share' });
    expect([missing.status, missing.body.errors[0].field]).toEqual([400, 'resource']);
    expect(
      (await bob('POST', '/permissions/explain', { user_id: 'id-of-ann', action: 'runs.read' })).status,
    ).toBe(403);
    expect(
      (await admin('POST', '/permissions/explain', { user_id: 'id-of-x', action: 'runs.read' })).status,
    ).toBe(404);
  });
});
