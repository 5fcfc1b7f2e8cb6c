import type { Operation } from '../platform/api.ts';
import { notFound } from '../platform/errors.ts';
import { ok } from '../platform/request.ts';
import type { RouteOf } from '../platform/route.ts';
import type { federationRoutes } from './contract.ts';
import {
  findWithIdentities,
  type IdentitiesDependencies,
  identityTaken,
  requireNative,
} from './identities.ts';
import { makeSendBrowser } from './send-browser.ts';
import type { StartFederatedSignInDependencies } from './start-federated-sign-in.ts';

/**
 * `POST /auth/federated/{provider}/link`: notes who wants an identity at the provider to be theirs, and answers where to
 * prove it. The attempt is the browser's, as a sign-in is: nobody can make somebody else finish it (ADR 0125).
 */
export const makeStartIdentityLink = ({
  domain,
  attempts,
  cookie,
  now,
  random,
  ...deps
}: IdentitiesDependencies & StartFederatedSignInDependencies): Operation<
  RouteOf<typeof federationRoutes, 'startIdentityLink'>
> => {
  const sendBrowser = makeSendBrowser({ attempts, cookie, now, random });
  return async ({ params, caller, request }) => {
    if (domain === undefined || !deps.providers.some(({ id }) => id === params.provider)) throw notFound();
    const { user, held } = await findWithIdentities(deps, caller.userId);
    requireNative(user, held);
    if (held.some(({ provider }) => provider === params.provider)) throw identityTaken();
    const link = { userId: caller.userId, sessionId: caller.sessionId };
    const sent = await sendBrowser(domain, params.provider, request, { page: '/account', link });
    return { ...ok({ url: sent.url }), cookies: [sent.cookie] };
  };
};
