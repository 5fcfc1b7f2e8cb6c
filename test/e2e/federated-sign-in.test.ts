/** Sign-in through a real OpenID provider and through Feishu: browser → platform → user pool → provider and back. */
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { type DynamoDBDocumentClient, ScanCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import type { Browser as Chromium } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { clientConfig } from '../../local/platform/aws.ts';
import { launchBrowser } from '../browser.ts';
import { COMPANY } from '../unit/im-bridge/fake-messengers.ts';
import { Visitor } from './console/visitor.ts';
import { Browser } from './federation/browser.ts';
import { comeAs, failure, isCallback, startAddress } from './federation/coming.ts';
import { whoIsIn } from './federation/console-session.ts';
import { type FederatedStage, startFederatedStage } from './federation/federated-stage.ts';
import type { OpenIdProvider } from './federation/open-id-provider.ts';
import { Client, freshName, newUser, signIn } from './platform/client.ts';

let stage: FederatedStage;
let provider: OpenIdProvider;
let admin: Client;
let url = '';
let table: DynamoDBDocumentClient;

beforeAll(async () => {
  stage = await startFederatedStage();
  ({ provider, admin, table } = stage);
  url = stage.platform.url;
}, 240_000);
afterAll(() => stage?.stop());

const become = (id: string) => comeAs(provider, id);
const startOf = (id: string, page = '/runs') => startAddress(url, id, page);
const start = () => startOf('corp');

const whoIs = (browser: Browser) => whoIsIn(url, browser);

/** Rows of users and sessions: what a sign-in that came to nothing must not have made. */
const rowsMade = async (): Promise<number> => {
  const { Items = [] } = await table.send(new ScanCommand({ TableName: stage.platform.outputs.TableName }));
  return Items.filter(({ __edb_e__: kind }) => kind === 'user' || kind === 'session').length;
};

describe('signing in through an OpenID provider', () => {
  it('is offered on the sign-in page', async () => {
    const { body } = await new Client(url).call('GET', '/auth/providers', undefined, {
      'accept-language': 'zh-CN',
    });
    expect(body.data.items).toEqual([
      { id: 'corp', kind: 'oidc', label: '公司账号 Company' },
      { id: 'feishu', kind: 'feishu', label: '飞书' },
    ]);
  });

  it('ends on the page it came from, signed in as a new user with the stage’s roles', async () => {
    become('u-1');
    const browser = new Browser();
    const landing = await browser.open(start());
    expect(landing.way.map((address) => new URL(address).pathname)).toContain('/oauth2/idpresponse');
    expect([landing.status, landing.url.pathname]).toEqual([200, '/runs']);
    expect(await whoIs(browser)).toMatchObject({
      username: 'corp_u-1',
      display_name: '李雷 u-1',
      email: 'u-1@example.com',
      roles: ['operator'],
    });
  });

  it('is the same user the next time', async () => {
    become('u-1');
    const browser = new Browser();
    await browser.open(start());
    const { id } = await whoIs(browser);
    const again = new Browser();
    await again.open(start());
    expect((await whoIs(again)).id).toBe(id);
  });

  it('may go on in two tabs of a browser', async () => {
    become('u-1');
    const browser = new Browser();
    const first = await browser.open(start(), isCallback);
    await browser.open(start());
    expect((await browser.open(first.url.href)).url.pathname).toBe('/runs');
  });
});

describe('a sign-in that is not what it seems', () => {
  let before = 0;
  beforeEach(async () => {
    become('u-1');
    before = await rowsMade();
  });
  const nothingMade = async () => expect(await rowsMade()).toBe(before);

  it('is refused when an address is used twice', async () => {
    const browser = new Browser();
    const { url: callback } = await browser.open(start(), isCallback);
    await browser.open(callback.href);
    before = await rowsMade();
    expect(failure(await browser.open(callback.href))).toEqual(['/sign-in', 'expired']);
    await nothingMade();
  });

  it('is refused with a state that nobody sent', async () => {
    const browser = new Browser();
    const { url: callback } = await browser.open(start(), isCallback);
    callback.searchParams.set('state', 'forged');
    expect(failure(await browser.open(callback.href))).toEqual(['/sign-in', 'expired']);
    await nothingMade();
  });

  it('is refused in another browser, and goes on in its own', async () => {
    const browser = new Browser();
    const { url: callback } = await browser.open(start(), isCallback);
    const stranger = new Browser();
    expect(failure(await stranger.open(callback.href))).toEqual(['/sign-in', 'wrong_browser']);
    await stranger.open(start(), isCallback); // has a cookie now, of its own
    expect(failure(await stranger.open(callback.href))).toEqual(['/sign-in', 'wrong_browser']);
    await nothingMade();
    expect((await browser.open(callback.href)).url.pathname).toBe('/runs');
  });

  it('is refused with a code that is not the pool’s, and the attempt is over', async () => {
    const browser = new Browser();
    const { url: callback } = await browser.open(start(), isCallback);
    const right = callback.href;
    callback.searchParams.set('code', 'made-up');
    expect(failure(await browser.open(callback.href))).toEqual(['/sign-in', 'expired']);
    expect(failure(await browser.open(right))).toEqual(['/sign-in', 'expired']);
    await nothingMade();
  });

  it('comes back when the provider’s user says no', async () => {
    provider.who = undefined;
    const landing = await new Browser().open(start());
    expect(failure(landing)).toEqual(['/sign-in', 'provider_refused']);
    expect(landing.url.searchParams.get('next')).toBe('/runs');
    await nothingMade();
  });

  it('never leads to another site', async () => {
    for (const page of ['//evil.example', '/\\evil.example', 'https://evil.example']) {
      const landing = await new Browser().open(startOf('corp', page));
      expect([landing.url.origin, landing.url.pathname]).toEqual([url, '/']);
    }
  });

  it('is 404 for a provider that is not offered', async () => {
    const { status } = await new Client(url).call('GET', '/auth/federated/nobody');
    expect(status).toBe(404);
  });

  it('gives no tokens to who has the code but not the verifier', async () => {
    const { url: callback } = await new Browser().open(start(), isCallback);
    const response = await fetch(`${stage.platform.access.endpoint}/oauth2/token`, {
      method: 'POST',
      body: new URLSearchParams({
        grant_type: 'authorization_code',
        client_id: stage.platform.outputs.all.UserPoolClientId ?? '',
        redirect_uri: `${url}/api/v1/auth/federated/callback`,
        code: callback.searchParams.get('code') ?? '',
      }),
    });
    expect([response.status, await response.json()]).toMatchObject([400, { error: 'invalid_grant' }]);
  });

  it('is refused for a disabled user', async () => {
    become('u-9');
    await new Browser().open(start());
    const TableName = stage.platform.outputs.TableName;
    const { Items = [] } = await table.send(new ScanCommand({ TableName }));
    const row = Items.find(({ __edb_e__: kind, name }) => kind === 'user' && name === 'corp_u-9');
    await table.send(
      new UpdateCommand({
        TableName,
        Key: { pk: row?.pk, sk: row?.sk },
        UpdateExpression: 'SET #status = :disabled',
        ExpressionAttributeNames: { '#status': 'status' },
        ExpressionAttributeValues: { ':disabled': 'disabled' },
      }),
    );
    before = await rowsMade();
    expect(failure(await new Browser().open(start()))).toEqual(['/sign-in', 'not_accepted']);
    await nothingMade();
  });
});

describe('an identity of a user who was there before', () => {
  it('is linked by an administrator alone, and unlinked again', async () => {
    const native = await newUser(url, 'operator');
    const { id } = (await native.call('GET', '/auth/me')).body.data;
    const path = `/users/${id}/identities`;
    const subject = freshName('u');
    const identity = { provider: 'corp', subject };
    expect((await native.call('POST', path, identity)).status).toBe(403);
    expect(await admin.call('POST', path, identity)).toMatchObject({ status: 201, body: { data: identity } });
    expect((await admin.call('POST', path, identity)).status).toBe(201);
    expect((await admin.call('POST', path, { provider: 'corp', subject: 'other' })).status).toBe(409);
    expect((await admin.call('GET', path)).body.data.items).toMatchObject([identity]);

    become(subject);
    const browser = new Browser();
    await browser.open(start());
    expect((await whoIs(browser)).id).toBe(id);

    expect((await admin.call('DELETE', `${path}/corp`)).status).toBe(200);
    expect((await admin.call('GET', path)).body.data.items).toEqual([]);
    const later = new Browser();
    await later.open(start());
    expect((await whoIs(later)).username).toBe(`corp_${subject}`);
  });

  it('is not linked when it has been a user of its own', async () => {
    become('u-1');
    await new Browser().open(start());
    const native = await newUser(url, 'operator');
    const { id } = (await native.call('GET', '/auth/me')).body.data;
    const answer = await admin.call('POST', `/users/${id}/identities`, { provider: 'corp', subject: 'u-1' });
    expect(answer.status).toBe(409);
  });

  it('says what is wrong with a link', async () => {
    const native = await newUser(url, 'operator');
    const { id } = (await native.call('GET', '/auth/me')).body.data;
    const wrong = await admin.call('POST', `/users/${id}/identities`, { provider: 'nobody', subject: 'x' });
    expect([wrong.status, wrong.body.errors[0].field]).toEqual([400, 'provider']);
    expect((await admin.call('GET', '/users/absent/identities')).status).toBe(404);
  });
});

describe('signing in through Feishu', () => {
  it('passes the bridge, and makes a user', async () => {
    stage.messengers.state.who = { id: 'on_han', name: '韩梅梅', company: COMPANY };
    const browser = new Browser();
    const landing = await browser.open(startOf('feishu'));
    const passed = landing.way.map((address) => new URL(address).pathname);
    expect(passed).toContain('/open-apis/authen/v1/authorize');
    expect(passed).toContain('/api/v1/auth/bridge/feishu/callback');
    expect([landing.status, landing.url.pathname]).toEqual([200, '/runs']);
    expect(await whoIs(browser)).toMatchObject({ username: 'feishu_on_han', display_name: '韩梅梅' });
  });

  it('lets nobody of another company in', async () => {
    stage.messengers.state.who = { id: 'on_eve', name: 'Eve', company: 'another company' };
    expect(failure(await new Browser().open(startOf('feishu')))).toEqual(['/sign-in', 'provider_refused']);
  });
});

describe('the sign-in page', () => {
  let chromium: Chromium;
  beforeAll(async () => {
    chromium = await launchBrowser();
  });
  afterAll(() => chromium?.close());

  it('leads through the provider and back to the page that was asked for', async () => {
    become('u-5');
    const visitor = await Visitor.arrive(chromium, { url });
    await visitor.open('/files');
    await visitor.page.waitForURL(/\/sign-in/);
    await visitor.page.getByText('或使用以下方式登录').waitFor();
    await visitor.page.getByRole('link', { name: '公司账号 Company' }).click();
    await visitor.page.waitForURL(`${url}/files`);
    await visitor.page.reload();
    await visitor.page.waitForURL(`${url}/files`);
    expect(visitor.complaints).toEqual([]);
    await visitor.leave();
  });

  it('leads through Feishu', async () => {
    stage.messengers.state.who = { id: 'on_li', name: '李雷', company: COMPANY };
    const visitor = await Visitor.arrive(chromium, { url });
    await visitor.open('/sign-in');
    await visitor.page.getByRole('link', { name: '飞书' }).click();
    await visitor.page.waitForURL(`${url}/`);
    await visitor.leave();
  });

  it('says in the reader’s language what went wrong', async () => {
    provider.who = undefined;
    const visitor = await Visitor.arrive(chromium, { url, language: 'en' });
    await visitor.open('/sign-in?next=/files');
    await visitor.page.getByRole('link', { name: 'Feishu' }).waitFor();
    await visitor.page.getByRole('link', { name: '公司账号 Company' }).click();
    await visitor.page.getByRole('alert').filter({ hasText: 'did not confirm who you are' }).waitFor();
    expect(new URL(visitor.page.url()).searchParams.get('next')).toBe('/files');
    await visitor.leave();
  });
});
