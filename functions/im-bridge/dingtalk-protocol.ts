import * as z from 'zod';
import { MessengerFault, type MessengerFaultKind } from './messenger.ts';

/**
 * DingTalk (钉钉), sign-in to web pages by OAuth 2.0 (登录第三方网站, 获取用户委托的访问凭证):
 * open.dingtalk.com/document/orgapp/tutorial-obtaining-user-personal-information (page), obtain-user-token
 * (v1.0/oauth2/userAccessToken), dingtalk-retrieve-user-information (v1.0/contact/users/me).
 */
export const dingtalkHosts = { login: 'https://login.dingtalk.com', api: 'https://api.dingtalk.com' };

/** The company's app, as the stage's secret holds it; `corp_id` is the company. */
export const dingtalkAppSchema = z.object({
  client_id: z.string().min(1),
  client_secret: z.string().min(1),
  corp_id: z.string().min(1),
});
export type DingtalkApp = z.output<typeof dingtalkAppSchema>;

/** With `corpid` in the scope the user chooses for which company, and the token says which one. */
export const dingtalkAuthorizeUrl = (
  login: string,
  app: DingtalkApp,
  redirectUri: string,
  state: string,
): string =>
  `${login}/oauth2/auth?${new URLSearchParams({
    redirect_uri: redirectUri,
    response_type: 'code',
    client_id: app.client_id,
    scope: 'openid corpid',
    state,
    prompt: 'consent',
  })}`;

export const dingtalkTokenRequest = (app: DingtalkApp, code: string) => ({
  clientId: app.client_id,
  clientSecret: app.client_secret,
  code,
  grantType: 'authorization_code',
});

export const dingtalkTokenSchema = z.object({
  accessToken: z.string().min(1),
  expireIn: z.number(),
  corpId: z.string().optional(),
});

export const dingtalkUserSchema = z.object({
  unionId: z.string().min(1),
  nick: z.string().optional(),
  email: z.string().optional(),
});

const faultSchema = z.object({ code: z.coerce.string(), message: z.string().default('') });

/** Codes are words with dots, and more of them than are written down: known parts decide. */
const kindOf = (status: number, code: string): MessengerFaultKind => {
  if (status === 429 || /qpslimit|throttl/i.test(code)) return 'rate_limited';
  if (status >= 500) return 'unavailable';
  if (/client|appkey|secret|accessdenied|forbidden/i.test(code)) return 'app_rejected';
  return /code/i.test(code) ? 'code_rejected' : 'unavailable';
};

/** Throws the fault that an answer is, if it is one: the status says so. */
export const refuseDingtalkFault = ({ status, body }: { status: number; body: unknown }): void => {
  if (status < 400) return;
  const fault = faultSchema.safeParse(body);
  const { code, message } = fault.success ? fault.data : { code: String(status), message: 'no code' };
  throw new MessengerFault(kindOf(status, code), code, message);
};
