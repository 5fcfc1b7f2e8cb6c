import { basePath } from '../platform/http-event.ts';
import type { HttpRequest } from '../platform/request.ts';
import { ATTEMPT_SECONDS } from './sign-in-attempt.ts';

const NAME = 'openscript_sign_in';
const secretPattern = /^[\w-]{43}$/;

/** Binds a sign-in to the browser that began it. `SameSite=Lax`: it comes along when a provider sends the browser back. */
export interface BrowserCookie {
  /** The browser's secret; undefined when it has none. */
  read(request: HttpRequest): string | undefined;
  /** The `Set-Cookie` value. */
  write(secret: string): string;
}

/** `secure` is false on one machine only, where the console is served over plain HTTP. */
export const makeBrowserCookie = (secure: boolean): BrowserCookie => {
  const cookie = (value: string): string =>
    [
      `${NAME}=${value}`,
      'HttpOnly',
      'SameSite=Lax',
      `Path=${basePath}/auth/federated`,
      `Max-Age=${ATTEMPT_SECONDS}`,
      ...(secure ? ['Secure'] : []),
    ].join('; ');
  return {
    read: (request) => {
      const pairs = (request.headers.cookie ?? '').split(';').map((pair) => pair.trim().split('='));
      const value = pairs.find(([name]) => name === NAME)?.[1];
      return value !== undefined && secretPattern.test(value) ? value : undefined;
    },
    write: cookie,
  };
};
