/** Every change of who somebody is leaves its event with its write, and no secret gets into one. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { directoryRoutes } from '../../../functions/directory/contract.ts';
import { identityRoutes } from '../../../functions/identity/contract.ts';
import { codeAt } from '../../../functions/identity/totp.ts';
import type { AuditEvent } from '../../../functions/platform/audit-event.ts';
import type { Route } from '../../../functions/platform/route.ts';
import { type DirectoryApi, directoryApi } from '../directory/directory-api.ts';
import { identityApi, signedIn } from '../identity/identity-api.ts';

const brief = ({ action, outcome, in_transaction }: AuditEvent) =>
  `${action} ${outcome}${in_transaction ? '' : '!'}`;
const outside = (action: string) => [`${action} pending!`, `${action} done!`];

/** The events of what is done in `work`; no write goes without one. */
const during = async (api: Pick<DirectoryApi, 'recorded'>, work: () => Promise<unknown>) => {
  const { events, strays } = api.recorded;
  const from = events.length;
  await work();
  expect(strays).toEqual([]);
  return events.slice(from);
};

describe('a change of users', () => {
  it('is one event in its transaction, with before and after', async () => {
    const api = await directoryApi();
    const { id } = await api.make('li.na');
    const path = `/users/${id}`;
    const act = async (method: string, more: string, body?: unknown) => {
      const found = await during(api, () =>
        api.call(method, `${path}${more}`, body === undefined ? {} : { body }),
      );
      expect(found).toHaveLength(1);
      expect(found[0]).toMatchObject({
        in_transaction: true,
        outcome: 'done',
        resource: { type: 'user', id },
      });
      return found[0];
    };
    expect(api.recorded.events.at(-1)).toMatchObject({
      action: 'users.create',
      actor: { type: 'user', name: 'root' },
      before: null,
      after: { username: 'li.na', roles: ['operator'] },
    });
    expect(await act('PATCH', '', { version: 1, roles: ['author'] })).toMatchObject({
      action: 'users.change_roles',
      before: { roles: ['operator'] },
      after: { roles: ['author'] },
    });
    expect(await act('PATCH', '', { version: 2, display_name: '李娜' })).toMatchObject({
      action: 'users.update',
      before: { display_name: null },
      after: { display_name: '李娜' },
    });
    expect(await act('POST', '/disable')).toMatchObject({
      action: 'users.disable',
      before: { status: 'active' },
      after: { status: 'disabled' },
    });
    expect(await act('POST', '/enable')).toMatchObject({
      action: 'users.enable',
      after: { status: 'active' },
    });
    await api.identity.login('li.na', 'wrong');
    expect(await act('POST', '/unlock')).toMatchObject({
      action: 'users.unlock',
      before: { failures: 1 },
      after: { failures: 0 },
    });
  });

  it('of a password is told before and after the user pool is asked', async () => {
    const api = await directoryApi();
    const { id } = await api.person('li.na');
    const reset = () => api.call('POST', `/users/${id}/reset-password`);
    const [pending, done] = await during(api, reset);
    expect([pending, done].map((event) => event && brief(event))).toEqual(outside('users.reset_password'));
    expect(done?.concludes).toBe(pending?.id);
    api.pool.faults.set('setTemporaryPassword', new Error('down'));
    const failed = await during(api, reset);
    expect(failed.map(brief)).toEqual([
      'users.reset_password pending!',
      'users.reset_password failed!',
      'users.reset_password failed!',
    ]);
  });

  it('of units: departments, what moves along, groups and members', async () => {
    const api = await directoryApi();
    const { id: user } = await api.make('li.na');
    const ids: string[] = [];
    const send = async (method: string, path: string, body?: unknown) => {
      const found = await during(api, async () => {
        const answer = await api.call(method, path, body === undefined ? {} : { body });
        expect(answer.status).toBeLessThan(300);
        ids.push(answer.body.data?.id);
      });
      expect(found).toHaveLength(1);
      return found[0];
    };
    expect(await send('POST', '/departments', { name: 'Sales' })).toMatchObject({
      action: 'departments.create',
    });
    await send('POST', '/departments', { name: 'East', parent: ids[0] });
    await send('POST', '/departments', { name: 'Head' });
    const [sales, east, head] = ids;
    expect(await send('PATCH', `/departments/${sales}`, { version: 1, parent: head })).toMatchObject({
      action: 'departments.move',
      before: { parent: null },
      after: { parent: head, moved_along: [east] },
    });
    expect(await send('DELETE', `/departments/${east}`)).toMatchObject({
      action: 'departments.delete',
      before: { name: 'East' },
      after: null,
    });
    expect(await send('POST', '/groups', { name: 'Clerks' })).toMatchObject({ action: 'groups.create' });
    const group = ids.at(-1);
    expect(await send('PUT', `/groups/${group}/members/${user}`)).toMatchObject({
      action: 'groups.add_member',
      resource: { type: 'user', id: user },
      before: { groups: [] },
      after: { groups: [group] },
    });
    expect(await send('DELETE', `/groups/${group}/members/${user}`)).toMatchObject({
      action: 'groups.remove_member',
    });
    expect(await send('PATCH', `/groups/${group}`, { version: 1, name: 'Others' })).toMatchObject({
      action: 'groups.update',
    });
    expect(await send('DELETE', `/groups/${group}`)).toMatchObject({ action: 'groups.delete' });
  });
});

describe('who is not signed in', () => {
  it('is nobody, and the user concerned is the resource', async () => {
    const api = identityApi();
    const [made] = await during(api, () =>
      api.post('/auth/register', { username: 'sun', password: 'correct horse', email: 'sun@example.com' }),
    );
    const { id } = api.users.rows.get('sun') as { id: string };
    expect(made).toMatchObject({ action: 'users.register', actor: { type: 'nobody' }, resource: { id } });
    expect(made?.arguments).toEqual({ params: {} });
    await api.post('/auth/password/forgot', { username: 'sun' });
    const code = api.mails.at(-1)?.letter.code;
    const found = await during(api, () =>
      api.post('/auth/password/reset', { username: 'sun', code, new_password: 'another one' }),
    );
    expect(found.map(brief)).toEqual(outside('users.reset_password'));
    expect(found[0]).toMatchObject({ actor: { type: 'nobody' }, resource: { id } });
  });

  it('leaves nothing of what was typed: it may be a password in the wrong field', async () => {
    const api = identityApi();
    const [refused] = await during(api, () => api.login('my-secret-password', 'sun'));
    expect(refused).toMatchObject({ action: 'login', outcome: 'refused', arguments: null });
  });
});

describe('secrets', () => {
  it('of every kind get into no event, whatever becomes of the request', async () => {
    const api = await directoryApi();
    const { identity } = api;
    const user = await api.person('li.na');
    const key = (await identity.post('/auth/mfa/bind', {}, user.headers)).body.data.secret as string;
    const code = codeAt(key, identity.now());
    const codes = (await identity.post('/auth/mfa/verify', { code }, user.headers)).body.data.recovery_codes;
    await identity.post('/auth/step-up', { code: codes[0] }, user.headers);
    await api.make('invited', { email: 'a@example.com', invite: true });
    const invitation = api.mails.at(-1)?.letter.code ?? '';
    await api.call('POST', '/invitations/accept', {
      body: { code: invitation, password: 'another password' },
    });
    const made = await api.make('new.one');
    const told = JSON.stringify(api.recorded.events);
    expect(api.recorded.events.length).toBeGreaterThan(8);
    const used = [key, code, ...codes, invitation, invitation.split('.')[1] ?? '', made.temporary_password];
    for (const secret of [...used, 'another password', 'correct horse']) {
      expect(secret.length).toBeGreaterThan(5);
      expect(told).not.toContain(secret);
    }
  });

  it('in any field of any route get into no event', async () => {
    const api = await directoryApi();
    const { headers } = await signedIn(api.identity);
    const own = new Set<string>(identityRoutes.map(({ operation }) => operation));
    const changing = [...identityRoutes, ...directoryRoutes].filter(({ method }) => method !== 'GET');
    const fields = [
      'password',
      'old_password',
      'new_password',
      'code',
      'setup_code',
      'registration',
      'session',
    ];
    const canary = fc.string({
      unit: fc.constantFrom(...'0123456789abcdef'),
      minLength: 20,
      maxLength: 40,
    });
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...changing),
        canary,
        fc.subarray(fields, { minLength: 1 }),
        fc.boolean(),
        async ({ method, path, operation }, secret, given, signed) => {
          const body = {
            ...Object.fromEntries(given.map((field) => [field, secret])),
            username: 'li.na',
          };
          const to = path.replace(/\{[^}]+\}/g, 'u-1');
          const options = { body, headers: signed ? headers : { authorization: '' } };
          const found = await during(api, () =>
            own.has(operation) ? api.identity.call(method, to, options) : api.call(method, to, options),
          );
          expect(JSON.stringify(found)).not.toContain(secret);
        },
      ),
      { numRuns: 200 },
    );
  });

  it('stand in no body of a route that lets the log keep bodies', () => {
    const secretField = /password|^code$|_code$|token|secret|registration/;
    const all: readonly Route[] = [...identityRoutes, ...directoryRoutes];
    for (const { operation, audit, body } of all) {
      const { shape = {} } = (body ?? {}) as { shape?: object };
      const secretive = Object.keys(shape).some((name) => secretField.test(name));
      if (!secretive) continue;
      expect([operation, audit !== undefined && ('none' in audit || audit.secretBody)]).toEqual([
        operation,
        true,
      ]);
    }
  });
});
