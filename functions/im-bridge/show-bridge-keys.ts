import type { Operation } from '../platform/api.ts';
import type { RouteOf } from '../platform/route.ts';
import { type BridgeDependencies, jsonDocument, offeredMessenger } from './bridge.ts';
import type { imBridgeRoutes } from './contract.ts';

/** As long as a function keeps the keys itself, in seconds. */
const KEPT = 300;

/** `GET …/jwks`: the key that signs now and the one before (RFC 7517 §5). */
export const makeShowBridgeKeys =
  (deps: BridgeDependencies): Operation<RouteOf<typeof imBridgeRoutes, 'showBridgeKeys'>> =>
  async ({ params }) => {
    offeredMessenger(deps, params.messenger);
    return jsonDocument({ keys: (await deps.keys.all()).map(({ publicKey }) => publicKey) }, KEPT);
  };
