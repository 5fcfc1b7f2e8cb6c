/** Identities at a provider in the console: one's own, linked by proving them, and those of users. */
import type { Browser as Chromium } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchBrowser } from '../browser.ts';
import { lookAt } from './console/look-at.ts';
import { Visitor } from './console/visitor.ts';
import { Browser } from './federation/browser.ts';
import { comeAs, failure, isCallback, startAddress } from './federation/coming.ts';
import { whoIsIn } from './federation/console-session.ts';
import { type FederatedStage, startFederatedStage } from './federation/federated-stage.ts';
import { type Client, freshName, newUser } from './platform/client.ts';

let stage: FederatedStage;
let admin: Client;
let url = '';

beforeAll(async () => {
  stage = await startFederatedStage();
  admin = stage.admin;
  url = stage.platform.url;
}, 240_000);
afterAll(() => stage?.stop());

const become = (id: string) => comeAs(stage.provider, id);
const start = () => startAddress(url, 'corp', '/runs');
const whoIs = (browser: Browser) => whoIsIn(url, browser);

describe('one’s own identities in the console', () => {
  const PASSWORD = 'correct horse battery';
  let chromium: Chromium;
  beforeAll(async () => {
    chromium = await launchBrowser();
  });
  afterAll(() => chromium?.close());
  const panelOf = (visitor: Visitor) => visitor.page.locator('[data-my-identities]');

  it('are linked by proving them, and unlinked again', async () => {
    const native = await newUser(url, 'lianjie');
    const { id } = (await native.call('GET', '/auth/me')).body.data;
    const subject = freshName('me');
    become(subject);
    const visitor = await Visitor.arrive(chromium, { url });
    const { page } = visitor;
    await visitor.open('/account');
    await visitor.signIn(native.username, PASSWORD);
    await panelOf(visitor).getByRole('button', { name: '关联 公司账号 Company' }).click();
    await page.waitForURL(/linked=corp/);
    await panelOf(visitor).getByText('现在可以用公司账号 Company登录了').waitFor();
    await panelOf(visitor).getByText(subject, { exact: true }).waitFor();
    const look = await lookAt(page, { otherWidth: 390, dark: false }, async () => {
      await visitor.open('/account');
      await panelOf(visitor).locator('li').first().waitFor();
    });
    expect(look).toEqual([]);
    expect((await native.call('GET', '/auth/identities')).body.data).toMatchObject({
      items: [{ provider: 'corp', subject }],
      may_link: true,
    });
    const browser = new Browser();
    await browser.open(start());
    expect((await whoIs(browser)).id).toBe(id);
    const trail = (await admin.call('GET', `/audit/events?action=identities.link&actor=${native.username}`))
      .body.data.items;
    expect(trail.map(({ outcome }: { outcome: string }) => outcome).sort()).toEqual(['done', 'pending']);

    await panelOf(visitor).getByRole('button', { name: '解除关联 公司账号 Company' }).click();
    await page.getByRole('dialog').getByRole('button', { name: '解除关联' }).click();
    await panelOf(visitor).getByRole('button', { name: '关联 公司账号 Company' }).waitFor();
    expect((await native.call('GET', '/auth/identities')).body.data.items).toEqual([]);
    await visitor.leave();
  });

  it('are not linked when they have been users of their own: it says so, and the session goes on', async () => {
    become('u-1');
    await new Browser().open(start());
    const native = await newUser(url, 'zhanyong');
    const visitor = await Visitor.arrive(chromium, { url, language: 'en' });
    await visitor.open('/account');
    await visitor.signIn(native.username, PASSWORD);
    await panelOf(visitor).getByRole('button', { name: 'Link 公司账号 Company' }).click();
    await panelOf(visitor).getByRole('alert').getByText('a user’s already').waitFor();
    expect((await native.call('GET', '/auth/identities')).body.data.items).toEqual([]);
    await visitor.leave();
  });

  it('cannot be finished in another browser: nobody makes somebody else’s account theirs', async () => {
    const attacker = await newUser(url, 'huairen');
    const { url: address } = (await attacker.call('POST', '/auth/federated/corp/link')).body.data;
    const subject = freshName('victim');
    become(subject);
    const victim = new Browser();
    await victim.open(start(), isCallback); // has a cookie of its own
    expect(failure(await victim.open(address))).toEqual(['/sign-in', 'wrong_browser']);
    expect((await attacker.call('GET', '/auth/identities')).body.data.items).toEqual([]);
  });

  it('stay as they are for a user whom a sign-in made', async () => {
    become('u-7');
    const browser = new Browser();
    await browser.open(start());
    expect((await whoIs(browser)).username).toBe('corp_u-7');
    const visitor = await Visitor.arrive(chromium, { url, language: 'en' });
    await visitor.open('/sign-in?next=/account');
    await visitor.page.getByRole('link', { name: '公司账号 Company' }).click();
    await panelOf(visitor).getByText('have no password here').waitFor();
    expect(await panelOf(visitor).getByRole('button').count()).toBe(0);
    await visitor.leave();
  });

  it('of a user are linked and unlinked by an administrator', async () => {
    const native = await newUser(url, 'guanli');
    const { id } = (await native.call('GET', '/auth/me')).body.data;
    const visitor = await Visitor.arrive(chromium, { url, language: 'en' });
    const { page } = visitor;
    await visitor.open(`/users/${id}`);
    await visitor.signIn(stage.platform.administrator, stage.platform.adminPassword);
    const panel = page.getByRole('region', { name: 'Other ways to sign in' });
    await panel.getByLabel('Identifier at the provider').fill('a subject with spaces');
    await panel.getByRole('button', { name: 'Link', exact: true }).click();
    await panel.getByText('must be printable ASCII').waitFor();
    const subject = freshName('s');
    await panel.getByLabel('Identifier at the provider').fill(subject);
    await panel.getByRole('button', { name: 'Link', exact: true }).click();
    await panel.getByText(subject).waitFor();
    const look = await lookAt(page, { otherWidth: 390, dark: false }, async () => {
      await visitor.open(`/users/${id}`);
      await panel.getByText(subject).waitFor();
    });
    expect(look).toEqual([]);
    expect((await admin.call('GET', `/users/${id}/identities`)).body.data.items).toMatchObject([{ subject }]);
    await panel.getByRole('button', { name: 'Unlink 公司账号 Company' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Unlink', exact: true }).click();
    await panel.getByText('No other way to sign in is linked').waitFor();
    await visitor.leave();
  });
});
