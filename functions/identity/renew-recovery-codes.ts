import type { Operation } from '../platform/api.ts';
import { ok } from '../platform/request.ts';
import type { RouteOf } from '../platform/route.ts';
import { factorAbsent } from './bind-mfa.ts';
import type { identityRoutes } from './contract.ts';
import type { SecondFactor } from './second-factor.ts';

export interface RenewRecoveryCodesDependencies {
  readonly factor: Pick<SecondFactor, 'renewRecovery'>;
}

/** `POST /auth/mfa/recovery-codes`: new recovery codes; the old ones are good for nothing. */
export const makeRenewRecoveryCodes =
  ({
    factor,
  }: RenewRecoveryCodesDependencies): Operation<RouteOf<typeof identityRoutes, 'renewRecoveryCodes'>> =>
  async ({ caller }) => {
    const codes = await factor.renewRecovery(caller.userId);
    if (codes === undefined) throw factorAbsent();
    return ok({ recovery_codes: codes });
  };
