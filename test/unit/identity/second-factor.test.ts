import { describe, expect, test } from 'vitest';
import { codeAt } from '../../../functions/identity/totp.ts';
import { type IdentityApi, identityApi, type Stage, signedIn } from './identity-api.ts';

const STEP_MS = 30_000;
const get = (api: IdentityApi, path: string, headers: Record<string, string>) =>
  api.call('GET', path, { headers });

/** The code that the app shows now, or so many steps from now. */
const codeOf = (api: IdentityApi, secret: string, steps = 0) => codeAt(secret, api.now() + steps * STEP_MS);

/** Somebody with an authenticator app, at the beginning of a step so that no test runs across its end. */
const withFactor = async (stage: Stage = {}) => {
  const api = identityApi(stage);
  api.clock.offset += STEP_MS - (api.now() % STEP_MS);
  const user = await signedIn(api);
  const { body } = await api.post('/auth/mfa/bind', {}, user.headers);
  const { secret, uri, qr_svg } = body.data as { secret: string; uri: string; qr_svg: string };
  const verified = await api.post('/auth/mfa/verify', { code: codeOf(api, secret) }, user.headers);
  const recovery = verified.body.data.recovery_codes as string[];
  api.clock.offset += STEP_MS;
  return { api, user, secret, uri, qr_svg, recovery };
};

/** The question after a right password. */
const challenged = async (api: IdentityApi, username = 'wang.fang', password = 'correct horse') => {
  const { body } = await api.login(username, password);
  return { challenge: body.data.challenge as string, session: body.data.session as string, body };
};
const answer = (api: IdentityApi, session: string, part: object, username = 'wang.fang') =>
  api.post('/auth/challenge', { session, username, ...part });

describe('setting an authenticator app up', () => {
  test('shows the secret as address, QR code and text, and nobody can read it in the table', async () => {
    const { api, secret, uri, qr_svg, user } = await withFactor();
    expect(uri).toMatch(/^otpauth:\/\/totp\/OpenScript:wang\.fang\?/);
    expect(new URL(uri).searchParams.get('secret')).toBe(secret);
    expect(qr_svg).toMatch(/^<svg /);
    expect(secret).toMatch(/^[A-Z2-7]{32}$/); // 160 bits
    expect(JSON.stringify([...api.credentials.rows.values()])).not.toContain(secret);
    expect(api.lines.join()).not.toContain(secret);
    const state = (await get(api, '/auth/mfa', user.headers)).body.data;
    expect(state).toMatchObject({ enabled: true, recovery_codes_left: 10, required: false });
  });

  test('counts for nothing until a code of it was given, and wrong ones lock', async () => {
    const api = identityApi();
    const user = await signedIn(api);
    await api.post('/auth/mfa/bind', {}, user.headers);
    expect((await api.login('wang.fang', 'correct horse')).body.data.token_type).toBe('bearer');
    for (let n = 0; n < 5; n += 1) {
      const wrong = await api.post('/auth/mfa/verify', { code: '000000' }, user.headers);
      expect([wrong.status, wrong.body.errors[0].field]).toEqual([400, 'code']);
    }
    expect((await api.post('/auth/mfa/verify', { code: '000000' }, user.headers)).status).toBe(429);
  });

  test('once more is refused while there is one', async () => {
    const { api, user } = await withFactor();
    expect((await api.post('/auth/mfa/bind', {}, user.headers)).body.code).toBe(40901);
  });
});

describe('signing in with a second factor', () => {
  test('takes the code of now and of the steps beside it, no other, and none twice', async () => {
    for (const [steps, status] of [
      [0, 200],
      [1, 200],
      [2, 401],
      [-2, 401],
    ] as const) {
      const { api, secret } = await withFactor();
      const { challenge, session } = await challenged(api);
      expect(challenge).toBe('mfa');
      const given = await answer(api, session, { code: codeOf(api, secret, steps) });
      expect(given.status, `${steps}`).toBe(status);
    }
    const { api, secret } = await withFactor();
    const code = codeOf(api, secret);
    const first = await challenged(api);
    expect((await answer(api, first.session, { code })).status).toBe(200);
    const second = await challenged(api);
    expect((await answer(api, second.session, { code })).status).toBe(401);
    // Nor an earlier one after a later one.
    expect((await answer(api, second.session, { code: codeOf(api, secret, -1) })).status).toBe(401);
    expect((await answer(api, second.session, { code: codeOf(api, secret, 1) })).status).toBe(200);
  });

  test('of ten answers with the same code at once one is taken', async () => {
    const { api, secret } = await withFactor();
    const sessions = await Promise.all(Array.from({ length: 4 }, () => challenged(api)));
    const code = codeOf(api, secret);
    const answers = await Promise.all(sessions.map(({ session }) => answer(api, session, { code })));
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
  });

  test('a recovery code works once, however it is written', async () => {
    const { api, recovery } = await withFactor();
    expect(recovery).toHaveLength(10);
    const [code = ''] = recovery;
    const first = await challenged(api);
    const written = code.toUpperCase().replace('-', ' ');
    expect((await answer(api, first.session, { code: written })).status).toBe(200);
    const second = await challenged(api);
    expect((await answer(api, second.session, { code })).status).toBe(401);
    expect((await answer(api, second.session, { code: recovery[1] })).status).toBe(200);
    expect(JSON.stringify([...api.credentials.rows.values()])).not.toContain(code.replace('-', ''));
  });

  test('right passwords between do not buy more guesses: the fifth wrong code locks', async () => {
    const { api, secret } = await withFactor();
    for (let n = 0; n < 5; n += 1) {
      const { session } = await challenged(api);
      expect((await answer(api, session, { code: '000000' })).status).toBe(401);
    }
    expect((await api.login('wang.fang', 'correct horse')).status).toBe(429);
    api.clock.offset += 30 * 60_000 - 1000;
    expect((await api.login('wang.fang', 'correct horse')).status).toBe(429);
    api.clock.offset += 1001;
    const { session } = await challenged(api);
    expect((await answer(api, session, { code: codeOf(api, secret) })).status).toBe(200);
    expect(api.signIns.rows.filter(({ reason }) => reason === 'mfa_wrong')).toHaveLength(5);
    expect(api.signIns.rows.filter(({ reason }) => reason === 'locked')).toHaveLength(2);
  });

  test('the tokens that wait for it are nowhere to be read', async () => {
    const { api } = await withFactor();
    await challenged(api);
    const [held] = [...api.challenges.rows.values()].slice(-1);
    expect(held?.held).toEqual(expect.any(String));
    expect(JSON.stringify(held)).not.toMatch(/eyJ|pool-/);
  });
});

describe('a role that needs a second factor', () => {
  test('gets no tokens before one is set up, and the recovery codes with them', async () => {
    const api = identityApi({ factorRoles: ['author'] });
    api.clock.offset += STEP_MS - (api.now() % STEP_MS);
    await api.post('/auth/register', { username: 'wang.fang', password: 'correct horse' });
    const { challenge, session, body } = await challenged(api);
    expect(challenge).toBe('mfa_setup');
    expect(body.data.access_token).toBeUndefined();
    const { secret } = body.data.setup;
    expect((await answer(api, session, { code: '000000' })).status).toBe(401);
    expect((await answer(api, session, { new_password: 'another password' })).status).toBe(400);
    const done = await answer(api, session, { code: codeOf(api, secret) });
    expect(done.body.data.recovery_codes).toHaveLength(10);
    const headers = { authorization: `Bearer ${done.body.data.access_token}` };
    expect((await get(api, '/auth/mfa', headers)).body.data).toMatchObject({ enabled: true, required: true });
    expect((await challenged(api)).challenge).toBe('mfa');
  });
});

describe('without the app', () => {
  test('removing it takes password and code', async () => {
    const { api, user, secret } = await withFactor();
    const unbind = (password: string, code: string) =>
      api.post('/auth/mfa/unbind', { password, code }, user.headers);
    expect((await unbind('wrong', codeOf(api, secret))).body.errors[0].field).toBe('password');
    expect((await unbind('correct horse', '000000')).body.errors[0].field).toBe('code');
    expect((await challenged(api)).challenge).toBe('mfa');
    expect((await unbind('correct horse', codeOf(api, secret))).status).toBe(200);
    expect((await api.login('wang.fang', 'correct horse')).body.data.token_type).toBe('bearer');
  });

  test('a right password between does not buy more guesses at the code', async () => {
    const { api, user, secret } = await withFactor();
    const unbind = (code: string) =>
      api.post('/auth/mfa/unbind', { password: 'correct horse', code }, user.headers);
    const change = (old_password: string, new_password: string) =>
      api.post('/auth/password/change', { old_password, new_password }, user.headers);
    for (let n = 0; n < 3; n += 1) expect((await unbind('000000')).status).toBe(400);
    expect((await change('correct horse', 'another password')).status).toBe(200);
    expect((await change('another password', 'a third password')).status).toBe(200);
    const stepUp = (code: string) => api.post('/auth/step-up', { code }, user.headers);
    for (let n = 0; n < 2; n += 1) expect((await stepUp('000000')).status).toBe(400);
    expect((await stepUp(codeOf(api, secret))).status).toBe(429);
  });

  test('new recovery codes end the old ones', async () => {
    const { api, user, recovery } = await withFactor();
    const renewed = await api.post('/auth/mfa/recovery-codes', {}, user.headers);
    const { session } = await challenged(api);
    expect((await answer(api, session, { code: recovery[0] })).status).toBe(401);
    expect((await answer(api, session, { code: renewed.body.data.recovery_codes[0] })).status).toBe(200);
  });

  test('an administrator resets it; others may not, and who has none is like who is not there', async () => {
    const { api, user } = await withFactor();
    const chief = await signedIn(api, 'chief', 'correct horses');
    const row = api.users.rows.get('chief');
    const id = api.users.rows.get('wang.fang');
    if (row?.status !== 'active' || id?.status !== 'active') throw new Error('nobody there');
    const reset = (who: string, headers: Record<string, string>) =>
      api.post(`/users/${who}/mfa/reset`, {}, headers);
    expect((await reset(id.id, user.headers)).body.code).toBe(40301);
    api.users.rows.set('chief', { ...row, roles: ['admin'] });
    expect((await reset(row.id, chief.headers)).body.code).toBe(40401);
    expect((await reset('nobody', chief.headers)).body.code).toBe(40401);
    expect((await reset(id.id, chief.headers)).status).toBe(200);
    expect((await api.login('wang.fang', 'correct horse')).body.data.token_type).toBe('bearer');
  });
});

describe('what asks once more who one is', () => {
  const late = async () => {
    const stage = await withFactor();
    stage.api.clock.offset += 11 * 60_000;
    return stage;
  };

  test('is refused by name ten minutes after the sign-in, and allowed after password or code', async () => {
    const { api, user, secret } = await late();
    const renew = () => api.post('/auth/mfa/recovery-codes', {}, user.headers);
    const refused = await renew();
    expect(refused.body).toMatchObject({ code: 40301, reason: 'step_up_required' });
    const byPassword = await api.post('/auth/step-up', { password: 'correct horse' }, user.headers);
    expect(byPassword.body.errors[0].field).toBe('code'); // a password alone is not enough for who has a factor
    const wrong = await api.post('/auth/step-up', { code: '000000' }, user.headers);
    expect(wrong.body.errors[0].field).toBe('code');
    expect((await renew()).body.reason).toBe('step_up_required');
    const confirmed = await api.post('/auth/step-up', { code: codeOf(api, secret) }, user.headers);
    expect(confirmed.status).toBe(200);
    expect(Date.parse(confirmed.body.data.confirmed_until)).toBeGreaterThan(api.now() + 9 * 60_000);
    expect((await renew()).status).toBe(200);
    api.clock.offset += 10 * 60_000;
    expect((await renew()).body.reason).toBe('step_up_required');
  });

  test('takes the password of who has no second factor, and five wrong ones lock', async () => {
    const api = identityApi();
    const user = await signedIn(api);
    api.clock.offset += 11 * 60_000;
    expect((await api.post('/auth/mfa/bind', {}, user.headers)).body.reason).toBe('step_up_required');
    expect((await api.post('/auth/step-up', {}, user.headers)).body.errors[0].field).toBe('password');
    for (let n = 0; n < 4; n += 1)
      expect((await api.post('/auth/step-up', { password: 'wrong' }, user.headers)).status).toBe(400);
    expect((await api.post('/auth/step-up', { password: 'correct horse' }, user.headers)).status).toBe(200);
    expect((await api.post('/auth/mfa/bind', {}, user.headers)).status).toBe(200);
  });
});
