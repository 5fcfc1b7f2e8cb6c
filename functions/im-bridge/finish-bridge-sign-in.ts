import type { Operation } from '../platform/api.ts';
import { invalidField } from '../platform/errors.ts';
import { type HttpReply, redirect } from '../platform/request.ts';
import type { RouteOf } from '../platform/route.ts';
import { text } from '../platform/text.ts';
import { type BridgeDependencies, offeredMessenger } from './bridge.ts';
import { type BridgeSignIn, CODE_SECONDS, digestOf, withQuery } from './bridge-sign-in.ts';
import type { imBridgeRoutes } from './contract.ts';
import { MessengerFault, oauthErrorOf, type Person } from './messenger.ts';
import { messengerCallback } from './start-bridge-sign-in.ts';

/**
 * `GET …/callback`: asks the messenger who the code is of, and sends the browser on to the user pool with a code of the
 * bridge, or with what went wrong. A state that nobody waits for (unknown, used, ten minutes old) leads nowhere: 40001.
 */
export const makeFinishBridgeSignIn =
  (deps: BridgeDependencies): Operation<RouteOf<typeof imBridgeRoutes, 'finishBridgeSignIn'>> =>
  async ({ params, query }) => {
    const { messenger } = offeredMessenger(deps, params.messenger);
    const signIn =
      query.state === undefined
        ? undefined
        : await deps.store.takeSignIn(digestOf(query.state), params.messenger, deps.now());
    if (signIn === undefined)
      throw invalidField(
        'state',
        text('belongs to no sign-in under way; begin again', '没有对应的登录过程，请重新登录'),
      );
    const code = query.code ?? query.authCode;
    // WeCom comes back without a code when somebody says no.
    if (code === undefined) return sendBack(signIn, { error: 'access_denied' });
    try {
      const callback = messengerCallback(deps.consoleUrl ?? '', params.messenger);
      return sendBack(signIn, {
        code: await issueCode(deps, signIn, await messenger.identify(code, callback)),
      });
    } catch (thrown) {
      if (!(thrown instanceof MessengerFault)) throw thrown;
      deps.log.warn('a messenger did not say who somebody is', {
        messenger: params.messenger,
        kind: thrown.kind,
        fault: thrown.message,
      });
      return sendBack(signIn, { error: oauthErrorOf(thrown.kind), error_description: thrown.kind });
    }
  };

const sendBack = ({ redirectUri, state }: BridgeSignIn, query: Readonly<Record<string, string>>): HttpReply =>
  redirect(withQuery(redirectUri, { ...query, state }));

/** A code that is good once, for a minute, for the client and address that asked. */
const issueCode = async (
  { store, random, now }: BridgeDependencies,
  { messenger, redirectUri, nonce, challenge }: BridgeSignIn,
  person: Person,
): Promise<string> => {
  const code = random();
  await store.putCode({
    ...person,
    id: digestOf(code),
    messenger,
    redirectUri,
    nonce,
    challenge,
    validUntil: now() + CODE_SECONDS * 1000,
  });
  return code;
};
