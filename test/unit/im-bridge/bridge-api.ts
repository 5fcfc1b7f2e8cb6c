import type { BridgeCode, BridgeSignIn } from '../../../functions/im-bridge/bridge-sign-in.ts';
import type { BridgeStore } from '../../../functions/im-bridge/bridge-store.ts';
import { makeBridgeTokens } from '../../../functions/im-bridge/bridge-tokens.ts';
import { imBridgeRoutes } from '../../../functions/im-bridge/contract.ts';
import { makeKeyRing } from '../../../functions/im-bridge/key-ring.ts';
import { type Messenger, MessengerFault, type Person } from '../../../functions/im-bridge/messenger.ts';
import { makeImBridgeOperations } from '../../../functions/im-bridge/operations.ts';
import { makeApi } from '../../../functions/platform/api.ts';
import { notSignedIn } from '../../../functions/platform/errors.ts';
import { makeLog } from '../../../functions/platform/log.ts';
import { type EventOptions, httpEvent, send } from '../platform/http-events.ts';

export const consoleUrl = 'https://console.example';
export const issuer = `${consoleUrl}/api/v1/auth/bridge/feishu`;
export const poolAddress = 'https://openscript.auth.example/oauth2/idpresponse';
export const clientSecret = 'the secret of pool & bridge';

/** The same promises as the table's store, in memory. */
const inMemoryStore = (): BridgeStore & { readonly rows: Map<string, BridgeSignIn | BridgeCode> } => {
  const rows = new Map<string, BridgeSignIn | BridgeCode>();
  const take = (id: string, messenger: string, now: number) => {
    const row = rows.get(id);
    if (row === undefined || row.messenger !== messenger || row.validUntil <= now) return undefined;
    rows.delete(id);
    return row;
  };
  return {
    rows,
    putSignIn: async (row) => void rows.set(row.id, row),
    putCode: async (row) => void rows.set(row.id, row),
    takeSignIn: async (id, messenger, now) => take(id, messenger, now) as BridgeSignIn | undefined,
    takeCode: async (id, messenger, now) => take(id, messenger, now) as BridgeCode | undefined,
  };
};

/** The bridge with one messenger whose answers the test says. */
export const bridgeApi = () => {
  const clock = { now: Date.parse('2026-11-25T08:00:00Z') };
  const now = () => clock.now;
  const secrets: { current: string; previous: string | undefined } = {
    current: 'first',
    previous: undefined,
  };
  const answers: { person: Person | MessengerFault; code: string | undefined } = {
    person: { subject: 'on_1', name: '王芳', email: 'wang@example.com' },
    code: undefined,
  };
  const feishu: Messenger = {
    authorizeUrl: async (redirectUri, state) =>
      `https://feishu.example/?${new URLSearchParams({ redirect_uri: redirectUri, state })}`,
    identify: async (code) => {
      answers.code = code;
      if (answers.person instanceof MessengerFault) throw answers.person;
      return answers.person;
    },
  };
  const store = inMemoryStore();
  const lines: string[] = [];
  const log = makeLog('im-bridge', (line) => lines.push(line));
  const keys = makeKeyRing({ read: async () => ({ ...secrets }) }, now);
  let counter = 0;
  const handler = makeApi(
    imBridgeRoutes,
    makeImBridgeOperations({
      consoleUrl,
      redirectUri: poolAddress,
      messengers: { feishu },
      store,
      keys,
      tokens: makeBridgeTokens(keys, now),
      clientSecret: async () => clientSecret,
      now,
      random: () => {
        counter += 1;
        return `random${counter}`;
      },
      log,
    }),
    { authenticate: async () => Promise.reject(notSignedIn()), defaultLanguage: 'en', now, log },
  );
  const call = (method: string, path: string, options: EventOptions = {}) =>
    send(handler, httpEvent(method, `/auth/bridge/${path}`, options));
  return { call, clock, secrets, answers, store, lines };
};

export type BridgeApi = ReturnType<typeof bridgeApi>;

export const poolQuery = {
  client_id: 'user-pool',
  redirect_uri: poolAddress,
  response_type: 'code',
  scope: 'openid email profile',
  state: 'state of the pool',
  nonce: 'n-1',
};

/** Where an answer sends the browser to. */
export const locationOf = ({ headers }: { headers: Readonly<Record<string, string>> }): URL =>
  new URL(headers.location ?? '');

/** From the pool's request to the bridge's code. */
export const codeOf = async (api: BridgeApi, more: Record<string, string> = {}): Promise<string> => {
  const query = new URLSearchParams({ ...poolQuery, ...more }).toString();
  const page = locationOf(await api.call('GET', 'feishu/authorize', { query }));
  const back = new URLSearchParams({ code: 'of-feishu', state: page.searchParams.get('state') ?? '' });
  const sent = locationOf(await api.call('GET', 'feishu/callback', { query: back.toString() }));
  return sent.searchParams.get('code') ?? '';
};

/** Asks for tokens as the pool does: the secret in the form. */
export const exchange = (api: BridgeApi, code: string, more: Record<string, string> = {}, headers = {}) =>
  api.call('POST', 'feishu/token', {
    headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers },
    body: new URLSearchParams({
      grant_type: 'authorization_code',
      code,
      redirect_uri: poolAddress,
      client_id: 'user-pool',
      client_secret: clientSecret,
      ...more,
    }).toString(),
  });
