import type { HttpRequest } from '../platform/request.ts';
import type { Attempts } from './attempt-store.ts';
import type { BrowserCookie } from './browser-cookie.ts';
import type { PoolDomain } from './pool-domain.ts';
import { ATTEMPT_SECONDS, digestOf, proofsOf, type SignInAttempt } from './sign-in-attempt.ts';

export interface SendBrowserDependencies {
  readonly attempts: Pick<Attempts, 'put'>;
  readonly cookie: BrowserCookie;
  readonly now: () => number;
  /** 256 random bits in base64url. */
  readonly random: () => string;
}

/** Notes an attempt that only this browser can finish; gives where the browser is to go, and its cookie. */
export const makeSendBrowser =
  ({ attempts, cookie, now, random }: SendBrowserDependencies) =>
  async (
    domain: Pick<PoolDomain, 'authorizeUrl'>,
    provider: string,
    request: HttpRequest,
    what: Pick<SignInAttempt, 'page' | 'link'>,
  ): Promise<{ url: string; cookie: string }> => {
    // One secret for all tabs of a browser: a second attempt must not end the first.
    const secret = cookie.read(request) ?? random();
    const state = random();
    await attempts.put({
      id: digestOf(state),
      browser: digestOf(secret),
      provider,
      validUntil: now() + ATTEMPT_SECONDS * 1000,
      ...what,
    });
    const { nonce, challenge } = proofsOf(secret, state);
    return { url: domain.authorizeUrl({ provider, state, nonce, challenge }), cookie: cookie.write(secret) };
  };
