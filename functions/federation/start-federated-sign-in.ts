import type { Operation } from '../platform/api.ts';
import { notFound } from '../platform/errors.ts';
import { redirect } from '../platform/request.ts';
import type { RouteOf } from '../platform/route.ts';
import type { Attempts } from './attempt-store.ts';
import type { BrowserCookie } from './browser-cookie.ts';
import type { federationRoutes } from './contract.ts';
import type { PoolDomain } from './pool-domain.ts';
import type { SignInProvider } from './providers.ts';
import { ATTEMPT_SECONDS, digestOf, ownPage, proofsOf } from './sign-in-attempt.ts';

export interface StartFederatedSignInDependencies {
  readonly providers: readonly SignInProvider[];
  /** Undefined on a stage that has no address of its own yet. */
  readonly domain: Pick<PoolDomain, 'authorizeUrl'> | undefined;
  readonly attempts: Pick<Attempts, 'put'>;
  readonly cookie: BrowserCookie;
  readonly now: () => number;
  /** 256 random bits in base64url. */
  readonly random: () => string;
}

/** `GET /auth/federated/{provider}`: notes the attempt and sends the browser to the user pool. */
export const makeStartFederatedSignIn =
  ({
    providers,
    domain,
    attempts,
    cookie,
    now,
    random,
  }: StartFederatedSignInDependencies): Operation<RouteOf<typeof federationRoutes, 'startFederatedSignIn'>> =>
  async ({ params, query, request }) => {
    const provider = providers.find(({ id }) => id === params.provider);
    if (provider === undefined || domain === undefined) throw notFound();
    // One secret for all tabs of a browser: a second attempt must not end the first.
    const secret = cookie.read(request) ?? random();
    const state = random();
    await attempts.put({
      id: digestOf(state),
      browser: digestOf(secret),
      provider: provider.id,
      page: ownPage(query.page),
      validUntil: now() + ATTEMPT_SECONDS * 1000,
    });
    const { nonce, challenge } = proofsOf(secret, state);
    return {
      ...redirect(domain.authorizeUrl({ provider: provider.id, state, nonce, challenge })),
      cookies: [cookie.write(secret)],
    };
  };
