import type { Operation } from '../platform/api.ts';
import { notSignedIn } from '../platform/errors.ts';
import { ok } from '../platform/request.ts';
import type { RouteOf } from '../platform/route.ts';
import { CONFIRMED_MS } from '../platform/step-up.ts';
import type { identityRoutes } from './contract.ts';
import type { ProveIdentity } from './prove-identity.ts';
import type { Sessions } from './session-store.ts';

export interface StepUpDependencies {
  readonly prove: Pick<ProveIdentity, 'byStrongest'>;
  readonly sessions: Pick<Sessions, 'noteConfirmed'>;
  readonly now: () => number;
}

/** `POST /auth/step-up`: for ten minutes this session may do what asks for it. */
export const makeStepUp =
  ({ prove, sessions, now }: StepUpDependencies): Operation<RouteOf<typeof identityRoutes, 'stepUp'>> =>
  async ({ body, caller }) => {
    await prove.byStrongest(caller, body);
    const at = now();
    if (!(await sessions.noteConfirmed(caller.userId, caller.sessionId, at))) throw notSignedIn();
    return ok({ confirmed_until: new Date(at + CONFIRMED_MS).toISOString() });
  };
