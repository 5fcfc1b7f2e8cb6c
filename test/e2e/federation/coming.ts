import type { Landing } from './browser.ts';
import type { OpenIdProvider } from './open-id-provider.ts';

/** The provider knows everybody by this name from now on. */
export const comeAs = (provider: OpenIdProvider, id: string): void => {
  provider.who = id;
  provider.accounts.set(id, { email: `${id}@example.com`, email_verified: true, name: `李雷 ${id}` });
};

/** Where a page of the console sends somebody who signs in through a provider. */
export const startAddress = (url: string, provider: string, page: string): string =>
  `${url}/api/v1/auth/federated/${provider}?${new URLSearchParams({ page })}`;

export const isCallback = ({ pathname }: URL): boolean => pathname === '/api/v1/auth/federated/callback';

/** The page where a way ended, and why it came to nothing. */
export const failure = ({ url: { pathname, searchParams } }: Landing) => [
  pathname,
  searchParams.get('failed'),
];
