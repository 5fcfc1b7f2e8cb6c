import { randomBytes } from 'node:crypto';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';

/** Somebody who holds a phone with the messenger on it. */
export interface Scanner {
  /** WeCom's userid, DingTalk's unionId, Feishu's union_id. */
  readonly id: string;
  readonly name: string;
  readonly email?: string;
  /** The company they sign in for. */
  readonly company: string;
}

interface Reply {
  readonly status?: number;
  readonly json?: unknown;
  readonly location?: string;
}

interface Ask {
  readonly query: URLSearchParams;
  readonly body: Record<string, string>;
  readonly headers: IncomingMessage['headers'];
}

export const COMPANY = 'the company';
export const SECRET = 'the secret of the app';
export const apps = {
  wecom: { corp_id: COMPANY, agent_id: '1000002', corp_secret: SECRET },
  dingtalk: { client_id: 'dingapp', client_secret: SECRET, corp_id: COMPANY },
  feishu: { app_id: 'cli_app', app_secret: SECRET, tenant_key: COMPANY },
} as const;

const token = (): string => randomBytes(12).toString('hex');

/**
 * A server on loopback that speaks the published sign-in protocols of all three messengers, with their errors: the pages
 * send the browser back at once as whoever `who` says (nobody: they say no), codes are good once, WeCom's tokens may end.
 */
export const startFakeMessengers = async () => {
  const state = {
    who: undefined as Scanner | undefined,
    /** Every call is answered as asked too often. */
    busy: false,
    /** What was asked, by path. */
    calls: [] as string[],
    /** How many seconds WeCom says a token is good. */
    wecomSeconds: 7200,
    dingtalkQuery: undefined as URLSearchParams | undefined,
  };
  const codes = new Map<string, { scanner: Scanner; redirectUri: string; state: 'good' | 'old' | 'used' }>();
  const tokens = new Map<string, Scanner | 'app'>();

  const issueCode = (scanner: Scanner, redirectUri = '') => {
    const code = token();
    codes.set(code, { scanner, redirectUri, state: 'good' });
    return code;
  };
  const back = ({ query }: Ask, parameter: string): Reply => {
    const target = new URL(query.get('redirect_uri') ?? '');
    if (state.who !== undefined)
      target.searchParams.set(parameter, issueCode(state.who, query.get('redirect_uri') ?? ''));
    target.searchParams.set('state', query.get('state') ?? '');
    return { location: target.href };
  };
  const spend = (code: string | undefined) => {
    const held = codes.get(code ?? '');
    if (held === undefined) return { fault: 'unknown' } as const;
    if (held.state !== 'good') return { fault: held.state } as const;
    held.state = 'used';
    return { held } as const;
  };
  const tokenOf = (scanner: Scanner | 'app'): string => {
    const fresh = token();
    tokens.set(fresh, scanner);
    return fresh;
  };

  const wecomError = (errcode: number, errmsg: string): Reply => ({ json: { errcode, errmsg } });
  const wecom: Record<string, (ask: Ask) => Reply> = {
    'GET /wwlogin/sso/login': (ask) => {
      const { query } = ask;
      const right = ['login_type=CorpApp', `appid=${apps.wecom.corp_id}`, `agentid=${apps.wecom.agent_id}`];
      const given = ['login_type', 'appid', 'agentid'].map((name) => `${name}=${query.get(name)}`);
      return given.join() === right.join() ? back(ask, 'code') : { status: 400, json: {} };
    },
    'GET /cgi-bin/gettoken': ({ query }) => {
      if (query.get('corpid') !== apps.wecom.corp_id) return wecomError(40013, 'invalid corpid');
      if (query.get('corpsecret') !== apps.wecom.corp_secret) return wecomError(40001, 'invalid credential');
      return {
        json: { errcode: 0, errmsg: 'ok', access_token: tokenOf('app'), expires_in: state.wecomSeconds },
      };
    },
    'GET /cgi-bin/auth/getuserinfo': ({ query }) => {
      if (tokens.get(query.get('access_token') ?? '') !== 'app')
        return wecomError(40014, 'invalid access_token');
      const { fault, held } = spend(query.get('code') ?? undefined);
      if (fault !== undefined)
        return fault === 'old' ? wecomError(42003, 'oauth_code expired') : wecomError(40029, 'invalid code');
      return held.scanner.company === COMPANY
        ? { json: { errcode: 0, errmsg: 'ok', userid: held.scanner.id } }
        : { json: { errcode: 0, errmsg: 'ok', openid: 'o-1', external_userid: 'x-1' } };
    },
    'GET /cgi-bin/user/get': ({ query }) =>
      query.get('userid') === state.who?.id
        ? {
            json: {
              errcode: 0,
              errmsg: 'ok',
              userid: state.who?.id,
              name: state.who?.name,
              biz_mail: state.who?.email,
            },
          }
        : wecomError(60011, 'no privilege to access'),
  };

  const dingtalkError = (code: string): Reply => ({
    status: 400,
    json: { code, requestid: token(), message: 'refused' },
  });
  const dingtalk: Record<string, (ask: Ask) => Reply> = {
    'GET /oauth2/auth': (ask) => {
      state.dingtalkQuery = ask.query;
      return ask.query.get('client_id') === apps.dingtalk.client_id
        ? back(ask, 'authCode')
        : { status: 400, json: {} };
    },
    'POST /v1.0/oauth2/userAccessToken': ({ body }) => {
      if (body.clientId !== apps.dingtalk.client_id || body.clientSecret !== apps.dingtalk.client_secret)
        return dingtalkError('invalidClientIdOrSecret');
      const { fault, held } = spend(body.code);
      if (fault !== undefined) return dingtalkError('invalidParameter.authCode.notFound');
      return {
        json: {
          accessToken: tokenOf(held.scanner),
          refreshToken: token(),
          expireIn: 7200,
          corpId: held.scanner.company,
        },
      };
    },
    'GET /v1.0/contact/users/me': ({ headers }) => {
      const scanner = tokens.get(String(headers['x-acs-dingtalk-access-token']));
      if (scanner === undefined || scanner === 'app') return dingtalkError('InvalidAuthentication');
      return { json: { nick: scanner.name, unionId: scanner.id, openId: 'o', email: scanner.email } };
    },
  };

  const feishuError = (code: number, words: string): Reply => ({
    status: 400,
    json: { code, error: 'invalid_grant', error_description: words },
  });
  const feishu: Record<string, (ask: Ask) => Reply> = {
    'GET /open-apis/authen/v1/authorize': (ask) =>
      ask.query.get('client_id') === apps.feishu.app_id && ask.query.get('response_type') === 'code'
        ? back(ask, 'code')
        : { status: 400, json: {} },
    'POST /open-apis/authen/v2/oauth/token': ({ body }) => {
      if (body.client_id !== apps.feishu.app_id) return feishuError(20048, 'The app does not exist.');
      if (body.client_secret !== apps.feishu.app_secret)
        return feishuError(20002, 'The app secret is invalid.');
      const address = codes.get(body.code ?? '')?.redirectUri;
      if (address !== undefined && address !== '' && address !== body.redirect_uri)
        return feishuError(20071, 'The redirect URI does not match.');
      const { fault, held } = spend(body.code);
      if (fault === 'unknown') return feishuError(20003, 'The authorization code is invalid.');
      if (fault !== undefined)
        return fault === 'old'
          ? feishuError(20004, 'The code has expired.')
          : feishuError(20065, 'The code was used.');
      if (held.scanner.company === 'nobody') return feishuError(20010, 'The user may not use the app.');
      return {
        json: { code: 0, access_token: tokenOf(held.scanner), expires_in: 7200, token_type: 'Bearer' },
      };
    },
    'GET /open-apis/authen/v1/user_info': ({ headers }) => {
      const scanner = tokens.get(String(headers.authorization).replace(/^Bearer /, ''));
      if (scanner === undefined || scanner === 'app')
        return { status: 401, json: { code: 99991668, msg: 'Invalid access token' } };
      const { id: union_id, name, email, company: tenant_key } = scanner;
      return {
        json: { code: 0, msg: 'success', data: { union_id, open_id: 'ou', name, email, tenant_key } },
      };
    },
  };

  const busyReply = (path: string): Reply => {
    if (path.startsWith('/cgi-bin')) return wecomError(45009, 'api freq out of limit');
    if (path.startsWith('/v1.0'))
      return { status: 403, json: { code: 'Forbidden.AccessDenied.QpsLimitForApi', message: 'qps' } };
    return { status: 429, json: { code: 99991400, msg: 'request trigger frequency limit' } };
  };

  const routes: Record<string, (ask: Ask) => Reply> = { ...wecom, ...dingtalk, ...feishu };
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? '/', 'http://fake');
    state.calls.push(url.pathname);
    const route = routes[`${request.method} ${url.pathname}`];
    const answer = async (): Promise<Reply> => {
      const text = (await buffer(request)).toString();
      if (state.busy) return busyReply(url.pathname);
      const body = text === '' ? {} : (JSON.parse(text) as Record<string, string>);
      return (
        route?.({ query: url.searchParams, body, headers: request.headers }) ?? { status: 404, json: {} }
      );
    };
    void answer().then(({ status, json, location }) => {
      if (location !== undefined) response.writeHead(302, { location }).end();
      else
        response.writeHead(status ?? 200, { 'content-type': 'application/json' }).end(JSON.stringify(json));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    state,
    issueCode,
    /** Makes a code too old. */
    age: (code: string) => {
      const held = codes.get(code);
      if (held !== undefined) held.state = 'old';
    },
    /** Ends every token of an app before its time. */
    endTokens: () => tokens.clear(),
    stop: () =>
      new Promise<void>((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
};

export type FakeMessengers = Awaited<ReturnType<typeof startFakeMessengers>>;
