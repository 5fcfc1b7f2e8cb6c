import type { Operation } from '../platform/api.ts';
import { ok } from '../platform/request.ts';
import type { RouteOf } from '../platform/route.ts';
import type { identityRoutes } from './contract.ts';
import type { SetupRow } from './setup-store.ts';

export interface CheckInitDependencies {
  readonly setup: Pick<SetupRow, 'find'>;
  readonly selfRegistration: boolean;
  readonly passwordMinLength: number;
  readonly setupCodeRequired: boolean;
}

/** `GET /auth/check-init`: what the sign-in page needs to know before anybody has signed in. */
export const makeCheckInit =
  (deps: CheckInitDependencies): Operation<RouteOf<typeof identityRoutes, 'checkInit'>> =>
  async () =>
    ok({
      initialized: (await deps.setup.find())?.status === 'done',
      self_registration: deps.selfRegistration,
      password_min_length: deps.passwordMinLength,
      setup_code_required: deps.setupCodeRequired,
    });
