import type { Operation } from '../platform/api.ts';
import { invalidField } from '../platform/errors.ts';
import { ok } from '../platform/request.ts';
import type { RouteOf } from '../platform/route.ts';
import { text } from '../platform/text.ts';
import { factorThere } from './bind-mfa.ts';
import type { identityRoutes } from './contract.ts';
import type { CredentialStore } from './credential-store.ts';
import type { SecondFactor } from './second-factor.ts';
import type { SignInGuard } from './sign-in-guard.ts';

export interface VerifyMfaDependencies {
  readonly credentials: Pick<CredentialStore, 'find'>;
  readonly factor: Pick<SecondFactor, 'confirm'>;
  readonly guard: SignInGuard;
}

/** `POST /auth/mfa/verify`: a code of the new secret switches it on; answers the recovery codes, this once. */
export const makeVerifyMfa =
  ({
    credentials,
    factor,
    guard,
  }: VerifyMfaDependencies): Operation<RouteOf<typeof identityRoutes, 'verifyMfa'>> =>
  async ({ body, caller }) => {
    if ((await credentials.find(caller.userId)).factor !== undefined) throw factorThere();
    const codes = await guard.attempt(
      caller.username,
      () => factor.confirm(caller.userId, body.code),
      (given) => (given === undefined ? 'wrong' : 'right'),
    );
    if (codes === undefined) throw invalidField('code', text('is wrong or too old', '错误或已过期'));
    return ok({ recovery_codes: codes });
  };
