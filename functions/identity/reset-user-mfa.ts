import type { Operation } from '../platform/api.ts';
import { audited } from '../platform/audit-context.ts';
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
    const change = {
      resource: { type: 'user', id: params.id },
      before: { mfa: true },
      after: { mfa: false },
    };
    if (!(await audited(change, () => credentials.unbindFactor(params.id)))) throw notFound();
    return ok(null);
  };
