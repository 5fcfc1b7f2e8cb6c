import type { OpenFederatedSession, VerifyAccessToken } from '../identity/index.ts';
import type { Operation } from '../platform/api.ts';
import { ApiError } from '../platform/errors.ts';
import { basePath } from '../platform/http-event.ts';
import type { Log } from '../platform/log.ts';
import { type HttpReply, type HttpRequest, redirect } from '../platform/request.ts';
import type { RouteOf } from '../platform/route.ts';
import type { Arrival } from './admission.ts';
import type { Admit } from './admit.ts';
import type { Attempts } from './attempt-store.ts';
import type { BrowserCookie } from './browser-cookie.ts';
import type { federationRoutes, SignInFailure } from './contract.ts';
import type { FinishIdentityLink } from './finish-identity-link.ts';
import type { IdClaims, PoolDomain, PoolTokens } from './pool-domain.ts';
import { accountPage, digestOf, failedPage, proofsOf, type SignInAttempt } from './sign-in-attempt.ts';

export interface FinishFederatedSignInDependencies {
  readonly domain: Pick<PoolDomain, 'exchange' | 'verifyIdToken'> | undefined;
  readonly attempts: Pick<Attempts, 'take'>;
  readonly cookie: Pick<BrowserCookie, 'read'>;
  readonly verify: VerifyAccessToken;
  readonly admit: Admit;
  readonly finishLink: FinishIdentityLink;
  readonly openSession: OpenFederatedSession;
  readonly now: () => number;
  readonly log: Log;
}

/** Ends the way back: what failed, and the page that was asked for. */
class Failed extends Error {
  override readonly name = 'Failed';
  readonly failure: SignInFailure;
  readonly page: string;

  constructor(failure: SignInFailure, page = '/') {
    super(failure);
    this.failure = failure;
    this.page = page;
  }
}

/** Who came, when both tokens say so and the ID token holds this attempt's nonce; undefined otherwise. */
const arrivalOf = (
  { provider }: SignInAttempt,
  nonce: string,
  claims: IdClaims | undefined,
  access: { sub: string; username: string },
): Arrival | undefined => {
  const identity = claims?.identities.find(({ providerName }) => providerName === provider);
  if (claims === undefined || identity === undefined || claims.nonce !== nonce) return undefined;
  if (claims.sub !== access.sub || claims['cognito:username'] !== access.username) return undefined;
  return {
    id: claims.sub,
    name: access.username,
    provider,
    subject: identity.userId,
    email: claims.email ?? null,
    emailVerified: claims.email_verified,
    displayName: claims.name ?? null,
  };
};

/** `GET /auth/federated/callback`: takes the attempt, exchanges the code, opens the session, sends the browser on. */
export const makeFinishFederatedSignIn = (
  deps: FinishFederatedSignInDependencies,
): Operation<RouteOf<typeof federationRoutes, 'finishFederatedSignIn'>> => {
  const takeAttempt = async (state: string | undefined, secret: string | undefined) => {
    if (state === undefined) throw new Failed('expired');
    if (secret === undefined) throw new Failed('wrong_browser');
    const taken = await deps.attempts.take(digestOf(state), digestOf(secret), deps.now());
    if (typeof taken === 'string') throw new Failed(taken);
    return { attempt: taken, ...proofsOf(secret, state) };
  };

  const identify = async (attempt: SignInAttempt, nonce: string, tokens: PoolTokens): Promise<Arrival> => {
    const access = await deps.verify(tokens.accessToken);
    const claims = await deps.domain?.verifyIdToken(tokens.idToken);
    const arrival = arrivalOf(attempt, nonce, claims, access);
    if (arrival === undefined) throw new Failed('provider_refused', attempt.page);
    return arrival;
  };

  const enter = async (
    attempt: SignInAttempt,
    arrival: Arrival,
    tokens: PoolTokens,
    request: HttpRequest,
  ): Promise<HttpReply> => {
    const admitted = await deps.admit(arrival);
    if (admitted === 'linked') {
      const again = new URLSearchParams({ page: attempt.page });
      return redirect(`${basePath}/auth/federated/${attempt.provider}?${again}`);
    }
    if (admitted !== 'sign_in') throw new Failed(admitted, attempt.page);
    const { cookies = [] } = await deps.openSession(arrival.name, tokens, request);
    // The browser keeps its secret until it ends by itself: another tab may be on its way too.
    return { ...redirect(attempt.page), cookies };
  };

  /** Who is signed in stays so: the pool's tokens of this way are used for nothing. */
  const link = async (arrival: Arrival, wanted: NonNullable<SignInAttempt['link']>): Promise<HttpReply> => {
    const done = await deps.finishLink(arrival, wanted);
    return redirect(accountPage(done === 'linked' ? { linked: arrival.provider } : { failed: done }));
  };

  const finish = async (
    query: { code?: string | undefined; state?: string | undefined; error?: string | undefined },
    request: HttpRequest,
  ): Promise<HttpReply> => {
    const { attempt, nonce, verifier } = await takeAttempt(query.state, deps.cookie.read(request));
    try {
      if (query.error !== undefined || query.code === undefined || deps.domain === undefined)
        throw new Failed('provider_refused');
      const tokens = await deps.domain.exchange(query.code, verifier);
      if (tokens === undefined) throw new Failed('expired');
      const arrival = await identify(attempt, nonce, tokens);
      return attempt.link === undefined
        ? await enter(attempt, arrival, tokens, request)
        : await link(arrival, attempt.link);
    } catch (thrown) {
      const failed =
        thrown instanceof Failed ? new Failed(thrown.failure, attempt.page) : inWords(thrown, attempt.page);
      if (attempt.link === undefined) throw failed;
      return redirect(accountPage({ failed: failed.failure }));
    }
  };

  /** A browser that was sent here shows no JSON to anybody: what the API would refuse is a page too. */
  const inWords = (thrown: unknown, page: string): Failed => {
    if (thrown instanceof ApiError && thrown.status < 500) return new Failed('not_accepted', page);
    deps.log.error('a sign-in through a provider broke off', { cause: thrown });
    return new Failed('unavailable', page);
  };

  return async ({ query, request }) => {
    try {
      return await finish(query, request);
    } catch (thrown) {
      if (!(thrown instanceof Failed)) throw thrown;
      deps.log.info('a sign-in through a provider was refused', { failure: thrown.failure });
      return redirect(failedPage(thrown.failure, thrown.page));
    }
  };
};
