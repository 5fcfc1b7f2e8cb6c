import type { Operation } from '../platform/api.ts';
import { ok } from '../platform/request.ts';
import type { RouteOf } from '../platform/route.ts';
import type { federationRoutes } from './contract.ts';
import type { SignInProvider } from './providers.ts';

/** `GET /auth/providers`: the buttons of the sign-in page. */
export const makeListSignInProviders =
  (
    providers: readonly SignInProvider[],
  ): Operation<RouteOf<typeof federationRoutes, 'listSignInProviders'>> =>
  async ({ request }) =>
    ok({
      items: providers.map(({ id, kind, label }) => ({ id, kind, label: label[request.language] })),
    });
