import { Client } from '../platform/client.ts';
import type { Browser } from './browser.ts';

/** Uses a browser's cookie as the console does: an access token, if its session goes on. */
const refresh = async (url: string, browser: Browser): Promise<string | undefined> => {
  const address = new URL(`${url}/api/v1/auth/refresh`);
  const response = await fetch(address, {
    method: 'POST',
    headers: { cookie: browser.cookiesFor(address), 'x-openscript-client': 'console' },
  });
  const body = (await response.json()) as { data?: { access_token: string } };
  return body.data?.access_token;
};

/** Who the platform takes a browser's user for. */
export const whoIsIn = async (url: string, browser: Browser) =>
  (await new Client(url, await refresh(url, browser)).call('GET', '/auth/me')).body.data;
