import { describe, expect, test } from 'vitest';
import { type IdentityApi, identityApi } from './identity-api.ts';

/** A user whose password somebody else set: signing in asks for a new one. */
const temporary = async (api: IdentityApi, name = 'li.lei') => {
  await api.pool.users.create(name, null);
  Object.assign(api.pool.members.get(name) ?? {}, { password: 'temporary one' });
  const { body } = await api.login(name, 'temporary one');
  return { username: name, session: body.data.session as string, challenge: body.data.challenge as string };
};

const withCode = async (api: IdentityApi) => {
  await api.post('/auth/register', { username: 'han.mei', password: 'correct horse' });
  Object.assign(api.pool.members.get('han.mei') ?? {}, { code: '123456' });
  const { body } = await api.login('han.mei', 'correct horse');
  return {
    username: 'han.mei',
    session: body.data.session as string,
    challenge: body.data.challenge as string,
  };
};

describe('a new password', () => {
  test('gives tokens, and is the password from then on', async () => {
    const api = identityApi();
    const { challenge, ...answer } = await temporary(api);
    expect(challenge).toBe('new_password');
    const { status, body } = await api.post('/auth/challenge', { ...answer, new_password: 'correct horse' });
    expect([status, body.data.token_type]).toEqual([200, 'bearer']);
    expect((await api.login('li.lei', 'correct horse')).status).toBe(200);
  });

  test.each([
    ['none at all', {}],
    ['too short', { new_password: 'short' }],
    ['one the pool refuses', { new_password: 'a refused password' }],
  ])('%s: 40001, and the challenge can still be answered', async (_, part) => {
    const api = identityApi();
    const { challenge: _challenge, ...answer } = await temporary(api);
    const refused = await api.post('/auth/challenge', { ...answer, ...part });
    expect([refused.status, refused.body.errors[0].field]).toEqual([400, 'new_password']);
    const accepted = await api.post('/auth/challenge', { ...answer, new_password: 'correct horse' });
    expect(accepted.status).toBe(200);
  });

  test('needs the session that the right password was answered with', async () => {
    const api = identityApi();
    const { session } = await temporary(api);
    await api.post('/auth/register', { username: 'wang.fang', password: 'correct horse' });
    const forged = [
      { username: 'wang.fang', session: 'pool.session' },
      { username: 'wang.fang', session: 'garbage' },
      { username: 'wang.fang', session },
      { username: 'li.lei', session: `${session}x` },
    ];
    for (const body of forged) {
      const answer = await api.post('/auth/challenge', { ...body, new_password: 'mine from now on' });
      expect([answer.status, answer.body.code]).toEqual([401, 40101]);
    }
    expect((await api.login('wang.fang', 'correct horse')).status).toBe(200);
  });

  test('may be given once, and within three minutes', async () => {
    const api = identityApi();
    const { challenge: _, ...answer } = await temporary(api);
    const body = { ...answer, new_password: 'correct horse' };
    expect((await api.post('/auth/challenge', body)).status).toBe(200);
    expect((await api.post('/auth/challenge', body)).status).toBe(401);
    const { challenge: _late, ...late } = await temporary(api, 'zhang.san');
    api.clock.offset += 181_000;
    expect((await api.post('/auth/challenge', { ...late, new_password: 'correct horse' })).status).toBe(401);
  });
});

describe('a code of the authenticator app', () => {
  test('gives tokens', async () => {
    const api = identityApi();
    const { challenge, ...answer } = await withCode(api);
    expect(challenge).toBe('mfa');
    expect((await api.post('/auth/challenge', { ...answer, code: '123456' })).status).toBe(200);
  });

  test('cannot be skipped by sending a new password', async () => {
    const api = identityApi();
    const { challenge: _, ...answer } = await withCode(api);
    const { status, body } = await api.post('/auth/challenge', { ...answer, new_password: 'correct horses' });
    expect([status, body.errors[0].field]).toEqual([400, 'code']);
  });

  test('that is wrong counts as a wrong password: five lock', async () => {
    const api = identityApi();
    const { challenge: _, ...answer } = await withCode(api);
    for (let n = 0; n < 5; n += 1)
      expect((await api.post('/auth/challenge', { ...answer, code: `00000${n}` })).status).toBe(401);
    expect((await api.post('/auth/challenge', { ...answer, code: '123456' })).status).toBe(429);
  });
});
