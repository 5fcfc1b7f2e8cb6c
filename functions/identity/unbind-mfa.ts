import type { Operation } from '../platform/api.ts';
import { ok } from '../platform/request.ts';
import type { RouteOf } from '../platform/route.ts';
import { factorAbsent } from './bind-mfa.ts';
import type { identityRoutes } from './contract.ts';
import type { CredentialStore } from './credential-store.ts';
import type { ProveIdentity } from './prove-identity.ts';

export interface UnbindMfaDependencies {
  readonly credentials: Pick<CredentialStore, 'find' | 'unbindFactor'>;
  readonly prove: Pick<ProveIdentity, 'byPassword' | 'byCode'>;
}

/** `POST /auth/mfa/unbind`: no second factor any more, for password and code. */
export const makeUnbindMfa =
  ({ credentials, prove }: UnbindMfaDependencies): Operation<RouteOf<typeof identityRoutes, 'unbindMfa'>> =>
  async ({ body, caller }) => {
    if ((await credentials.find(caller.userId)).factor === undefined) throw factorAbsent();
    await prove.byPassword(caller, body.password);
    await prove.byCode(caller, body.code);
    if (!(await credentials.unbindFactor(caller.userId))) throw factorAbsent();
    return ok(null);
  };
