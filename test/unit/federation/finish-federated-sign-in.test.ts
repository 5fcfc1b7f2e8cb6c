import { beforeEach, describe, expect, it } from 'vitest';
import type { Arrival } from '../../../functions/federation/admission.ts';
import type { Admitted } from '../../../functions/federation/admit.ts';
import type { Attempts } from '../../../functions/federation/attempt-store.ts';
import { makeBrowserCookie } from '../../../functions/federation/browser-cookie.ts';
import { federationRoutes } from '../../../functions/federation/contract.ts';
import { makeFinishFederatedSignIn } from '../../../functions/federation/finish-federated-sign-in.ts';
import type { FinishIdentityLink } from '../../../functions/federation/finish-identity-link.ts';
import type { IdClaims, PoolTokens } from '../../../functions/federation/pool-domain.ts';
import { digestOf, proofsOf, type SignInAttempt } from '../../../functions/federation/sign-in-attempt.ts';
import { notSignedIn, unavailable } from '../../../functions/platform/errors.ts';
import { nobodysRequest } from '../../../functions/platform/http-event.ts';
import { makeLog } from '../../../functions/platform/log.ts';
import type { Route } from '../../../functions/platform/route.ts';

const secret = 's'.repeat(43);
const state = 'state-1';
const { nonce, verifier } = proofsOf(secret, state);
const tokens: PoolTokens = { accessToken: 'access', idToken: 'id', refreshToken: 'refresh', expiresIn: 900 };
const goodClaims: IdClaims = {
  sub: 'p-1',
  'cognito:username': 'corp_248',
  nonce,
  token_use: 'id',
  email: 'w@example.com',
  email_verified: true,
  name: '王芳',
  identities: [{ userId: '248', providerName: 'corp' }],
};

let claims: IdClaims | undefined;
let exchanged: { code: string; verifier: string }[];
let arrived: Arrival | undefined;
let admitted: Admitted;
let opened: boolean;
let linkedTo: SignInAttempt['link'];
let linkOutcome: Awaited<ReturnType<FinishIdentityLink>>;
let taken: Awaited<ReturnType<Attempts['take']>>;
let exchange: () => Promise<PoolTokens | undefined>;
let openSession: () => Promise<{ status: number; cookies: string[] }>;
let lines: string[];
beforeEach(() => {
  claims = goodClaims;
  exchanged = [];
  arrived = undefined;
  admitted = 'sign_in';
  opened = false;
  linkedTo = undefined;
  linkOutcome = 'linked';
  lines = [];
  taken = {
    id: digestOf(state),
    browser: digestOf(secret),
    provider: 'corp',
    page: '/runs?x=1',
    validUntil: 0,
  };
  exchange = async () => tokens;
  openSession = async () => ({ status: 200, cookies: ['openscript_refresh=r'] });
});

const finish = async (query: Record<string, string> = { code: 'c', state }, cookie = secret) => {
  const operation = makeFinishFederatedSignIn({
    domain: {
      exchange: async (code, given) => {
        exchanged.push({ code, verifier: given });
        return exchange();
      },
      verifyIdToken: async () => claims,
    },
    attempts: { take: async () => taken },
    cookie: makeBrowserCookie(true),
    verify: async () => ({
      sub: 'p-1',
      username: 'corp_248',
      origin_jti: 'j',
      exp: 0,
      'cognito:groups': [],
    }),
    admit: async (who) => {
      arrived = who;
      return admitted;
    },
    finishLink: async (who, wanted) => {
      arrived = who;
      linkedTo = wanted;
      return linkOutcome;
    },
    openSession: async () => {
      opened = true;
      return openSession();
    },
    now: () => 0,
    log: makeLog('federation', (line) => lines.push(line)),
  });
  const route: Route | undefined = federationRoutes.find(
    ({ operation: name }) => name === 'finishFederatedSignIn',
  );
  const parsed = route?.query?.parse(query) as Parameters<typeof operation>[0]['query'];
  const request = { ...nobodysRequest('en'), headers: { cookie: `a=b; openscript_sign_in=${cookie}` } };
  return operation({ params: {}, query: parsed, body: undefined, caller: undefined, request });
};
const failedWith = async (answer: ReturnType<typeof finish>) => {
  const { status, headers } = await answer;
  expect([status, opened]).toEqual([302, false]);
  const { pathname, searchParams } = new URL(headers?.location ?? '', 'https://c.example');
  expect(pathname).toBe('/sign-in');
  return searchParams.get('failed');
};

describe('the way back from the user pool', () => {
  it('opens a session and goes on to the page', async () => {
    const { status, headers, cookies } = await finish();
    expect([status, headers?.location]).toEqual([302, '/runs?x=1']);
    expect(cookies).toEqual(['openscript_refresh=r']);
    expect(exchanged).toEqual([{ code: 'c', verifier }]);
    expect(arrived).toEqual({
      id: 'p-1',
      name: 'corp_248',
      provider: 'corp',
      subject: '248',
      email: 'w@example.com',
      emailVerified: true,
      displayName: '王芳',
    });
  });

  it('begins again when the identity has just become another user’s', async () => {
    admitted = 'linked';
    const { headers } = await finish();
    expect(headers?.location).toBe('/api/v1/auth/federated/corp?page=%2Fruns%3Fx%3D1');
    expect(opened).toBe(false);
  });

  it.each([
    ['another attempt’s nonce', { nonce: 'another' }],
    ['another user’s id', { sub: 'p-2' }],
    ['another user’s name', { 'cognito:username': 'corp_249' }],
    ['another provider’s identity', { identities: [{ userId: '248', providerName: 'feishu' }] }],
    ['no identity', { identities: [] }],
  ])('refuses an ID token with %s', async (_, wrong) => {
    claims = { ...goodClaims, ...wrong };
    expect(await failedWith(finish())).toBe('provider_refused');
    expect(arrived).toBeUndefined();
  });

  it('refuses an ID token that does not verify', async () => {
    claims = undefined;
    expect(await failedWith(finish())).toBe('provider_refused');
  });

  it('says why it was not to be', async () => {
    taken = 'wrong_browser';
    expect(await failedWith(finish())).toBe('wrong_browser');
    taken = 'expired';
    expect(await failedWith(finish())).toBe('expired');
    expect(await failedWith(finish({ code: 'c' }))).toBe('expired');
    expect(await failedWith(finish({ code: 'c', state }, 'no secret'))).toBe('wrong_browser');
    expect(exchanged).toEqual([]);
  });

  it('asks the pool for nothing when the provider refused', async () => {
    expect(await failedWith(finish({ error: 'access_denied', state }))).toBe('provider_refused');
    expect(await failedWith(finish({ state }))).toBe('provider_refused');
    expect(exchanged).toEqual([]);
  });

  it('refuses whom the platform refuses', async () => {
    admitted = 'not_accepted';
    expect(await failedWith(finish())).toBe('not_accepted');
    admitted = 'not_linked';
    expect(await failedWith(finish())).toBe('not_linked');
  });

  it('refuses a user who was disabled in between', async () => {
    openSession = () => Promise.reject(notSignedIn());
    const { headers } = await finish();
    expect(headers?.location).toBe('/sign-in?failed=not_accepted&next=%2Fruns%3Fx%3D1');
  });

  it('says when a part does not answer, and logs why without the code', async () => {
    exchange = () => Promise.reject(unavailable(new Error('the pool is silent')));
    expect(await failedWith(finish({ code: 'the-code', state }))).toBe('unavailable');
    expect(lines.join()).toContain('the pool is silent');
    expect(lines.join()).not.toMatch(/the-code|state-1|sss/);
  });
});

describe('the way back of who links an identity', () => {
  const wanted = { userId: 'u-1', sessionId: 's-1' };
  beforeEach(() => {
    if (typeof taken !== 'string') taken = { ...taken, page: '/account', link: wanted };
  });
  const landing = async (answer = finish()) => {
    const { status, headers, cookies } = await answer;
    expect([status, opened, cookies]).toEqual([302, false, undefined]);
    return headers?.location;
  };

  it('opens no session and goes to the account', async () => {
    expect(await landing()).toBe('/account?linked=corp');
    expect(linkedTo).toEqual(wanted);
    expect(arrived?.subject).toBe('248');
  });

  it('says on the account page why nothing was linked', async () => {
    linkOutcome = 'identity_taken';
    expect(await landing()).toBe('/account?failed=identity_taken');
    exchange = () => Promise.reject(unavailable(new Error('down')));
    expect(await landing()).toBe('/account?failed=unavailable');
  });

  it('links nothing with the ID token of another attempt', async () => {
    claims = { ...goodClaims, nonce: 'another' };
    expect(await landing()).toBe('/account?failed=provider_refused');
    expect(linkedTo).toBeUndefined();
  });
});
