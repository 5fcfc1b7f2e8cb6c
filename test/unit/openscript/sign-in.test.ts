import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { fakePlatform, refusal, success, tokens } from './fake-platform.ts';

const me = {
  id: 'u',
  username: 'ann',
  display_name: null,
  email: null,
  roles: ['operator'],
  department: null,
  groups: [],
  created_at: '2026-11-22T08:30:00.000Z',
  permissions: ['runs.start'],
  role_titles: { operator: 'Operator' },
  data_scopes: [],
};
const fileOf = (platform: { home: string }) => join(platform.home, 'config/openscript/credentials.json');

describe('openscript login', () => {
  test('keeps the tokens in a file of the owner alone, and never the password', async () => {
    const platform = fakePlatform(tokens());
    expect(await platform.signIn()).toBe(0);
    expect(platform.received[0]?.body).toEqual({ username: 'ann', password: 'correct horse' });
    expect(statSync(fileOf(platform)).mode & 0o777).toBe(0o600);
    expect(statSync(join(platform.home, 'config/openscript')).mode & 0o777).toBe(0o700);
    const kept = readFileSync(fileOf(platform), 'utf8');
    expect(JSON.parse(kept)).toEqual({
      url: 'https://scripts.example.com',
      username: 'ann',
      access_token: 'access-1',
      refresh_token: 'refresh-1',
    });
  });

  test('answers a challenge', async () => {
    const platform = fakePlatform({
      ...tokens(),
      'POST /auth/login': () => success({ challenge: 'new_password', session: 's' }),
      'POST /auth/challenge': () =>
        success({ access_token: 'a', refresh_token: 'r', token_type: 'bearer', expires_in: 1 }),
    });
    platform.secrets.push('temporary', 'a new password');
    expect(await platform.run('login', '--url', 'http://localhost:8000', '-u', 'ann')).toBe(0);
    expect(platform.received[1]?.body).toEqual({
      session: 's',
      username: 'ann',
      new_password: 'a new password',
    });
  });

  test.each(['http://scripts.example.com', 'ftp://localhost', 'scripts'])(
    '%s is no place for a password',
    async (url) => {
      const platform = fakePlatform(tokens());
      expect(await platform.run('login', '--url', url, '-u', 'ann')).toBe(2);
      expect(platform.received).toEqual([]);
    },
  );

  test('says what the platform said, and keeps nothing', async () => {
    const platform = fakePlatform({
      'POST /auth/login': () => refusal(42901, 'too many wrong passwords', [], { 'retry-after': '1800' }),
    });
    expect(await platform.signIn()).toBe(1);
    expect(platform.err.join('\n')).toContain('error 42901: too many wrong passwords');
    expect(platform.err.join('\n')).toContain('try again in 1800 s');
    expect(() => statSync(fileOf(platform))).toThrow();
  });
});

describe('a command', () => {
  test('without anybody signed in says how to sign in', async () => {
    const platform = fakePlatform({});
    expect(await platform.run('whoami')).toBe(1);
    expect(platform.err.join()).toContain('openscript login');
  });

  test('sends the token, and the language of the terminal', async () => {
    const platform = fakePlatform({ ...tokens(), 'GET /auth/me': () => success(me) });
    await platform.signIn();
    platform.env.LANG = 'zh_CN.UTF-8';
    expect(await platform.run('whoami')).toBe(0);
    const headers = platform.received.at(-1)?.headers;
    expect([headers?.get('authorization'), headers?.get('accept-language')]).toEqual([
      'Bearer access-1',
      'zh-CN',
    ]);
    expect(platform.out.at(-1)).toContain('ann (operator)');
  });

  test('refreshes an expired token once, and keeps the new one', async () => {
    const platform = fakePlatform({
      ...tokens(),
      'GET /auth/me': ({ headers }) =>
        headers.get('authorization') === 'Bearer access-2' ? success(me) : refusal(40101, 'expired'),
    });
    await platform.signIn();
    expect(await platform.run('whoami', '--json')).toBe(0);
    expect(JSON.parse(platform.out.at(-1) ?? '')).toEqual(me);
    expect(readFileSync(fileOf(platform), 'utf8')).toContain('access-2');
  });

  test('takes the tokens that another command has renewed: each refresh token is good once', async () => {
    const platform = fakePlatform({
      ...tokens(),
      'GET /auth/me': ({ headers }) => {
        if (headers.get('authorization') === 'Bearer access-9') return success(me);
        const stored = JSON.parse(readFileSync(fileOf(platform), 'utf8')) as object;
        const renewed = { ...stored, access_token: 'access-9', refresh_token: 'refresh-9' };
        writeFileSync(fileOf(platform), JSON.stringify(renewed));
        return refusal(40101, 'expired');
      },
    });
    await platform.signIn();
    expect(await platform.run('whoami')).toBe(0);
    expect(platform.received.map(({ path }) => path)).not.toContain('/auth/refresh');
  });

  test('that asks for a confirmation gets password or code, and is sent again', async () => {
    for (const [given, body] of [
      ['123456', { code: '123456' }],
      ['correct horse', { password: 'correct horse' }],
    ] as const) {
      let confirmed = false;
      const platform = fakePlatform({
        ...tokens(),
        'GET /auth/me': () =>
          confirmed
            ? success(me)
            : Response.json(
                {
                  code: 40301,
                  message: 'confirm first',
                  reason: 'step_up_required',
                  errors: [],
                  request_id: 'r',
                },
                { status: 403 },
              ),
        'POST /auth/step-up': () => {
          confirmed = true;
          return success({ confirmed_until: '2026-11-22T08:30:00.000Z' });
        },
      });
      await platform.signIn();
      platform.secrets.push(given);
      expect(await platform.run('whoami')).toBe(0);
      expect(platform.received.find(({ path }) => path === '/auth/step-up')?.body).toEqual(body);
    }
  });

  test('whose session has ended says so, and does not try for ever', async () => {
    const ended = () => refusal(40101, 'sign in first');
    const platform = fakePlatform({ ...tokens(), 'POST /auth/refresh': ended, 'GET /auth/me': ended });
    await platform.signIn();
    expect(await platform.run('whoami')).toBe(1);
    expect(platform.received.map(({ path }) => path)).toEqual(['/auth/login', '/auth/me', '/auth/refresh']);
  });

  test('tries again while a dependency is unavailable, as long as the platform asks for', async () => {
    let answers = 0;
    const platform = fakePlatform({
      ...tokens(),
      'GET /auth/me': () =>
        ++answers < 3 ? refusal(50301, 'busy', [], { 'retry-after': '2' }) : success(me),
    });
    await platform.signIn();
    expect(await platform.run('whoami')).toBe(0);
    expect(platform.waits).toEqual([2000, 2000]);
  });

  test('that reaches nobody says which address', async () => {
    const platform = fakePlatform({
      ...tokens(),
      'GET /auth/me': () => Promise.reject(new TypeError('fetch failed')),
    });
    await platform.signIn();
    expect(await platform.run('whoami')).toBe(1);
    expect(platform.err.join()).toContain('https://scripts.example.com does not answer');
  });

  test('with a damaged file of credentials says which file', async () => {
    const platform = fakePlatform(tokens());
    await platform.signIn();
    writeFileSync(fileOf(platform), '{"url": 1');
    expect(await platform.run('whoami')).toBe(1);
    expect(platform.err.join()).toContain('credentials.json is damaged');
    expect(await platform.signIn()).toBe(0);
  });

  test('logout ends the session on the platform and removes the file, also when it had ended already', async () => {
    for (const answer of [() => success(null), () => refusal(40101, 'ended')]) {
      const platform = fakePlatform({
        ...tokens(),
        'POST /auth/refresh': () => refusal(40101, 'ended'),
        'POST /auth/logout': answer,
      });
      await platform.signIn();
      await platform.run('logout');
      expect(platform.received.map(({ path }) => path)).toContain('/auth/logout');
      expect(() => statSync(fileOf(platform))).toThrow();
    }
  });
});

describe('a line that is not understood', () => {
  test.each([[['fly']], [['run']], [['runs', '--colour', 'red']], [['login', 'ann']], [['runs', 'a', 'b']]])(
    '%j: exit code 2 and the usage',
    async (words) => {
      const platform = fakePlatform({});
      expect(await platform.run(...words)).toBe(2);
      expect(platform.err.join('\n')).toMatch(/usage: openscript|COMMAND --help/);
    },
  );

  test('help is no fault', async () => {
    const platform = fakePlatform({});
    expect([await platform.run(), await platform.run('help'), await platform.run('run', '--help')]).toEqual([
      0, 0, 0,
    ]);
    expect(platform.out.join('\n')).toContain('usage: openscript run SCRIPT');
  });
});
