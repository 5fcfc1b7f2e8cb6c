import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { launchBrowser } from '../browser.ts';
import { Visitor } from './console/visitor.ts';
import { type Client, newUser } from './platform/client.ts';

const { url } = inject('platform');
const PASSWORD = 'correct horse battery';

/** What the platform answers in states that a running one is not in; everything else is its own answer. */
const success = (data: unknown) => ({ json: { code: 0, message: 'success', data, timestamp: 0 } });

describe('the entrance', () => {
  let browser: Browser;
  let clerk: Client & { username: string };
  beforeAll(async () => {
    browser = await launchBrowser();
    clerk = await newUser(url, 'ruchang');
  });
  afterAll(() => browser?.close());

  it('a first visit leads to the first administrator; a second one is refused in the words of the API', async () => {
    const visitor = await Visitor.arrive(browser, { url });
    const { page } = visitor;
    await page.route('**/auth/check-init', (route) =>
      route.fulfill(success({ initialized: false, self_registration: false, password_min_length: 8 })),
    );
    await visitor.open('/');
    await page.waitForURL(/\/welcome/);
    await page.getByText('至少 8 个字符').waitFor();
    await page.locator('input[autocomplete=username]').fill('second_admin');
    for (const at of [0, 1]) await page.locator('input[autocomplete=new-password]').nth(at).fill(PASSWORD);
    await page.getByRole('button', { name: '创建并登录' }).click();
    await page
      .getByRole('alert')
      .filter({ hasText: /[\u4e00-\u9fff]/ })
      .waitFor();
    expect(page.url()).toMatch(/\/welcome/);
    await visitor.leave();
  });

  it.each([
    ['mfa', { code: '123456' }],
    ['new_password', { new_password: PASSWORD }],
  ] as const)(
    'meets the challenge %s and goes on to the page that was asked for',
    async (challenge, answer) => {
      const visitor = await Visitor.arrive(browser, { url, language: 'en' });
      const { page } = visitor;
      let given: unknown;
      await page.route('**/auth/login', (route) =>
        route.fulfill(success({ challenge, session: 'a session' })),
      );
      await page.route('**/auth/challenge', async (route) => {
        given = route.request().postDataJSON();
        // The tokens are real ones, from a real sign-in of the same user.
        const tokens = await route.fetch({
          url: `${url}/api/v1/auth/login`,
          postData: { username: clerk.username, password: PASSWORD },
        });
        await route.fulfill({ response: tokens });
      });
      await visitor.open('/files');
      await page.locator('input[autocomplete=username]').fill(clerk.username);
      await page.locator('input[autocomplete=current-password]').fill(PASSWORD);
      await page.getByRole('button', { name: 'Sign in' }).click();
      if (challenge === 'mfa') await page.locator('input[autocomplete=one-time-code]').fill('123456');
      else
        for (const at of [0, 1])
          await page.locator('input[autocomplete=new-password]').nth(at).fill(PASSWORD);
      await page.getByRole('button', { name: 'Continue' }).click();
      await page.waitForURL(/\/files$/);
      await page.locator('nav').waitFor();
      expect(given).toEqual({ session: 'a session', username: clerk.username, ...answer });
      await visitor.leave();
    },
  );
});
