/** Every change of who somebody is and what they may leaves its event in the same transaction, and no secret in it. */
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { codeAt } from '../../../functions/identity/totp.ts';
import type { AuditEvent } from '../../../functions/platform/audit-event.ts';
import { SETUP_CODE } from '../identity/user-pool.ts';
import { openPeople, PASSWORD, type People } from './people-stage.ts';

let people: People;
const lines: string[] = [];
/** Whatever must be in no event. */
const secrets = new Set<string>([PASSWORD, SETUP_CODE]);
const secret = <Value extends string>(value: Value): Value => {
  secrets.add(value);
  return value;
};

beforeAll(async () => {
  vi.spyOn(console, 'log').mockImplementation((line) => void lines.push(String(line)));
  people = await openPeople();
});
afterAll(() => people?.close());

/** How an event is told apart here: `!` stands alone, for what is no change of the table. */
const brief = ({ action, outcome, in_transaction }: AuditEvent) =>
  `${action} ${outcome}${in_transaction ? '' : '!'}`;
const outside = (action: string) => [`${action} pending!`, `${action} done!`];
/** Does something, expects these events of it, in any order, and gives those that stand in a transaction. */
const expectEvents = async (wanted: readonly string[], work: () => Promise<unknown>) => {
  const found = await people.during(work);
  expect(found.map(brief).sort()).toEqual([...wanted].sort());
  return found.filter(({ in_transaction }) => in_transaction);
};

describe('users', () => {
  it('are made, changed, disabled, enabled, unlocked with one event each, in the transaction', async () => {
    const { act, root, make } = people;
    let user = { id: '', version: 0 };
    const [made] = await expectEvents(['users.create done'], async () => {
      const answer = await make('li.na', { email: 'li@example.com' });
      secret(answer.temporary_password);
      user = answer;
    });
    const actor = { type: 'user', name: 'root', roles: ['admin'] };
    const resource = { type: 'user', id: user.id };
    expect(made).toMatchObject({
      actor,
      resource,
      before: null,
      after: { username: 'li.na', roles: ['operator'] },
    });
    const path = `/users/${user.id}`;
    const [roles] = await expectEvents(['users.change_roles done'], () =>
      act('PATCH', path, root, { version: 1, roles: ['author'] }),
    );
    expect(roles).toMatchObject({ resource, before: { roles: ['operator'] }, after: { roles: ['author'] } });
    const [changed] = await expectEvents(['users.update done'], () =>
      act('PATCH', path, root, { version: 2, display_name: '李娜' }),
    );
    expect(changed).toMatchObject({
      resource,
      before: { display_name: null },
      after: { display_name: '李娜' },
    });
    const [off] = await expectEvents(['users.disable done'], () => act('POST', `${path}/disable`, root));
    expect(off).toMatchObject({ resource, before: { status: 'active' }, after: { status: 'disabled' } });
    const [on] = await expectEvents(['users.enable done'], () => act('POST', `${path}/enable`, root));
    expect(on).toMatchObject({ resource, before: { status: 'disabled' }, after: { status: 'active' } });
    await people.call('POST', '/auth/login', {}, { body: { username: 'li.na', password: 'no' } });
    const [free] = await expectEvents(['users.unlock done'], () => act('POST', `${path}/unlock`, root));
    expect(free).toMatchObject({ resource, before: { failures: 1 }, after: { failures: 0 } });
  });

  it('are invited, and accept', async () => {
    const { act, root, make, tap } = people;
    const { id } = await make('wang', { email: 'wang@example.com', invite: true });
    const [invited] = await expectEvents(['users.invite done'], () =>
      act('POST', `/users/${id}/invite`, root),
    );
    expect(invited?.after).toMatchObject({ invited_until: expect.any(String) });
    const codes = tap.mails.flatMap((mail) => mail.match(/[\w-]{8,}\.[\w-]{20,}/g) ?? []).map(secret);
    const code = codes.filter((each) => each.startsWith(id)).at(-1) ?? '';
    secret(code.slice(code.indexOf('.') + 1));
    const password = secret('canary-password-1');
    const [accepted] = await expectEvents(
      ['users.accept_invitation done', ...outside('users.set_password')],
      () => act('POST', '/invitations/accept', {}, { code, password }),
    );
    expect(accepted).toMatchObject({ actor: { type: 'nobody' }, resource: { type: 'user', id } });
  });

  it('get a temporary password, and change it with the first sign-in', async () => {
    const { act, root } = people;
    const { id } = await people.person('zhao');
    let temporary = '';
    await expectEvents([...outside('users.reset_password'), 'sessions.end done'], async () => {
      temporary = secret((await act('POST', `/users/${id}/reset-password`, root)).temporary_password);
    });
    const asked = await act('POST', '/auth/login', {}, { username: 'zhao', password: temporary });
    const new_password = secret('canary-password-2');
    const found = await people.during(() =>
      act('POST', '/auth/challenge', {}, { username: 'zhao', session: secret(asked.session), new_password }),
    );
    expect(found.map(brief)).toEqual(outside('users.change_password'));
    expect(found.map(({ resource }) => resource.id)).toEqual([id, id]);
  });
});

describe('who registers, forgets, signs out', () => {
  it('is nobody, and the user concerned is the resource', async () => {
    const { act, tap, person } = people;
    const [made] = await expectEvents(['users.register done'], async () => {
      await act(
        'POST',
        '/auth/register',
        {},
        { username: 'sun', password: PASSWORD, email: 'sun@example.com' },
      );
    });
    expect(made).toMatchObject({
      actor: { type: 'nobody' },
      after: { username: 'sun' },
      arguments: { params: {} },
    });
    const { id } = (await people.rowsOf('user')).find(({ name }) => name === 'sun') as { id: string };
    const headers = await people.signIn('sun', PASSWORD);
    await expectEvents([], () => act('POST', '/auth/password/forgot', {}, { username: 'sun' }));
    const code = secret(
      tap.mails.at(-1)?.match(/\b\d{8}\b/)?.[0] ?? tap.mails.at(-1)?.match(/\b\d{6}\b/)?.[0] ?? '',
    );
    expect(code).not.toBe('');
    const new_password = secret('canary-password-3');
    const found = await people.during(() =>
      act('POST', '/auth/password/reset', {}, { username: 'sun', code, new_password }),
    );
    expect(found.map(brief).sort()).toEqual([...outside('users.reset_password'), 'sessions.end done'].sort());
    expect(found[0]).toMatchObject({ actor: { type: 'nobody' }, resource: { type: 'user', id } });
    expect((await people.call('GET', '/auth/me', headers)).status).toBe(401);
    const again = await person('chen');
    await expectEvents(['sessions.end done'], () => act('POST', '/auth/logout', again.headers));
  });

  it('may change the password, which ends the other sessions with an event each', async () => {
    const { act, person, signIn } = people;
    const { headers } = await person('zhou');
    for (let n = 0; n < 2; n += 1) await signIn('zhou', PASSWORD);
    await expectEvents([...outside('users.change_password'), 'sessions.end done', 'sessions.end done'], () =>
      act('POST', '/auth/password/change', headers, {
        old_password: PASSWORD,
        new_password: secret('canary-password-4'),
      }),
    );
  });
});

describe('sessions', () => {
  it('are ended with an event each, and one more for all of a user’s', async () => {
    const { act, person, signIn, root } = people;
    const { id, headers } = await person('qian');
    for (let n = 0; n < 3; n += 1) await signIn('qian', PASSWORD);
    const { items } = await act('GET', '/auth/sessions', headers);
    const others = items.filter(({ current }: { current: boolean }) => !current);
    const [mine] = await expectEvents(['sessions.end done'], () =>
      act('DELETE', `/auth/sessions/${others[0].id}`, headers),
    );
    expect(mine).toMatchObject({
      resource: { type: 'session', id: others[0].id },
      before: { ended_at: null },
    });
    await expectEvents(['sessions.end done'], () => act('POST', `/sessions/${others[1].id}/revoke`, root));
    await expectEvents(['sessions.end done', 'sessions.end done', 'sessions.end_all done!'], () =>
      act('POST', '/sessions/revoke', root, { user_id: id }),
    );
    await expectEvents(['sessions.list done!'], () => act('GET', '/sessions', root));
    await expectEvents(['sign_ins.list done!'], () => act('GET', '/sign-ins', root));
  });
});

describe('a second factor', () => {
  it('is bound, used, renewed, unbound, reset with one event each', async () => {
    const { act, person, root } = people;
    const { id, headers } = await person('wu.fei');
    const bind = async () => secret((await act('POST', '/auth/mfa/bind', headers)).secret);
    const verify = async (key: string, at = Date.now()) => {
      const code = secret(codeAt(key, at));
      const given = await act('POST', '/auth/mfa/verify', headers, { code });
      return (given.recovery_codes as string[]).map(secret);
    };
    const key = await bind();
    let codes: string[] = [];
    const [bound] = await expectEvents(['users.bind_mfa done'], async () => {
      codes = await verify(key);
    });
    expect(bound).toMatchObject({ resource: { id }, before: { mfa: false }, after: { mfa: true } });
    const [used] = await expectEvents(['users.use_recovery_code done'], () =>
      act('POST', '/auth/step-up', headers, { code: codes[0] }),
    );
    expect(used).toMatchObject({ before: { codes_left: 10 }, after: { codes_left: 9 } });
    await expectEvents(['users.renew_recovery_codes done'], async () => {
      const renewed = await act('POST', '/auth/mfa/recovery-codes', headers);
      codes = renewed.recovery_codes.map(secret);
    });
    await expectEvents(['users.use_recovery_code done', 'users.unbind_mfa done'], () =>
      act('POST', '/auth/mfa/unbind', headers, { password: PASSWORD, code: codes[0] }),
    );
    await verify(await bind());
    const [reset] = await expectEvents(['users.reset_mfa done'], () =>
      act('POST', `/users/${id}/mfa/reset`, root),
    );
    expect(reset).toMatchObject({ actor: { name: 'root' }, resource: { id }, after: { mfa: false } });
  });
});

describe('departments, groups, roles, policies', () => {
  it('departments: a move is one event that names all that move along', async () => {
    const { act, root } = people;
    const ids: string[] = [];
    const [created] = await expectEvents(['departments.create done'], async () => {
      ids.push((await act('POST', '/departments', root, { name: 'Sales' })).id);
    });
    expect(created).toMatchObject({ before: null, after: { name: 'Sales' } });
    ids.push((await act('POST', '/departments', root, { name: 'East', parent: ids[0] })).id);
    ids.push((await act('POST', '/departments', root, { name: 'Head' })).id);
    const [top, below, head] = ids;
    const [moved] = await expectEvents(['departments.move done'], () =>
      act('PATCH', `/departments/${top}`, root, { version: 1, parent: head }),
    );
    expect(moved).toMatchObject({ before: { parent: null }, after: { parent: head, moved_along: [below] } });
    await expectEvents(['departments.update done'], () =>
      act('PATCH', `/departments/${below}`, root, { version: 1, name: 'West' }),
    );
    const [gone] = await expectEvents(['departments.delete done'], () =>
      act('DELETE', `/departments/${below}`, root),
    );
    expect(gone).toMatchObject({ before: { name: 'West' }, after: null });
  });

  it('groups and their members', async () => {
    const { act, root, make } = people;
    let group = { id: '', version: 0 };
    await expectEvents(['groups.create done'], async () => {
      group = await act('POST', '/groups', root, { name: 'Clerks' });
    });
    const { id, temporary_password } = await make('he.wei');
    secret(temporary_password);
    const member = `/groups/${group.id}/members/${id}`;
    const [joined] = await expectEvents(['groups.add_member done'], () => act('PUT', member, root));
    expect(joined).toMatchObject({
      resource: { type: 'user', id },
      before: { groups: [] },
      after: { groups: [group.id] },
    });
    await expectEvents(['groups.remove_member done'], () => act('DELETE', member, root));
    await expectEvents(['groups.update done'], () =>
      act('PATCH', `/groups/${group.id}`, root, { version: 1, name: 'Accountants' }),
    );
    await expectEvents(['groups.delete done'], () => act('DELETE', `/groups/${group.id}`, root));
  });

  it('roles and policies', async () => {
    const { act, root } = people;
    await expectEvents(['roles.create done'], () =>
      act('POST', '/roles', root, { name: 'clerk', title: 'Clerk' }),
    );
    const [wider] = await expectEvents(['roles.update done'], () =>
      act('PATCH', '/roles/clerk', root, { version: 1, permissions: ['runs.start'] }),
    );
    expect(wider).toMatchObject({ before: { permissions: [] }, after: { permissions: ['runs.start'] } });
    await expectEvents(['roles.delete done'], () =>
      people.call('DELETE', '/roles/clerk', root, { query: 'version=2' }),
    );
    const words = {
      title: 'No',
      text: 'forbid (principal, action == Action::"scripts.manage", resource);',
      enabled: false,
    };
    await expectEvents(['policies.update done'], () => act('PUT', '/policies/closed', root, words));
    await expectEvents(['policies.delete done'], () =>
      people.call('DELETE', '/policies/closed', root, { query: 'version=1' }),
    );
  });
});

describe('what was secret in all of this', () => {
  it('is in no event and no line of the log', async () => {
    expect(secrets.size).toBeGreaterThan(30);
    const told = JSON.stringify(await people.events());
    for (const each of secrets) {
      expect(each.length).toBeGreaterThan(5);
      expect(told).not.toContain(each);
      expect(lines.join('\n')).not.toContain(each);
    }
  });
});
