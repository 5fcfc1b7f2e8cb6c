import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { launchBrowser } from '../browser.ts';
import { Visitor } from './console/visitor.ts';
import { Client, freshName, newUser, signIn } from './platform/client.ts';

const { url, administrator, adminPassword, access } = inject('platform');
const PASSWORD = 'correct horse battery';

describe('people in the console', () => {
  let browser: Browser;
  let root: Client;
  beforeAll(async () => {
    browser = await launchBrowser();
    root = await signIn(url, administrator, adminPassword);
  });
  afterAll(() => browser?.close());

  it('an administrator makes a department, a group and a user, who signs in and changes the password', async () => {
    const visitor = await Visitor.arrive(browser, { url, width: 390 });
    const { page } = visitor;
    await visitor.open('/departments');
    await visitor.signIn(administrator, adminPassword);
    const [bank, east, group, username] = ['bank', 'east', 'group', 'xin'].map(freshName) as [
      string,
      string,
      string,
      string,
    ];
    const dialog = page.getByRole('dialog');
    await page.getByRole('button', { name: '新建部门' }).click();
    await dialog.getByLabel('名称').fill(bank);
    await dialog.getByRole('button', { name: '保存' }).click();
    await page.getByRole('button', { name: `在 ${bank} 下添加部门` }).click();
    await dialog.getByLabel('名称').fill(east);
    await dialog.getByRole('button', { name: '保存' }).click();
    await page.getByRole('link', { name: east }).waitFor();

    await visitor.open('/groups');
    await page.getByRole('button', { name: '新建用户组' }).click();
    await dialog.getByLabel('名称').fill(group);
    await dialog.getByRole('button', { name: '保存' }).click();
    await page.getByRole('link', { name: group }).waitFor();

    await visitor.open('/users');
    await page.getByRole('button', { name: '新建用户' }).click();
    await dialog.getByLabel('用户名').fill(username);
    await dialog.getByLabel('姓名').fill('新同事');
    await dialog.getByLabel('部门', { exact: true }).selectOption({ label: `\u2003${east}` });
    await dialog.getByLabel(group).check();
    await dialog.getByRole('button', { name: '创建', exact: true }).click();
    const password = (await dialog.locator('[data-password]').innerText()).trim();
    expect(password.length).toBeGreaterThanOrEqual(16);
    await dialog.getByRole('button', { name: '关闭' }).last().click();
    await page.getByRole('link', { name: username }).click();
    await page.getByRole('heading', { name: username }).waitFor();
    expect(await page.getByLabel(group).isChecked()).toBe(true);
    await visitor.leave();

    const newcomer = await Visitor.arrive(browser, { url });
    await newcomer.open('/sign-in');
    await newcomer.page.locator('input[autocomplete=username]').fill(username);
    await newcomer.page.locator('input[autocomplete=current-password]').fill(password);
    await newcomer.page.getByRole('button', { name: '登录', exact: true }).click();
    await newcomer.page.locator('input[autocomplete=new-password]').first().waitFor();
    for (const field of await newcomer.page.locator('input[autocomplete=new-password]').all())
      await field.fill(PASSWORD);
    await newcomer.page.getByRole('button', { name: '继续' }).click();
    await newcomer.page.locator('nav').waitFor();
    await newcomer.leave();
  });

  it('an administrator disables and enables a user by keyboard, resets the password, and changes roles', async () => {
    const clerk = await newUser(url, 'tingyong');
    const { id } = (await clerk.call('GET', '/auth/me')).body.data;
    const visitor = await Visitor.arrive(browser, { url, language: 'en' });
    const { page } = visitor;
    await visitor.open(`/users/${id}`);
    await visitor.signIn(administrator, adminPassword);
    await page.getByLabel('Auditor').check();
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText('Saved').waitFor();
    expect((await clerk.call('GET', '/users')).status).toBe(200);

    await visitor.moveTo(page.getByRole('button', { name: 'Disable' }));
    await page.keyboard.press('Enter');
    await page.getByRole('dialog').getByRole('button', { name: 'Disable' }).click();
    await page.getByRole('button', { name: 'Enable' }).waitFor();
    expect((await clerk.call('GET', '/auth/me')).status).toBe(401);
    await page.getByRole('button', { name: 'Enable' }).click();
    await page.getByRole('button', { name: 'Reset password' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Reset password' }).click();
    const password = (await page.locator('[data-password]').innerText()).trim();
    const first = await new Client(url).call('POST', '/auth/login', { username: clerk.username, password });
    expect(first.body.data.challenge).toBe('new_password');
    await visitor.leave();
  });

  it('somebody invited opens the link of the letter, sets a password and is signed in', async () => {
    const username = freshName('yaoqing');
    const email = `${username}@example.com`;
    const made = await root.call('POST', '/users', { username, email, roles: ['operator'], invite: true });
    expect(made.body.data.invitation.sent).toBe(true);
    const letters = JSON.stringify(await (await fetch(`${access.endpoint}/_ministack/ses/messages`)).json());
    const link = new RegExp(`${url}/invitation#${made.body.data.id}\\.[\\w-]{27}`).exec(letters)?.[0] ?? '';
    const visitor = await Visitor.arrive(browser, { url });
    const { page } = visitor;
    await page.goto(link);
    await page.getByRole('heading', { name: '欢迎' }).waitFor();
    await page.waitForURL(`${url}/invitation`);
    for (const field of await page.locator('input[autocomplete=new-password]').all())
      await field.fill(PASSWORD);
    await page.getByRole('button', { name: '设置密码并登录' }).click();
    await page.locator('nav').waitFor();
    await visitor.leave();
  });

  it('who may see but not manage has no buttons, and the API refuses them', async () => {
    const auditor = await newUser(url, 'shenji');
    const { id, version } = (await root.call('GET', `/users?q=${auditor.username}`)).body.data.items[0];
    await root.call('PATCH', `/users/${id}`, { version, roles: ['auditor'] });
    const group = (await root.call('POST', '/groups', { name: freshName('group') })).body.data;
    await root.call('POST', '/departments', { name: freshName('bumen') });
    const visitor = await Visitor.arrive(browser, { url });
    const { page } = visitor;
    await visitor.open('/users');
    await visitor.signIn(auditor.username, PASSWORD);
    for (const [path, ready, forbidden] of [
      ['/users', 'tbody tr', '新建用户'],
      [`/users/${id}`, '.facts', '停用'],
      [`/users/${id}`, '.facts', '重置密码'],
      [`/users/${id}`, '.facts', '保存'],
      ['/departments', 'tbody tr', '新建部门'],
      ['/departments', 'tbody tr', '删除'],
      [`/groups/${group.id}`, 'h1', '删除'],
      ['/groups', 'tbody tr', '新建用户组'],
    ] as const) {
      await visitor.open(path);
      await page.locator(ready).first().waitFor();
      expect([path, forbidden, await page.getByRole('button', { name: forbidden }).count()]).toEqual([
        path,
        forbidden,
        0,
      ]);
    }
    await visitor.leave();
    for (const [method, path, body] of [
      ['POST', '/users', { username: 'x.y', roles: [] }],
      ['PATCH', `/users/${id}`, { version, roles: ['admin'] }],
      ['POST', `/users/${id}/disable`, {}],
      ['DELETE', `/groups/${group.id}`, undefined],
      ['POST', '/departments', { name: 'x' }],
    ] as const)
      expect([path, (await auditor.call(method, path, body)).status]).toEqual([path, 403]);
  });
});
