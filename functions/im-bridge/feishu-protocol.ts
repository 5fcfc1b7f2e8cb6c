import * as z from 'zod';
import { MessengerFault, type MessengerFaultKind } from './messenger.ts';

/**
 * Feishu (飞书), sign-in to web pages (网页应用登录), in open.feishu.cn/document: common-capabilities/sso/api/obtain-oauth-code
 * (page), authentication-management/access-token/get-user-access-token (authen/v2/oauth/token), reference/authen-v1/user_info/get.
 */
export const feishuHosts = { login: 'https://accounts.feishu.cn', api: 'https://open.feishu.cn' };

/** The company's app, as the stage's secret holds it; `tenant_key` is the company. */
export const feishuAppSchema = z.object({
  app_id: z.string().min(1),
  app_secret: z.string().min(1),
  tenant_key: z.string().min(1),
});
export type FeishuApp = z.output<typeof feishuAppSchema>;

export const feishuAuthorizeUrl = (
  login: string,
  app: FeishuApp,
  redirectUri: string,
  state: string,
): string =>
  `${login}/open-apis/authen/v1/authorize?${new URLSearchParams({
    client_id: app.app_id,
    response_type: 'code',
    redirect_uri: redirectUri,
    state,
  })}`;

export const feishuTokenRequest = (app: FeishuApp, code: string, redirectUri: string) => ({
  grant_type: 'authorization_code',
  client_id: app.app_id,
  client_secret: app.app_secret,
  code,
  redirect_uri: redirectUri,
});

export const feishuTokenSchema = z.object({ access_token: z.string().min(1), expires_in: z.number() });

export const feishuUserSchema = z.object({
  data: z.object({
    union_id: z.string().min(1),
    tenant_key: z.string(),
    name: z.string().optional(),
    enterprise_email: z.string().optional(),
    email: z.string().optional(),
  }),
});

const kinds: Readonly<Record<number, MessengerFaultKind>> = {
  20002: 'app_rejected', // wrong secret
  20003: 'code_rejected', // no such code
  20004: 'code_rejected', // too old: five minutes
  20008: 'not_a_member', // no such user
  20009: 'app_rejected', // the company has not installed the app
  20010: 'not_a_member', // the user may not use the app
  20024: 'code_rejected', // a code of another app
  20048: 'app_rejected', // no such app
  20050: 'unavailable',
  20065: 'code_rejected', // used before
  20066: 'not_a_member', // the user has left, or is suspended
  20069: 'app_rejected', // the app is switched off
  20071: 'app_rejected', // another address than the one that was sent
  20072: 'unavailable',
  99991400: 'rate_limited',
};

const faultSchema = z.object({
  code: z.number().default(0),
  msg: z.string().optional(),
  error_description: z.string().optional(),
});

/** Throws the fault that an answer is, if it is one: `code` says so, whatever the status. */
export const refuseFeishuFault = ({ status, body }: { status: number; body: unknown }): void => {
  const fault = faultSchema.safeParse(body);
  if (!fault.success) throw new MessengerFault('unavailable', status, 'an answer without code');
  const { code, msg, error_description: description } = fault.data;
  if (code === 0 && status < 400) return;
  const kind = kinds[code] ?? (status === 429 ? 'rate_limited' : 'unavailable');
  throw new MessengerFault(kind, code, description ?? msg ?? '');
};
