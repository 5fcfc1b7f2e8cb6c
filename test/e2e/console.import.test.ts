import { readFile } from 'node:fs/promises';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { launchBrowser } from '../browser.ts';
import { Visitor } from './console/visitor.ts';
import { Client, freshName, newUser, signIn } from './platform/client.ts';

const { url, administrator, adminPassword } = inject('platform');

describe('importing users in the console', () => {
  let browser: Browser;
  let root: Client;
  beforeAll(async () => {
    browser = await launchBrowser();
    root = await signIn(url, administrator, adminPassword);
  });
  afterAll(() => browser?.close());

  it('previews faults by line, makes the others one by one, and skips who is there when repeated', async () => {
    const [bank, group, first, second] = ['行', '组', 'yi', 'er'].map(freshName) as [
      string,
      string,
      string,
      string,
    ];
    const there = await newUser(url, 'yiyou');
    const made = [
      await root.call('POST', '/departments', { name: bank }),
      await root.call('POST', '/groups', { name: group }),
    ];
    expect(made.map(({ status }) => status)).toEqual([201, 201]);
    const text = [
      '用户名,姓名,邮箱,部门,角色,用户组,工号',
      `${first},甲,,${bank},操作员;author,${group},1`,
      `${there.username},乙,,,操作员,,2`,
      '1x,丙,,没有的部门,皇帝,,3',
      `${second},丁,,${bank},操作员,,4`,
    ].join('\r\n');
    const visitor = await Visitor.arrive(browser, { url, width: 390 });
    const { page } = visitor;
    await visitor.open('/users');
    await visitor.signIn(administrator, adminPassword);
    await page.getByRole('link', { name: '导入', exact: true }).click();
    const choose = () =>
      page.locator('input[type=file]').setInputFiles({
        name: 'people.csv',
        mimeType: 'text/csv',
        buffer: Buffer.from(`\uFEFF${text}`),
      });
    await choose();
    await page.getByText('4 行中有 3 行可以导入').waitFor();
    await page.getByText('未读取的列：工号').waitFor();
    const faulty = page.locator('[data-line="4"]');
    for (const fault of ['“1x”不是有效的用户名', '没有部门“没有的部门”', '没有角色“皇帝”'])
      await faulty.getByText(fault).waitFor();
    await page.getByRole('button', { name: '创建 3 个用户' }).click();
    await page.getByText('已创建 2，已存在 1，被拒绝 0').waitFor();
    expect(await page.locator('[data-line="3"] [data-state]').getAttribute('data-state')).toBe('exists');
    const password = (await page.locator('[data-line="2"] [data-password]').innerText()).trim();
    const challenged = await new Client(url).call('POST', '/auth/login', { username: first, password });
    expect(challenged.body.data.challenge).toBe('new_password');

    const downloading = page.waitForEvent('download');
    await page.getByRole('button', { name: '保存结果' }).click();
    expect(await readFile(await (await downloading).path(), 'utf8')).toContain(
      `2,${first},已创建,${password}`,
    );

    const [found] = (await root.call('GET', `/users?q=${first}`)).body.data.items;
    expect(found).toMatchObject({
      display_name: '甲',
      roles: ['operator', 'author'],
      department: made[0]?.body.data.id,
      groups: [made[1]?.body.data.id],
    });

    await choose();
    await page.getByRole('dialog').getByText('临时密码不会再次显示').waitFor();
    await page.getByRole('dialog').getByRole('button', { name: '离开' }).click();
    await page.getByRole('button', { name: '创建 3 个用户' }).click();
    await page.getByText('已创建 0，已存在 3，被拒绝 0').waitFor();
    await visitor.leave();
  });

  it('says before it is left that passwords are shown once', async () => {
    const name = freshName('once');
    const visitor = await Visitor.arrive(browser, { url, language: 'en' });
    const { page } = visitor;
    await visitor.open('/users/import');
    await visitor.signIn(administrator, adminPassword);
    await page.locator('input[type=file]').setInputFiles({
      name: 'a.csv',
      mimeType: 'text/csv',
      buffer: Buffer.from(`username,roles\n${name},操作员\n`),
    });
    await page.getByRole('button', { name: 'Create 1 user' }).click();
    await page.locator('[data-password]').waitFor();
    await page.getByRole('link', { name: 'Runs', exact: true }).click();
    await page.getByRole('dialog').getByText('not shown again').waitFor();
    await page.keyboard.press('Escape');
    await page.locator('[data-password]').waitFor();
    await page.getByRole('link', { name: 'Runs', exact: true }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Leave' }).click();
    await page.waitForURL(/\/runs/);
    await visitor.leave();
  });

  it('is not shown to who may not make users', async () => {
    const clerk = await newUser(url, 'buneng');
    const visitor = await Visitor.arrive(browser, { url });
    await visitor.open('/users/import');
    await visitor.signIn(clerk.username, 'correct horse battery');
    await visitor.page.getByRole('heading', { name: '没有权限' }).waitFor();
    await visitor.leave();
  });
});
