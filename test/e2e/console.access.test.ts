import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { launchBrowser } from '../browser.ts';
import { Visitor } from './console/visitor.ts';
import { type Client, freshName, newUser, signIn } from './platform/client.ts';

const { url, administrator, adminPassword } = inject('platform');
const PASSWORD = 'correct horse battery';

describe('who may see and do what in the console', () => {
  let browser: Browser;
  let author: Client & { username: string };
  beforeAll(async () => {
    browser = await launchBrowser();
    author = await newUser(url, 'fangwen');
  });
  afterAll(() => browser?.close());

  it('shows the administrator what others do not see, and the API refuses the others', async () => {
    const visitor = await Visitor.arrive(browser, { url });
    await visitor.open('/');
    await visitor.signIn(administrator, adminPassword);
    await visitor.page.getByRole('link', { name: '管理' }).click();
    await visitor.page.getByRole('heading', { name: '角色与权限' }).waitFor();
    await visitor.leave();

    const other = await Visitor.arrive(browser, { url });
    await other.open('/administration');
    await other.signIn(author.username, PASSWORD);
    await other.page.getByRole('heading', { name: '没有权限' }).waitFor();
    expect(await other.page.getByRole('link', { name: '管理' }).count()).toBe(0);
    await other.leave();
  });

  it('hides changes to a script from those who do not own it; the API refuses them', async () => {
    const name = freshName('owned');
    await author.uploadScript(`${name}.py`, 'def main():\n    pass\n');
    const stranger = await newUser(url, 'bieren');
    const visitor = await Visitor.arrive(browser, { url });
    await visitor.open(`/scripts/${name}`);
    await visitor.signIn(stranger.username, PASSWORD);
    await visitor.page.getByRole('tab', { name: '源码' }).waitFor();
    expect(await visitor.page.getByRole('tab', { name: '设置' }).count()).toBe(0);
    expect(await visitor.page.getByRole('link', { name: '上传新版本' }).count()).toBe(0);
    await visitor.leave();
    const refused = await stranger.call('PATCH', `/scripts/${name}`, { version: 1, description: 'mine' });
    expect([403, 404]).toContain(refused.status);
  });

  it('shows an auditor everything and no button that changes anything', async () => {
    const name = freshName('audited');
    await author.uploadScript(`${name}.py`, 'def main():\n    pass\n');
    const run = await author.startRun(name);
    await author.waitForEnd(run.id);
    const visitor = await Visitor.arrive(browser, { url });
    const { page } = visitor;
    // Registration gives operators and authors; what an auditor may is laid over this user's own answer.
    await page.route('**/auth/me', async (route) => {
      const answer = await route.fetch();
      const body = (await answer.json()) as { data: object };
      const permissions = ['files.read', 'runs.read', 'scripts.read'];
      await route.fulfill({
        response: answer,
        json: { ...body, data: { ...body.data, roles: ['auditor'], permissions } },
      });
    });
    await visitor.open('/');
    await visitor.signIn(author.username, PASSWORD);
    await page.waitForURL(/\/runs$/);
    expect(await page.getByRole('link', { name: '运行脚本' }).count()).toBe(0);
    await visitor.open(`/runs/${run.id}`);
    await visitor.waitForStatus('succeeded');
    expect(await page.getByRole('link', { name: '再运行一次' }).count()).toBe(0);
    await visitor.open('/files');
    await page.getByRole('heading', { name: '文件', exact: true }).first().waitFor();
    expect(await page.locator('input[type=file]').count()).toBe(0);
    await visitor.open('/scripts');
    await page.locator(`a[href="/scripts/${name}"]`).waitFor();
    expect(await page.getByRole('link', { name: '上传脚本' }).count()).toBe(0);
    await visitor.open('/scripts/new');
    await page.getByRole('heading', { name: '没有权限' }).waitFor();
    await visitor.leave();
  });

  it('keeps the access token out of every storage, and survives a reload', async () => {
    const visitor = await Visitor.arrive(browser, { url });
    await visitor.open('/runs');
    await visitor.signIn(author.username, PASSWORD);
    await visitor.page.waitForURL(/\/runs/);
    const kept = String(
      await visitor.page.evaluate(
        'JSON.stringify([{...localStorage}, {...sessionStorage}, document.cookie])',
      ),
    );
    expect(kept).not.toMatch(/eyJ|refresh/i);
    const cookies = await visitor.context.cookies(`${url}/api/v1/auth/refresh`);
    expect(cookies.find(({ name }) => name === 'openscript_refresh')).toMatchObject({
      httpOnly: true,
      sameSite: 'Strict',
    });
    await visitor.page.reload();
    await visitor.page.locator('nav').waitFor();
    expect(visitor.page.url()).toMatch(/\/runs$/);
    await visitor.leave();
  });

  it('an ended session leads to the sign-in page and back to where one was', async () => {
    const visitor = await Visitor.arrive(browser, { url });
    await visitor.open('/files?q=abc');
    await visitor.signIn(author.username, PASSWORD);
    await visitor.page.waitForURL(/\/files\?q=abc/);
    // The session ends elsewhere: the same session logs out by a plain request with the browser's own token.
    const token = await new Promise<string>((resolve) => {
      visitor.page.on('request', (request) => {
        const header = request.headers().authorization;
        if (header !== undefined) resolve(header.replace('Bearer ', ''));
      });
      void visitor.page.reload();
    });
    // What the page asks for while it loads is answered first; else it would leave before anybody clicks.
    await visitor.page.getByText('没有找到文件').waitFor();
    const session = Object.assign(await signIn(url, author.username, PASSWORD), { token });
    expect((await session.call('POST', '/auth/logout')).status).toBe(200);
    await visitor.page.getByRole('link', { name: '运行记录' }).click();
    await visitor.page.waitForURL(/\/sign-in\?.*next=/);
    await visitor.page.getByText('登录已过期').waitFor();
    await visitor.signIn(author.username, PASSWORD);
    await visitor.page.waitForURL(/\/(runs|files)/);
    await visitor.leave();
  });

  it('speaks both languages, keeps the choice, and asks the API in it', async () => {
    const visitor = await Visitor.arrive(browser, { url, language: 'en' });
    const { page } = visitor;
    await visitor.open('/sign-in');
    await page.getByRole('heading', { name: 'Sign in' }).waitFor();
    await page.locator('input[autocomplete=username]').fill('nobody');
    await page.locator('input[autocomplete=current-password]').fill('wrong password');
    await page.getByRole('button', { name: 'Sign in' }).click();
    expect(await page.getByRole('alert').innerText()).toMatch(/[a-z]{3}/);
    await page.getByRole('button', { name: '中文' }).click();
    await page.getByRole('heading', { name: '登录' }).waitFor();
    await page.getByRole('button', { name: '登录' }).click();
    await page
      .getByRole('alert')
      .filter({ hasText: /[\u4e00-\u9fff]/ })
      .waitFor();
    await page.reload();
    await page.getByRole('heading', { name: '登录' }).waitFor();
    expect(await page.locator('html').getAttribute('lang')).toBe('zh-CN');
    await visitor.leave();
  });

  it('registers a new user by the keyboard alone', async () => {
    const visitor = await Visitor.arrive(browser, { url, language: 'en' });
    const { page } = visitor;
    await visitor.open('/register');
    await page.locator('input[autocomplete=username]').waitFor();
    const name = freshName('keys');
    await page.locator('input[autocomplete=username]').focus();
    for (const text of [name, PASSWORD, PASSWORD]) {
      await page.keyboard.type(text);
      await page.keyboard.press('Tab');
    }
    await page.keyboard.press('Enter');
    await page.locator('nav').waitFor();
    await page.keyboard.press('Tab');
    expect(await page.locator(':focus').innerText()).toBe('Skip to content');
    await visitor.leave();
  });
});
