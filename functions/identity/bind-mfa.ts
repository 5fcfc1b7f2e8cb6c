import type { Operation } from '../platform/api.ts';
import { type ApiError, conflict } from '../platform/errors.ts';
import { ok } from '../platform/request.ts';
import type { RouteOf } from '../platform/route.ts';
import { text } from '../platform/text.ts';
import type { identityRoutes } from './contract.ts';
import type { CredentialStore } from './credential-store.ts';
import type { SecondFactor } from './second-factor.ts';

export interface BindMfaDependencies {
  readonly credentials: Pick<CredentialStore, 'find'>;
  readonly factor: Pick<SecondFactor, 'offer'>;
}

export const factorThere = (): ApiError =>
  conflict(text('there is a second factor already; remove it first', '已绑定验证器，请先解除绑定'));
export const factorAbsent = (): ApiError => conflict(text('there is no second factor', '尚未绑定验证器'));

/** `POST /auth/mfa/bind`: shows a new secret for the authenticator app; nothing changes until a code of it is given. */
export const makeBindMfa =
  ({ credentials, factor }: BindMfaDependencies): Operation<RouteOf<typeof identityRoutes, 'bindMfa'>> =>
  async ({ caller }) => {
    if ((await credentials.find(caller.userId)).factor !== undefined) throw factorThere();
    return ok(await factor.offer(caller.userId, caller.username));
  };
