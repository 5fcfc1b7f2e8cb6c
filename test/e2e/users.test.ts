import { describe, expect, inject, it } from 'vitest';
import { Client, freshName, newUser, signIn } from './platform/client.ts';

const { url, administrator, adminPassword, access } = inject('platform');
const PASSWORD = 'correct horse battery';
const root = await signIn(url, administrator, adminPassword);

/** A new user as an administrator makes one. */
const make = async (roles: readonly string[], more: Record<string, unknown> = {}) => {
  const username = freshName('ren');
  const answer = await root.call('POST', '/users', { username, roles, ...more });
  if (answer.status !== 201) throw new Error(JSON.stringify(answer.body));
  return answer.body.data;
};

/** The same, who has changed the temporary password and is signed in. */
const person = async (...roles: readonly string[]) => {
  const made = await make(roles);
  const first = await new Client(url).call('POST', '/auth/login', {
    username: made.username,
    password: made.temporary_password,
  });
  await new Client(url).call('POST', '/auth/challenge', {
    username: made.username,
    session: first.body.data.session,
    new_password: PASSWORD,
  });
  return Object.assign(await signIn(url, made.username, PASSWORD), {
    id: made.id as string,
    username: made.username as string,
  });
};

describe('users', () => {
  it('a new one must change the temporary password with the first sign-in, and then works', async () => {
    const made = await make(['operator', 'author'], { display_name: '李娜' });
    const guest = new Client(url);
    const first = await guest.call('POST', '/auth/login', {
      username: made.username,
      password: made.temporary_password,
    });
    expect(first.body.data).toMatchObject({ challenge: 'new_password' });
    expect(first.body.data.access_token).toBeUndefined();
    const answered = await guest.call('POST', '/auth/challenge', {
      username: made.username,
      session: first.body.data.session,
      new_password: PASSWORD,
    });
    guest.token = answered.body.data.access_token;
    const me = (await guest.call('GET', '/auth/me')).body.data;
    expect(me).toMatchObject({ display_name: '李娜', roles: ['operator', 'author'] });
    expect((await guest.call('GET', '/users/me')).body.data.id).toBe(made.id);
    expect((await guest.call('GET', '/scripts')).status).toBe(200);
    expect((await guest.call('GET', '/users')).status).toBe(403);
    expect((await guest.call('GET', `/users/${made.id}`)).status).toBe(403);
  });

  it('a disabled one is refused with the next request on every route, and cannot come back until enabled', async () => {
    const clerk = await person('operator');
    const paths = [
      '/auth/me',
      '/scripts',
      '/files',
      '/runs',
      '/schedules',
      '/drop-folders',
      '/webhooks',
      '/queue',
    ];
    for (const path of paths) expect((await clerk.call('GET', path)).status).not.toBe(401);
    expect((await root.call('POST', `/users/${clerk.id}/disable`)).body.data.status).toBe('disabled');
    const refusals = await Promise.all(paths.map((path) => clerk.call('GET', path)));
    expect(refusals.map(({ body }) => body.code)).toEqual(paths.map(() => 40101));
    const login = { username: clerk.username, password: PASSWORD };
    expect((await new Client(url).call('POST', '/auth/login', login)).status).toBe(401);
    expect((await root.call('POST', `/users/${clerk.id}/enable`)).status).toBe(200);
    expect((await clerk.call('GET', '/auth/me')).status).toBe(401);
    expect((await signIn(url, clerk.username, PASSWORD)).token).toBeDefined();
  });

  it('loses a role with the next request', async () => {
    const clerk = await person('auditor');
    expect((await clerk.call('GET', '/users')).status).toBe(200);
    const { version } = (await root.call('GET', `/users/${clerk.id}`)).body.data;
    await root.call('PATCH', `/users/${clerk.id}`, { version, roles: ['operator'] });
    expect((await clerk.call('GET', '/users')).status).toBe(403);
  });

  it('two administrators who demote each other at once leave one', async () => {
    const [one, two] = [await person('admin'), await person('admin')];
    // Everybody else who is an administrator here steps back for a moment, the platform's own included.
    const others = (
      await one.call('GET', '/users?role=admin&status=active&page_size=100')
    ).body.data.items.filter(({ id }: { id: string }) => id !== one.id && id !== two.id);
    const rolesOf = async (id: string) => (await two.call('GET', `/users/${id}`)).body.data;
    for (const other of others)
      expect(
        (await one.call('PATCH', `/users/${other.id}`, { version: other.version, roles: [] })).status,
      ).toBe(200);
    const [before1, before2] = [await rolesOf(one.id), await rolesOf(two.id)];
    const answers = await Promise.all([
      one.call('PATCH', `/users/${two.id}`, { version: before2.version, roles: ['operator'] }),
      two.call('PATCH', `/users/${one.id}`, { version: before1.version, roles: ['operator'] }),
    ]);
    const winner = answers[0]?.status === 200 ? one : two;
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    const own = (await winner.call('GET', `/users/${winner.id}`)).body.data;
    const last = await winner.call('PATCH', `/users/${winner.id}`, { version: own.version, roles: [] });
    expect([last.status, last.body.code]).toEqual([409, 40901]);
    for (const other of others) {
      const { version } = (await winner.call('GET', `/users/${other.id}`)).body.data;
      const back = await winner.call('PATCH', `/users/${other.id}`, { version, roles: other.roles });
      expect(back.status).toBe(200);
    }
    expect((await root.call('GET', '/users')).status).toBe(200);
  });

  it('an invitation arrives, and its code sets the password', async () => {
    const email = `${freshName('li')}@example.com`;
    const made = await make(['operator'], { email, invite: true });
    expect(made).toMatchObject({ temporary_password: null, invitation: { sent: true } });
    const sent = (await (await fetch(`${access.endpoint}/_ministack/ses/messages`)).json()) as unknown;
    const text = JSON.stringify(sent);
    expect(text).toContain(email);
    const code = new RegExp(`${made.id}\\.[\\w-]{27}`).exec(text)?.[0];
    expect(text).toContain(`${url}/invitation#${code}`);
    const accepted = await new Client(url).call('POST', '/invitations/accept', { code, password: PASSWORD });
    expect(accepted.body.data).toEqual({ username: made.username });
    expect((await signIn(url, made.username, PASSWORD)).token).toBeDefined();
    const again = await new Client(url).call('POST', '/invitations/accept', { code, password: PASSWORD });
    expect(again.status).toBe(401);
  });

  it('a schedule of a disabled owner does not run, and says why', async () => {
    const author = await person('operator', 'author');
    const name = freshName('quick');
    await author.uploadScript(`${name}.py`, 'def main():\n    return {}\n');
    const made = await author.call('POST', '/schedules', {
      name: freshName('plan'),
      script: name,
      parameters: {},
      expression: '0 6 1 1 *',
    });
    const { id } = made.body.data;
    await root.call('POST', `/users/${author.id}/disable`);
    const tick = await root.call('POST', `/schedules/${id}/trigger`);
    expect(tick.body.data).toMatchObject({ status: 'held', run_id: null });
    const ticks = (await root.call('GET', `/schedules/${id}/ticks`)).body.data.items;
    expect(ticks[0].reason).toContain('disabled');
  });
});

describe('departments and groups', () => {
  it('are a tree that moves, and sets that people are in', async () => {
    const add = async (name: string, parent: string | null) =>
      (await root.call('POST', '/departments', { name, parent })).body.data;
    const bank = await add(freshName('bank'), null);
    const east = await add('East', bank.id);
    const desk = await add('Desk', east.id);
    const other = await add(freshName('other'), null);
    const body = { version: east.version, parent: other.id };
    expect((await root.call('PATCH', `/departments/${east.id}`, body)).status).toBe(200);
    const tree = (await root.call('GET', '/departments')).body.data.items;
    expect(tree.find(({ id }: { id: string }) => id === desk.id).ancestors).toEqual([other.id, east.id]);

    const group = (await root.call('POST', '/groups', { name: freshName('group') })).body.data;
    const clerk = await make(['operator'], { department: desk.id, groups: [group.id] });
    const found = await root.call('GET', `/users?department=${desk.id}&group=${group.id}`);
    expect(found.body.data.items.map(({ id }: { id: string }) => id)).toEqual([clerk.id]);
    expect((await root.call('DELETE', `/departments/${desk.id}`)).status).toBe(409);
    expect((await root.call('DELETE', `/groups/${group.id}`)).status).toBe(409);
    await root.call('DELETE', `/groups/${group.id}/members/${clerk.id}`);
    expect((await root.call('DELETE', `/groups/${group.id}`)).status).toBe(200);
    const stranger = await newUser(url);
    expect((await stranger.call('GET', '/departments')).status).toBe(403);
  });
});
