import { setTimeout as sleep } from 'node:timers/promises';
import { beforeAll, describe, expect, it } from 'vitest';
import { type Client, freshName } from './platform/client.ts';
import { makeDepartments, newPerson, openAdministrator, type Person } from './platform/people.ts';

const source = `def main(n: int = 1):
    """Counts."""
    return {"message": f"{n}"}
`;

/** A change of roles or policies holds in every function by then, in milliseconds. */
const EVERYWHERE_MS = 5000;

describe('permissions', () => {
  let admin: Client;
  let places: Record<string, string>;
  let owner: Person;
  let colleague: Person;
  let lead: Person;
  let script: string;
  let runId: string;
  const role = freshName('lead');
  const listed = async (person: Client, path: string): Promise<string[]> => {
    const { status, body } = await person.call('GET', path);
    expect([status, body.errors]).toEqual([200, undefined]);
    return body.data.items.map((item: { id?: string; name: string }) => item.id ?? item.name);
  };
  const share = (person: Client, resource: object, to: object, right: string, until: string | null = null) =>
    person.call('POST', '/grants', { resource, to, right, until });

  beforeAll(async () => {
    admin = await openAdministrator();
    places = await makeDepartments(admin, ['east', 'east/shop', 'west']);
    const made = await admin.call('POST', '/roles', {
      name: role,
      title: 'Lead',
      inherits: ['operator'],
      data_scope: 'department_and_below',
    });
    expect([made.status, made.body.errors]).toEqual([201, undefined]);
    owner = await newPerson(admin, ['operator', 'author'], { department: places['east/shop'] });
    colleague = await newPerson(admin, ['operator', 'author'], { department: places['east/shop'] });
    lead = await newPerson(admin, [role], { department: places.east });
    script = freshName('count');
    expect((await owner.uploadScript(`${script}.py`, source)).status).toBe(201);
    runId = (await owner.startRun(script)).id;
    await owner.waitForEnd(runId);
  });

  it('says who I am: roles with titles, department, and what data scopes reach', async () => {
    const { data } = (await lead.call('GET', '/auth/me')).body;
    expect(data).toMatchObject({ roles: [role], role_titles: { [role]: 'Lead' }, department: places.east });
    expect(data.permissions).toContain('runs.read');
    expect(data.permissions).not.toContain('runs.read.all');
    const reached = data.data_scopes.find(
      ({ permission }: { permission: string }) => permission === 'runs.read',
    );
    expect(reached.departments.sort()).toEqual([places.east, places['east/shop']].sort());
  });

  it('a data scope reaches the department and those below, by query, and nobody else’s', async () => {
    expect(await listed(lead, '/runs')).toContain(runId);
    expect((await lead.call('GET', `/runs/${runId}`)).status).toBe(200);
    expect((await lead.call('GET', `/runs/${runId}/logs`)).status).toBe(200);
    const west = await newPerson(admin, [role], { department: places.west });
    expect(await listed(west, '/runs')).toEqual([]);
    expect((await west.call('GET', `/runs/${runId}`)).status).toBe(404);
    expect((await colleague.call('GET', `/runs/${runId}`)).status).toBe(404);
  });

  it('a grant lets see one run, until it ends or is taken back; who it is not for sees nothing', async () => {
    const resource = { type: 'run', id: runId };
    expect((await share(colleague, resource, { type: 'user', id: colleague.id }, 'view')).status).toBe(404);
    const until = new Date(Date.now() + 4000).toISOString();
    const given = await share(owner, resource, { type: 'user', username: colleague.username }, 'view', until);
    expect([given.status, given.body.errors]).toEqual([201, undefined]);
    expect((await colleague.call('GET', `/runs/${runId}`)).status).toBe(200);
    expect(await listed(colleague, '/runs')).toEqual([runId]);
    expect((await colleague.call('POST', `/runs/${runId}/cancel`)).status).toBe(403);
    await sleep(Date.parse(until) - Date.now() + 50);
    expect((await colleague.call('GET', `/runs/${runId}`)).status).toBe(404);
    expect(await listed(colleague, '/runs')).toEqual([]);

    const group = await admin.call('POST', '/groups', { name: freshName('group') });
    const member = await newPerson(admin, ['operator'], { groups: [group.body.data.id] });
    const again = await share(owner, resource, { type: 'group', id: group.body.data.id }, 'manage');
    expect((await member.call('GET', `/runs/${runId}`)).status).toBe(200);
    expect((await member.call('DELETE', `/grants/${again.body.data.id}`)).status).toBe(200);
    expect((await member.call('GET', `/runs/${runId}`)).status).toBe(404);
    expect((await owner.call('DELETE', `/grants/${again.body.data.id}`)).status).toBe(404);
  });

  it('a restricted script is there for its owner, managers, and whom it was shared with: seen, then run', async () => {
    const name = freshName('secret');
    expect((await owner.uploadScript(`${name}.py`, source)).status).toBe(201);
    const { version } = (await owner.call('GET', `/scripts/${name}`)).body.data;
    const restricted = await owner.call('PATCH', `/scripts/${name}`, { version, visibility: 'restricted' });
    expect([restricted.status, restricted.body.data?.visibility]).toEqual([200, 'restricted']);
    const start = () => colleague.call('POST', '/runs', { script: name, parameters: {} });
    const all = '/scripts?page_size=100';
    expect(await listed(colleague, all)).not.toContain(name);
    for (const path of ['', '/versions', '/versions/1', '/versions/1/source', '/diff?from=1&to=1'])
      expect((await colleague.call('GET', `/scripts/${name}${path}`)).status).toBe(404);
    expect((await start()).status).toBe(404);
    expect(await listed(owner, all)).toContain(name);
    expect(await listed(admin, all)).toContain(name);

    const resource = { type: 'script', id: name };
    const to = { type: 'department', id: places.east };
    expect((await share(owner, resource, to, 'view')).status).toBe(201);
    expect(await listed(colleague, all)).toContain(name);
    expect((await start()).status).toBe(403);
    expect((await share(owner, resource, to, 'run')).status).toBe(201);
    expect((await start()).status).toBe(202);
    expect((await colleague.call('PATCH', `/scripts/${name}`, { version: version + 1 })).status).toBe(403);
    const grants = await owner.call('GET', `/grants?resource_type=script&resource_id=${name}`);
    expect(grants.body.data.items).toMatchObject([{ right: 'run', to: { type: 'department' }, until: null }]);
  });

  it('files and their folder are shared for reading', async () => {
    const one = await owner.uploadFile('a.csv', new TextEncoder().encode('a,b\n1,2\n'), { folder: '共享 x' });
    const two = await owner.uploadFile('b.csv', new TextEncoder().encode('a,b\n3,4\n'));
    expect((await colleague.call('GET', `/files/${one}`)).status).toBe(404);
    const to = { type: 'user', id: colleague.id };
    const folder = { type: 'folder', id: `${owner.username}/共享 x` };
    expect((await share(owner, folder, to, 'view')).status).toBe(201);
    expect((await share(owner, { type: 'file', id: two }, to, 'view')).status).toBe(201);
    expect(await listed(colleague, '/files')).toEqual([two, one].sort().reverse());
    expect((await colleague.call('GET', `/files/${one}/preview`)).status).toBe(200);
    expect((await colleague.call('DELETE', `/files/${one}`)).status).toBe(403);
  });

  it('explains: which policy decided, and why not, in both languages', async () => {
    const ask = (person: Client, body: object, language = 'en') =>
      person.call('POST', '/permissions/explain', body, { 'accept-language': language });
    const resource = { type: 'run', id: runId };
    const mine = await ask(owner, { action: 'runs.read', resource });
    expect(mine.body.data).toMatchObject({ allowed: true, policies: ['runs.read.own'] });
    expect((await ask(colleague, { action: 'runs.read', resource })).status).toBe(404);
    const denied = await ask(admin, { user_id: colleague.id, action: 'runs.read', resource });
    expect(denied.body.data).toMatchObject({ allowed: false, policies: [] });
    expect(denied.body.data.reasons.join()).toContain('not shared');
    const chinese = await ask(admin, { user_id: colleague.id, action: 'runs.read', resource }, 'zh-CN');
    expect(chinese.body.data.reasons.join()).toMatch(/共享/);
    const scope = await ask(admin, { user_id: lead.id, action: 'runs.read', resource });
    expect(scope.body.data).toMatchObject({ allowed: true, policies: ['runs.read.department'] });
    const roles = await ask(lead, { action: 'runs.start' });
    expect(roles.body.data).toMatchObject({ allowed: true, policies: ['role.operator'] });
    expect((await ask(lead, { user_id: owner.id, action: 'runs.start' })).status).toBe(403);
  });

  it('a policy that is not valid cannot be saved; a valid one holds everywhere within 5 s, and so does its end', async () => {
    const name = freshName('p');
    const put = (text: string, version?: number) =>
      admin.call('PUT', `/policies/${name}`, {
        title: 'No runs of it',
        text,
        ...(version ? { version } : {}),
      });
    const bad = await put('forbid (principal, action == Action::"runs.eat", resource);');
    expect([bad.status, bad.body.errors[0].field]).toEqual([400, 'text']);
    expect((await put('forbid (principal, action, resource);')).status).toBe(400);
    const text = `forbid (principal, action == Action::"runs.read", resource is Run) when { resource.script == "${script}" };`;
    const saved = await put(text);
    expect([saved.status, saved.body.errors]).toEqual([200, undefined]);
    await sleep(EVERYWHERE_MS);
    expect((await owner.call('GET', `/runs/${runId}`)).status).toBe(404);
    expect(await listed(owner, '/runs?page_size=100')).not.toContain(runId);
    const why = await admin.call('POST', '/permissions/explain', {
      user_id: owner.id,
      action: 'runs.read',
      resource: { type: 'run', id: runId },
    });
    expect(why.body.data).toMatchObject({ allowed: false, policies: [`custom.${name}`] });
    expect((await put(text)).status).toBe(409);
    expect((await admin.call('DELETE', `/policies/${name}?version=1`)).status).toBe(200);
    await sleep(EVERYWHERE_MS);
    expect((await owner.call('GET', `/runs/${runId}`)).status).toBe(200);
  });

  it('a custom role changes for everybody within 5 s, and none inherits itself', async () => {
    const name = freshName('helper');
    const other = freshName('other');
    const made = await admin.call('POST', '/roles', { name, title: 'Helper', permissions: ['queue.read'] });
    expect(made.status).toBe(201);
    expect((await admin.call('POST', '/roles', { name: other, title: 'o', inherits: [name] })).status).toBe(
      201,
    );
    const cycle = await admin.call('PATCH', `/roles/${name}`, { version: 1, inherits: [other] });
    expect([cycle.status, cycle.body.errors[0].field]).toEqual([400, 'inherits.0']);
    await sleep(EVERYWHERE_MS); // the directory knows the new role too
    const person = await newPerson(admin, [other]);
    expect((await person.call('GET', '/queue')).status).toBe(200);
    expect((await admin.call('PATCH', `/roles/${name}`, { version: 1, permissions: [] })).status).toBe(200);
    await sleep(EVERYWHERE_MS);
    expect((await person.call('GET', '/queue')).status).toBe(403);
    expect((await admin.call('DELETE', `/roles/${name}?version=2`)).status).toBe(409);
    expect((await admin.call('DELETE', `/roles/${other}?version=1`)).status).toBe(200);
    for (const path of ['/roles', '/permissions', '/policies', `/roles/${name}`])
      expect((await owner.call('GET', path)).status).toBe(403);
  });
});
