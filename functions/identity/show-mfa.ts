import type { Operation } from '../platform/api.ts';
import { ok } from '../platform/request.ts';
import type { RouteOf } from '../platform/route.ts';
import type { identityRoutes } from './contract.ts';
import type { CredentialStore } from './credential-store.ts';

export interface ShowMfaDependencies {
  readonly credentials: Pick<CredentialStore, 'find'>;
  /** Roles that need a second factor. */
  readonly factorRoles: readonly string[];
}

/** `GET /auth/mfa`: whether I have a second factor, and whether I must. */
export const makeShowMfa =
  ({ credentials, factorRoles }: ShowMfaDependencies): Operation<RouteOf<typeof identityRoutes, 'showMfa'>> =>
  async ({ caller }) => {
    const { factor, factorSince, recovery } = await credentials.find(caller.userId);
    return ok({
      enabled: factor !== undefined,
      since: factorSince ?? null,
      recovery_codes_left: recovery.length,
      required: factorRoles.some((role) => caller.roleNames.includes(role)),
    });
  };
