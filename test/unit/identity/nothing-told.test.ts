import { describe, expect, test } from 'vitest';
import { FORGOT_MS } from '../../../functions/identity/forgot-password.ts';
import { REFUSAL_MS } from '../../../functions/identity/login.ts';
import { type IdentityApi, identityApi } from './identity-api.ts';

const KNOWN = { username: 'wang.fang', password: 'correct horse', email: 'wang.fang@example.com' };

type Store = Record<string, (...args: never[]) => Promise<unknown>>;

/** Notes which stores and which parts of the user pool are asked for what, in order: what an answer's time is made of. */
const watch = (api: IdentityApi): { readonly calls: string[] } => {
  const calls: string[] = [];
  const { users, records, signIns, mailCodes, challenges, credentials, sessions, registrations, pool } = api;
  const stores = {
    users,
    records,
    signIns,
    mailCodes,
    challenges,
    credentials,
    sessions,
    registrations,
    'pool users': pool.users,
    'pool sign-ins': pool.signIns,
  };
  for (const [name, store] of Object.entries(stores) as unknown as [string, Store][])
    for (const [method, original] of Object.entries(store)) {
      if (typeof original !== 'function') continue;
      store[method] = (...args) => {
        calls.push(`${name}.${method}`);
        return original(...args);
      };
    }
  return { calls };
};

const start = async () => {
  const api = identityApi();
  await api.post('/auth/register', KNOWN);
  return { api, ...watch(api) };
};

/** An answer without what differs from one request to the next, and what was done for it. */
const observe = async ({ api, calls }: Awaited<ReturnType<typeof start>>, path: string, body: unknown) => {
  calls.length = 0;
  api.waits.length = 0;
  const answered = await api.post(path, body);
  const { request_id: _r, timestamp: _t, ...rest } = answered.body;
  return {
    answer: JSON.stringify([answered.status, rest, Object.keys(answered.headers ?? {})]),
    calls: [...calls],
    waits: api.waits.length,
  };
};

describe('whether there is such a user is not told', () => {
  test('by signing in with a wrong password: same bytes, same calls, same wait', async () => {
    const stage = await start();
    const known = await observe(stage, '/auth/login', { username: 'wang.fang', password: 'wrong' });
    const unknown = await observe(stage, '/auth/login', { username: 'nobody.here', password: 'wrong' });
    expect(known).toEqual(unknown);
    expect(known.calls).toContain('pool sign-ins.signIn');
    expect(REFUSAL_MS).toBeGreaterThanOrEqual(500);
    expect(known.waits).toBe(1);
  });

  test('by a locked name', async () => {
    const stage = await start();
    for (const username of ['wang.fang', 'nobody.here'])
      for (let n = 0; n < 5; n += 1) await stage.api.login(username, 'wrong');
    const known = await observe(stage, '/auth/login', { username: 'wang.fang', password: 'wrong' });
    const unknown = await observe(stage, '/auth/login', { username: 'nobody.here', password: 'wrong' });
    expect(known).toEqual(unknown);
    expect(known.answer).toContain('42901');
  });

  test('by asking for a code: only the mail itself differs, behind a wait that is longer than it', async () => {
    const stage = await start();
    const known = await observe(stage, '/auth/password/forgot', { username: 'wang.fang' });
    const unknown = await observe(stage, '/auth/password/forgot', { username: 'nobody.here' });
    expect(known).toEqual(unknown);
    expect(known.calls).toEqual(['users.find', 'mailCodes.find', 'mailCodes.put']);
    expect(stage.api.mails).toHaveLength(1);
    expect(known.waits).toBe(1);
    expect(FORGOT_MS).toBeGreaterThanOrEqual(1000);
  });

  test('by a mail service that fails', async () => {
    const stage = await start();
    stage.api.mailer.send = () => Promise.reject(new Error('the service is down'));
    const known = await observe(stage, '/auth/password/forgot', { username: 'wang.fang' });
    const unknown = await observe(stage, '/auth/password/forgot', { username: 'nobody.here' });
    expect(known).toEqual(unknown);
  });

  test('by a wrong code for a new password, whether one was sent or not', async () => {
    const stage = await start();
    const body = { code: '00000000', new_password: 'another password' };
    const before = await observe(stage, '/auth/password/reset', { ...body, username: 'wang.fang' });
    await stage.api.post('/auth/password/forgot', { username: 'wang.fang' });
    const known = await observe(stage, '/auth/password/reset', { ...body, username: 'wang.fang' });
    const unknown = await observe(stage, '/auth/password/reset', { ...body, username: 'nobody.here' });
    expect(known).toEqual(unknown);
    expect(before).toEqual(unknown);
  });

  test('by a challenge that was never given', async () => {
    const stage = await start();
    const body = { session: 'made.up', code: '123456' };
    const known = await observe(stage, '/auth/challenge', { ...body, username: 'wang.fang' });
    const unknown = await observe(stage, '/auth/challenge', { ...body, username: 'nobody.here' });
    expect(known).toEqual(unknown);
  });

  test('by the log that everybody’s attempts are written to', async () => {
    const { api } = await start();
    await api.login('wang.fang', 'wrong');
    await api.login('nobody.here', 'wrong');
    const lines = api.lines.join('\n');
    expect(lines).not.toMatch(/nobody\.here|wrong_password|unknown_user/);
  });
});
