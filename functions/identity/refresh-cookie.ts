import { basePath } from '../platform/http-event.ts';
import type { HttpRequest } from '../platform/request.ts';

const NAME = 'openscript_refresh';

/** The console keeps no token that a script on its page could read: its refresh token travels as a cookie. */
export interface RefreshCookie {
  /** Whether the request comes from the console: a header that no other site's form or image can send. */
  wanted(request: HttpRequest): boolean;
  /** The cookie's token, for a request of the console only. */
  read(request: HttpRequest): string | undefined;
  /** The `Set-Cookie` value that keeps a token for so many seconds; 0 removes it. */
  write(token: string, seconds: number): string;
}

/** `secure` is false on one machine only, where the console is served over plain HTTP. */
export const makeRefreshCookie = (secure: boolean): RefreshCookie => {
  const wanted = (request: HttpRequest): boolean => request.headers['x-openscript-client'] === 'console';
  return {
    wanted,
    read: (request) => {
      if (!wanted(request)) return undefined;
      const pairs = (request.headers.cookie ?? '').split(';').map((pair) => pair.trim().split('='));
      return pairs.find(([name]) => name === NAME)?.[1];
    },
    write: (token, seconds) =>
      [
        `${NAME}=${token}`,
        'HttpOnly',
        'SameSite=Strict',
        `Path=${basePath}/auth`,
        `Max-Age=${seconds}`,
        ...(secure ? ['Secure'] : []),
      ].join('; '),
  };
};
