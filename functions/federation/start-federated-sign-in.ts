import type { Operation } from '../platform/api.ts';
import { notFound } from '../platform/errors.ts';
import { redirect } from '../platform/request.ts';
import type { RouteOf } from '../platform/route.ts';
import type { federationRoutes } from './contract.ts';
import type { PoolDomain } from './pool-domain.ts';
import type { SignInProvider } from './providers.ts';
import { makeSendBrowser, type SendBrowserDependencies } from './send-browser.ts';
import { ownPage } from './sign-in-attempt.ts';

export interface StartFederatedSignInDependencies extends SendBrowserDependencies {
  readonly providers: readonly SignInProvider[];
  /** Undefined on a stage that has no address of its own yet. */
  readonly domain: Pick<PoolDomain, 'authorizeUrl'> | undefined;
}

/** `GET /auth/federated/{provider}`: notes the attempt and sends the browser to the user pool. */
export const makeStartFederatedSignIn = ({
  providers,
  domain,
  ...sending
}: StartFederatedSignInDependencies): Operation<RouteOf<typeof federationRoutes, 'startFederatedSignIn'>> => {
  const sendBrowser = makeSendBrowser(sending);
  return async ({ params, query, request }) => {
    const provider = providers.find(({ id }) => id === params.provider);
    if (provider === undefined || domain === undefined) throw notFound();
    const sent = await sendBrowser(domain, provider.id, request, { page: ownPage(query.page) });
    return { ...redirect(sent.url), cookies: [sent.cookie] };
  };
};
