import type { Operations } from '../platform/api.ts';
import type { BridgeDependencies } from './bridge.ts';
import type { imBridgeRoutes } from './contract.ts';
import { makeExchangeBridgeCode } from './exchange-bridge-code.ts';
import { makeFinishBridgeSignIn } from './finish-bridge-sign-in.ts';
import { makeShowBridgeKeys } from './show-bridge-keys.ts';
import { makeShowBridgeMetadata } from './show-bridge-metadata.ts';
import { makeShowBridgeUser } from './show-bridge-user.ts';
import { makeStartBridgeSignIn } from './start-bridge-sign-in.ts';

/** One operation for each route of the bridge. */
export const makeImBridgeOperations = (deps: BridgeDependencies): Operations<typeof imBridgeRoutes> => ({
  showBridgeMetadata: makeShowBridgeMetadata(deps),
  showBridgeKeys: makeShowBridgeKeys(deps),
  startBridgeSignIn: makeStartBridgeSignIn(deps),
  finishBridgeSignIn: makeFinishBridgeSignIn(deps),
  exchangeBridgeCode: makeExchangeBridgeCode(deps),
  showBridgeUser: makeShowBridgeUser(deps),
});
