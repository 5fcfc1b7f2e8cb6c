import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { codeAt } from '../../functions/identity/totp.ts';
import { launchBrowser } from '../browser.ts';
import { Visitor } from './console/visitor.ts';
import { newUser, signIn } from './platform/client.ts';

const { url, administrator, adminPassword } = inject('platform');
const PASSWORD = 'correct horse battery';

describe('the account, and who is signed in', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await launchBrowser();
  });
  afterAll(() => browser?.close());

  it('sets up a second factor, signs in with a recovery code, and confirms who is here', async () => {
    const clerk = await newUser(url, 'erbu');
    const visitor = await Visitor.arrive(browser, { url, language: 'en' });
    const { page } = visitor;
    const panel = page.locator('[data-second-factor]');
    await visitor.open('/account');
    await visitor.signIn(clerk.username, PASSWORD);
    await panel.getByRole('button', { name: 'Set up' }).click();
    await panel.locator('img').waitFor();
    const secret = (await panel.locator('[data-factor-secret]').textContent()) ?? '';
    await panel.getByLabel('Code', { exact: true }).fill('000000');
    await panel.getByRole('button', { name: 'Switch on' }).click();
    await panel.getByText('is wrong or too old').waitFor();
    await panel.getByLabel('Code', { exact: true }).fill(codeAt(secret, Date.now()));
    await panel.getByRole('button', { name: 'Switch on' }).click();
    await panel.locator('[data-recovery-codes] li').nth(9).waitFor();
    const codes = await panel.locator('[data-recovery-codes] li').allTextContents();
    expect(codes).toHaveLength(10);
    await panel.getByRole('button', { name: 'I have kept them' }).click();
    await panel.getByText('Recovery codes left: 10').waitFor();

    // The server asks for a confirmation ten minutes after the sign-in; here its first answer says so.
    let asked = 0;
    await page.route('**/auth/mfa/recovery-codes', (route) => {
      asked += 1;
      if (asked > 1) return route.continue();
      const refused = {
        code: 40301,
        message: 'confirm',
        reason: 'step_up_required',
        errors: [],
        request_id: 'r',
      };
      return route.fulfill({ status: 403, json: refused });
    });
    await panel.getByRole('button', { name: 'New recovery codes' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Six digits, or a recovery code').fill('aaaaa-bbbbb');
    await dialog.getByRole('button', { name: 'Confirm' }).click();
    await dialog.getByText('is wrong or too old').waitFor();
    await dialog.getByLabel('Six digits, or a recovery code').fill(codes[0] ?? '');
    await dialog.getByRole('button', { name: 'Confirm' }).click();
    await panel.locator('[data-recovery-codes] li').first().waitFor();
    const renewed = await panel.locator('[data-recovery-codes] li').allTextContents();
    expect(asked).toBe(2);
    expect(renewed).not.toContain(codes[1]);

    await page.getByRole('button', { name: 'Sign out' }).first().click();
    await page.waitForURL(/\/sign-in/);
    await page.locator('input[autocomplete=username]').fill(clerk.username);
    await page.locator('input[autocomplete=current-password]').fill(PASSWORD);
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.locator('input[autocomplete=one-time-code]').fill(renewed[0] ?? '');
    await page.getByRole('button', { name: 'Continue' }).click();
    await page.locator('nav').waitFor();
    await visitor.leave();
  });

  it('shows where one is signed in, and ends a session elsewhere at once', async () => {
    const clerk = await newUser(url, 'shebei');
    const visitor = await Visitor.arrive(browser, { url, width: 390 });
    const { page } = visitor;
    await visitor.open('/account');
    await visitor.signIn(clerk.username, PASSWORD);
    const sessions = page.locator('[data-my-sessions] li');
    await sessions.nth(1).waitFor();
    await sessions.getByText('当前会话').waitFor();
    expect((await clerk.call('GET', '/auth/me')).status).toBe(200);
    await sessions.getByRole('button', { name: /^下线 Node\.js/ }).click();
    await sessions.nth(1).waitFor({ state: 'detached' });
    expect((await clerk.call('GET', '/auth/me')).status).toBe(401);
    await page.locator('[data-sign-in]').first().getByText('登录成功').waitFor();
    await visitor.leave();
  });

  it('an administrator sees who is signed in and who could not, and signs somebody out', async () => {
    const clerk = await newUser(url, 'zaixian');
    const wrong = await clerk.call('POST', '/auth/login', { username: clerk.username, password: 'wrong' });
    expect(wrong.status).toBe(401);
    const visitor = await Visitor.arrive(browser, { url });
    const { page } = visitor;
    await visitor.open(`/administration/sessions?user=${clerk.username}`);
    await visitor.signIn(administrator, adminPassword);
    const row = page.locator(`[data-session="${clerk.username}"]`).first();
    await row.getByRole('button', { name: '全部下线' }).click();
    await page.getByRole('dialog').getByRole('button', { name: '全部下线' }).click();
    await page.getByText('没有会话').waitFor();
    expect((await clerk.call('GET', '/auth/me')).status).toBe(401);

    await page.getByRole('link', { name: '登录日志' }).click();
    await page.getByRole('searchbox', { name: '用户名' }).fill(clerk.username);
    await page.getByRole('searchbox', { name: '用户名' }).press('Enter');
    await page.locator('[data-sign-in]').nth(1).waitFor();
    await page.locator('[data-sign-in]', { hasText: '密码错误' }).waitFor();
    await page.getByRole('combobox', { name: '结果' }).selectOption({ label: '登录成功' });
    await page.locator('[data-sign-in]', { hasText: '密码错误' }).waitFor({ state: 'detached' });
    await visitor.leave();
  });

  it('a forgotten password answers the same for everybody, and a wrong code says so', async () => {
    const visitor = await Visitor.arrive(browser, { url, language: 'en' });
    const { page } = visitor;
    await visitor.open('/sign-in');
    await page.getByRole('link', { name: 'Forgot your password?' }).click();
    await page.locator('input[autocomplete=username]').fill('nobody.here');
    await page.getByRole('button', { name: 'Send code' }).click();
    await page.getByText('If there is such a user').waitFor();
    await page.locator('input[autocomplete=one-time-code]').fill('12345678');
    for (const at of [0, 1])
      await page.locator('input[autocomplete=new-password]').nth(at).fill('another password');
    await page.getByRole('button', { name: 'Set password' }).click();
    await page.getByText('is wrong or too old').waitFor();
    await visitor.leave();
  });

  it('a role that needs a second factor sets it up before it gets in', async () => {
    const clerk = await newUser(url, 'bixu');
    const visitor = await Visitor.arrive(browser, { url, language: 'en' });
    const { page } = visitor;
    const setup = {
      uri: 'otpauth://totp/a',
      qr_svg: '<svg xmlns="http://www.w3.org/2000/svg"/>',
      secret: 'ABC',
    };
    await page.route('**/auth/login', (route) =>
      route.fulfill({
        json: {
          code: 0,
          message: 'success',
          timestamp: 0,
          data: { challenge: 'mfa_setup', session: 's', setup },
        },
      }),
    );
    let given: unknown;
    await page.route('**/auth/challenge', async (route) => {
      given = route.request().postDataJSON();
      // The tokens are real ones, from a real sign-in of the same user.
      const signed = await signIn(url, clerk.username, PASSWORD);
      const data = {
        access_token: signed.token,
        refresh_token: '',
        token_type: 'bearer',
        expires_in: 900,
        recovery_codes: ['aaaaa-bbbbb'],
      };
      await route.fulfill({ json: { code: 0, message: 'success', timestamp: 0, data } });
    });
    await visitor.open('/files');
    await page.locator('input[autocomplete=username]').fill(clerk.username);
    await page.locator('input[autocomplete=current-password]').fill(PASSWORD);
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.locator('img[alt="QR code for your authenticator app"]').waitFor();
    await page.locator('input[autocomplete=one-time-code]').fill('123456');
    await page.getByRole('button', { name: 'Continue' }).click();
    await page.getByText('aaaaa-bbbbb').waitFor();
    expect(given).toEqual({ session: 's', username: clerk.username, code: '123456' });
    await page.getByRole('button', { name: 'I have kept them' }).click();
    await page.waitForURL(/\/files$/);
    await page.locator('nav').waitFor();
    await visitor.leave();
  });
});
