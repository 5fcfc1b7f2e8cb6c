/** Sign-in through a real OpenID provider: browser → platform → user pool → provider and back, on loopback. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Browser } from './federation/browser.ts';
import { type FederatedPlatform, startFederatedPlatform } from './federation/federated-platform.ts';
import {
  CLIENT_ID,
  CLIENT_SECRET,
  type OpenIdProvider,
  startOpenIdProvider,
} from './federation/open-id-provider.ts';
import { Client } from './platform/client.ts';

let stage: FederatedPlatform;
let provider: OpenIdProvider;
let url = '';

beforeAll(async () => {
  stage = await startFederatedPlatform();
  url = stage.platform.url;
  provider = await startOpenIdProvider(`${url}/oauth2/idpresponse`);
  provider.accounts.set('u-1', { email: 'li.lei@example.com', email_verified: true, name: '李雷' });
  await stage.deployWith({
    SignInDomain: 'openscript',
    Oidc1Name: 'corp',
    Oidc1Label: '公司账号 Company',
    Oidc1Issuer: provider.issuer,
    Oidc1ClientId: CLIENT_ID,
    Oidc1SecretArn: await stage.keepSecret('corp', CLIENT_SECRET),
  });
}, 240_000);
afterAll(async () => {
  await provider?.stop();
  await stage?.stop();
});

const start = (page = '/runs') => `${url}/api/v1/auth/federated/corp?${new URLSearchParams({ page })}`;

/** Uses the cookie as the console does. */
const refresh = async (browser: Browser) => {
  const address = new URL(`${url}/api/v1/auth/refresh`);
  const response = await fetch(address, {
    method: 'POST',
    headers: { cookie: browser.cookiesFor(address), 'x-openscript-client': 'console' },
  });
  return (await response.json()) as { data: { access_token: string } };
};

describe('signing in through an OpenID provider', () => {
  it('is offered on the sign-in page', async () => {
    const { body } = await new Client(url).call('GET', '/auth/providers');
    expect(body.data.items).toEqual([{ id: 'corp', kind: 'oidc', label: '公司账号 Company' }]);
  });

  it('ends on the page it came from, signed in as a new user with the stage’s roles', async () => {
    provider.who = 'u-1';
    const browser = new Browser();
    const landing = await browser.open(start());
    expect(landing.way.map((address) => new URL(address).pathname)).toContain('/oauth2/idpresponse');
    expect([landing.status, landing.url.pathname]).toEqual([200, '/runs']);
    const { data } = await refresh(browser);
    const me = await new Client(url, data.access_token).call('GET', '/auth/me');
    expect(me.body.data).toMatchObject({
      username: 'corp_u-1',
      display_name: '李雷',
      email: 'li.lei@example.com',
      roles: ['operator'],
    });
  });
});
