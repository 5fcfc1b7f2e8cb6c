import { type HttpReply, type HttpRequest, ok } from '../platform/request.ts';
import type { RefreshCookie } from './refresh-cookie.ts';

export interface ReplyTokens {
  readonly cookie: RefreshCookie;
  /** How long a session lasts, in seconds. */
  readonly sessionSeconds: number;
}

/** Tokens as the API answers them; the console gets the refresh token as a cookie. */
export const tokensReply = (
  { cookie, sessionSeconds }: ReplyTokens,
  request: HttpRequest,
  tokens: { accessToken: string; refreshToken: string; expiresIn: number },
  recoveryCodes?: readonly string[],
): HttpReply => {
  const inCookie = cookie.wanted(request);
  const reply = ok({
    access_token: tokens.accessToken,
    refresh_token: inCookie ? '' : tokens.refreshToken,
    token_type: 'bearer',
    expires_in: tokens.expiresIn,
    ...(recoveryCodes === undefined ? {} : { recovery_codes: [...recoveryCodes] }),
  });
  return inCookie ? { ...reply, cookies: [cookie.write(tokens.refreshToken, sessionSeconds)] } : reply;
};
