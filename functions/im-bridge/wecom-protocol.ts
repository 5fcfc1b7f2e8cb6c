import * as z from 'zod';
import { MessengerFault, type MessengerFaultKind } from './messenger.ts';

/**
 * WeCom (企业微信), sign-in to web pages of an app the company made itself (企业自建应用, 扫码登录):
 * developer.work.weixin.qq.com/document/path/98152 (page), 91039 (gettoken), 98176 (auth/getuserinfo), 90196 (user/get),
 * 90313 (error codes).
 */
export const wecomHosts = { login: 'https://login.work.weixin.qq.com', api: 'https://qyapi.weixin.qq.com' };

/** The company's app, as the stage's secret holds it. */
export const wecomAppSchema = z.object({
  corp_id: z.string().min(1),
  agent_id: z.coerce.string().regex(/^\d+$/),
  corp_secret: z.string().min(1),
});
export type WecomApp = z.output<typeof wecomAppSchema>;

export const wecomAuthorizeUrl = (login: string, app: WecomApp, redirectUri: string, state: string): string =>
  `${login}/wwlogin/sso/login?${new URLSearchParams({
    login_type: 'CorpApp',
    appid: app.corp_id,
    agentid: app.agent_id,
    redirect_uri: redirectUri,
    state,
  })}`;

const answer = z.object({ errcode: z.number().default(0), errmsg: z.string().default('') });

export const wecomTokenSchema = answer.extend({ access_token: z.string().min(1), expires_in: z.number() });

/** Somebody who is not of the company has `openid` or `external_userid` instead of `userid`. */
export const wecomVisitorSchema = answer.extend({ userid: z.string().min(1).optional() });

export const wecomMemberSchema = answer.extend({
  name: z.string().optional(),
  biz_mail: z.string().optional(),
  email: z.string().optional(),
});

const kinds: Readonly<Record<number, MessengerFaultKind>> = {
  [-1]: 'unavailable',
  40001: 'app_rejected', // wrong secret
  40013: 'app_rejected', // wrong corp id
  40029: 'code_rejected', // unknown, or used before
  42003: 'code_rejected', // too old
  40056: 'app_rejected', // wrong agent id
  45009: 'rate_limited',
  45033: 'rate_limited',
  48002: 'app_rejected', // the app has no right to this call
  60011: 'not_a_member', // outside the app's range
  60020: 'app_rejected', // our address is not on the app's list of trusted ones
  60111: 'not_a_member', // no such member
};

/** The app's token is no longer good: a new one helps. */
export const isStaleToken = (body: unknown): boolean => {
  const { errcode } = answer.parse(body);
  return errcode === 40014 || errcode === 42001;
};

/** Throws the fault that an answer is, if it is one. */
export const refuseWecomFault = (body: unknown): void => {
  const parsed = answer.safeParse(body);
  if (!parsed.success) throw new MessengerFault('unavailable', 'unknown_answer', 'an answer without errcode');
  const { errcode, errmsg } = parsed.data;
  if (errcode !== 0) throw new MessengerFault(kinds[errcode] ?? 'unavailable', errcode, errmsg);
};

/** User ids are the same whatever their case (path/90195), so that one of them counts. */
export const wecomSubject = (userid: string): string => userid.toLowerCase();
