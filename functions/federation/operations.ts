import type { OpenFederatedSession, Users, VerifyAccessToken } from '../identity/index.ts';
import type { Operations } from '../platform/api.ts';
import type { Log } from '../platform/log.ts';
import type { AdmissionRules } from './admission.ts';
import { makeAdmit } from './admit.ts';
import type { Attempts } from './attempt-store.ts';
import type { BrowserCookie } from './browser-cookie.ts';
import type { federationRoutes } from './contract.ts';
import { makeFinishFederatedSignIn } from './finish-federated-sign-in.ts';
import { makeFinishIdentityLink } from './finish-identity-link.ts';
import type { IdentitiesDependencies } from './identities.ts';
import { makeLinkIdentity } from './link-identity.ts';
import { makeListIdentities } from './list-identities.ts';
import { makeListOwnIdentities } from './list-own-identities.ts';
import { makeListSignInProviders } from './list-sign-in-providers.ts';
import type { PoolDomain } from './pool-domain.ts';
import { makeStartFederatedSignIn } from './start-federated-sign-in.ts';
import { makeStartIdentityLink } from './start-identity-link.ts';
import { makeUnlinkIdentity } from './unlink-identity.ts';
import { makeUnlinkOwnIdentity } from './unlink-own-identity.ts';

/** Everything that sign-in through providers reaches outside itself. */
export interface FederationDependencies extends IdentitiesDependencies {
  readonly domain: PoolDomain | undefined;
  readonly attempts: Attempts;
  readonly cookie: BrowserCookie;
  readonly users: Pick<Users, 'find' | 'adopt'>;
  readonly rules: AdmissionRules;
  readonly verify: VerifyAccessToken;
  readonly isSessionAlive: (userId: string, sessionId: string) => Promise<boolean>;
  readonly openSession: OpenFederatedSession;
  readonly now: () => number;
  readonly random: () => string;
  readonly log: Log;
}

/** One operation for each route of sign-in through providers. */
export const makeFederationOperations = (
  deps: FederationDependencies,
): Operations<typeof federationRoutes> => ({
  listSignInProviders: makeListSignInProviders(deps.domain === undefined ? [] : deps.providers),
  startFederatedSignIn: makeStartFederatedSignIn(deps),
  finishFederatedSignIn: makeFinishFederatedSignIn({
    ...deps,
    admit: makeAdmit(deps),
    finishLink: makeFinishIdentityLink(deps),
  }),
  listOwnIdentities: makeListOwnIdentities(deps),
  startIdentityLink: makeStartIdentityLink(deps),
  unlinkOwnIdentity: makeUnlinkOwnIdentity(deps),
  listIdentities: makeListIdentities(deps),
  linkIdentity: makeLinkIdentity(deps),
  unlinkIdentity: makeUnlinkIdentity(deps),
});
