import {
  AdminCreateUserCommand,
  AdminGetUserCommand,
  CognitoIdentityProviderClient,
} from '@aws-sdk/client-cognito-identity-provider';
import { DynamoDBClient, ScanCommand } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { type EventOptions, httpEvent, send } from '../../unit/platform/http-events.ts';
import { openUserPoolStage, SETUP_CODE, type UserPoolStage } from './user-pool.ts';

let stage: UserPoolStage;
let handler: Parameters<typeof send>[0];

beforeAll(async () => {
  vi.spyOn(console, 'log').mockImplementation(() => undefined); // the function's log
  stage = await openUserPoolStage();
  Object.assign(process.env, stage.environment);
  handler = (await import('../../../functions/identity/api.ts')).handler;
});
afterAll(() => stage.close());

const call = (method: string, path: string, options: EventOptions = {}) =>
  send(handler, httpEvent(method, path, options));
const post = (path: string, body: unknown, headers: Record<string, string> = {}) =>
  call('POST', path, { body, headers });
const bearer = (token: string) => ({ authorization: `Bearer ${token}` });
const me = (token: string) => call('GET', '/auth/me', { headers: bearer(token) });

/** Registers and signs in; every test has names of its own. */
const signedIn = async (username: string) => {
  const registered = await post('/auth/register', { username, password: 'correct horse' });
  expect(registered.body).toMatchObject({ code: 0 });
  const { body } = await post('/auth/login', { username, password: 'correct horse' });
  return body.data as { access_token: string; refresh_token: string };
};

describe('the deployed composition, on the emulated table and user pool', () => {
  test('registers, signs in, says who I am, refreshes and signs out', async () => {
    const tokens = await signedIn('Wang.Fang');
    const shown = await me(tokens.access_token);
    expect(shown.body.data).toMatchObject({ username: 'Wang.Fang', roles: ['operator', 'author'] });
    const refreshed = await post('/auth/refresh', { refresh_token: tokens.refresh_token });
    expect((await me(refreshed.body.data.access_token)).status).toBe(200);
    expect((await call('POST', '/auth/logout', { headers: bearer(tokens.access_token) })).status).toBe(200);
    for (const token of [tokens.access_token, refreshed.body.data.access_token])
      expect((await me(token)).body.code).toBe(40101);
    expect((await post('/auth/refresh', { refresh_token: tokens.refresh_token })).status).toBe(401);
  });

  test('names of every script work, in one normal form', async () => {
    await signedIn('Ｌéi.李磊');
    const again = await post('/auth/register', { username: 'LÉI.李磊', password: 'correct horse' });
    expect(again.body.code).toBe(40901);
    expect((await post('/auth/login', { username: 'léi.李磊', password: 'correct horse' })).status).toBe(200);
  });

  test('of ten registrations at once with one name one makes it, and its user can sign in', async () => {
    const body = { username: 'at.once', password: 'correct horse' };
    const answers = await Promise.all(Array.from({ length: 10 }, () => post('/auth/register', body)));
    expect(answers.map(({ status }) => status).sort()).toEqual([201, ...Array<number>(9).fill(409)]);
    expect((await post('/auth/login', body)).status).toBe(200);
  });

  test('a password that only the pool refuses leaves no user behind', async () => {
    const body = { username: 'short.one', password: 'x'.repeat(257) };
    expect((await post('/auth/register', body)).status).toBe(400);
    expect((await post('/auth/register', { ...body, password: 'correct horse' })).status).toBe(201);
  });

  test('the first administrator needs the code of the deployment, and is one, of ten at once', async () => {
    const wanted = { username: 'administrator', password: 'correct horse' };
    for (const setup_code of [undefined, 'another code'])
      expect((await post('/auth/init', { ...wanted, setup_code })).body).toMatchObject({
        code: 40001,
        errors: [{ field: 'setup_code' }],
      });
    const tries = Array.from({ length: 10 }, (_, n) =>
      post('/auth/init', { ...wanted, username: `administrator${n}`, setup_code: SETUP_CODE }),
    );
    const statuses = (await Promise.all(tries)).map(({ status }) => status).sort();
    expect(statuses).toEqual([201, ...Array<number>(9).fill(409)]);
    expect((await call('GET', '/auth/check-init')).body.data.initialized).toBe(true);
  });

  test('five wrong passwords lock, also for a name that does not exist', async () => {
    await signedIn('zhang.san');
    for (const username of ['zhang.san', 'nobody.here']) {
      for (let n = 0; n < 5; n += 1)
        expect((await post('/auth/login', { username, password: `wrong ${n}` })).status).toBe(401);
      const { status, headers } = await post('/auth/login', { username, password: 'correct horse' });
      expect(status).toBe(429);
      expect(Number(headers['retry-after'])).toBeGreaterThan(1700);
    }
  });

  test('a new password ends the other sessions', async () => {
    const here = await signedIn('li.lei');
    const there = await post('/auth/login', { username: 'li.lei', password: 'correct horse' });
    const change = { old_password: 'correct horse', new_password: 'another horse' };
    expect((await post('/auth/password/change', change, bearer(here.access_token))).status).toBe(200);
    expect((await me(there.body.data.access_token)).status).toBe(401);
    expect((await me(here.access_token)).status).toBe(200);
    expect((await post('/auth/login', { username: 'li.lei', password: 'another horse' })).status).toBe(200);
  });
});

describe('where the emulated pool is laxer than the real one', () => {
  const cognito = () =>
    new CognitoIdentityProviderClient({ endpoint: stage.environment.AWS_ENDPOINT_URL ?? '' });
  const pool = () => ({ UserPoolId: stage.environment.USER_POOL_ID });

  test('a challenge without the session of a right password changes nothing', async () => {
    await signedIn('han.mei');
    const forged = {
      username: 'han.mei',
      session: 'x'.repeat(43).concat('.pool'),
      new_password: 'mine now!',
    };
    expect((await post('/auth/challenge', forged)).status).toBe(401);
    expect((await post('/auth/login', { username: 'han.mei', password: 'correct horse' })).status).toBe(200);
  });

  test('a user with a temporary password sets an own one, by our length rule', async () => {
    await cognito().send(
      new AdminCreateUserCommand({ ...pool(), Username: 'temp.user', TemporaryPassword: 'Temporary1!' }),
    );
    const first = await post('/auth/login', { username: 'temp.user', password: 'Temporary1!' });
    expect(first.body.data.challenge).toBe('new_password');
    const answer = { username: 'temp.user', session: first.body.data.session };
    expect((await post('/auth/challenge', { ...answer, new_password: 'tiny' })).status).toBe(400);
    const done = await post('/auth/challenge', { ...answer, new_password: 'correct horse' });
    expect((await me(done.body.data.access_token)).body.data.username).toBe('temp.user');
    const { UserStatus } = await cognito().send(
      new AdminGetUserCommand({ ...pool(), Username: 'temp.user' }),
    );
    expect(UserStatus).toBe('CONFIRMED');
  });

  test('a refresh token of the pool itself is not ours', async () => {
    const { refresh_token: token } = await signedIn('sun.li');
    const bare = token.split('.').slice(2).join('.');
    for (const refresh_token of [bare, 'garbage', `a.b.${bare}`])
      expect((await post('/auth/refresh', { refresh_token })).body.code).toBe(40101);
  });
});

test('no password, token or challenge session stands in the table', async () => {
  const tokens = await signedIn('secret.keeper');
  const client = new DynamoDBClient({ endpoint: stage.environment.AWS_ENDPOINT_URL ?? '' });
  const { Items } = await client.send(new ScanCommand({ TableName: stage.environment.TABLE_NAME }));
  const rows = JSON.stringify(Items);
  expect(rows).toContain('secret.keeper');
  for (const secret of [
    'correct horse',
    'another horse',
    'eyJ',
    tokens.refresh_token.split('.').at(-1) ?? '',
  ])
    expect(rows).not.toContain(secret);
});
