import type { Operation } from '../platform/api.ts';
import { notFound } from '../platform/errors.ts';
import { ok } from '../platform/request.ts';
import type { RouteOf } from '../platform/route.ts';
import type { identityRoutes } from './contract.ts';
import type { CredentialStore } from './credential-store.ts';

export interface ResetUserMfaDependencies {
  readonly credentials: Pick<CredentialStore, 'unbindFactor'>;
}

/**
 * `POST /users/{id}/mfa/reset`: for somebody who has lost the app and the recovery codes. 404 for a user who has no second
 * factor, as for one who is not there.
 */
export const makeResetUserMfa =
  ({ credentials }: ResetUserMfaDependencies): Operation<RouteOf<typeof identityRoutes, 'resetUserMfa'>> =>
  async ({ params }) => {
    if (!(await credentials.unbindFactor(params.id))) throw notFound();
    return ok(null);
  };
