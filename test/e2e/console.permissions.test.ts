import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { launchBrowser } from '../browser.ts';
import { Visitor } from './console/visitor.ts';
import { type Client, freshName, newUser } from './platform/client.ts';

const { url, administrator, adminPassword } = inject('platform');
const PASSWORD = 'correct horse battery';

describe('roles and sharing in the console', () => {
  let browser: Browser;
  let author: Client & { username: string };
  let clerk: Client & { username: string };
  let script: string;
  beforeAll(async () => {
    browser = await launchBrowser();
    author = await newUser(url, 'zuozhe');
    clerk = await newUser(url, 'tongshi');
    script = freshName('secret');
    await author.uploadScript(`${script}.py`, 'def main() -> dict:\n    return {}\n');
  });
  afterAll(() => browser?.close());

  it('an administrator makes a role that inherits, changes it, is told why, and deletes it', async () => {
    const name = freshName('lead');
    const visitor = await Visitor.arrive(browser, { url });
    const { page } = visitor;
    await visitor.open('/roles');
    await visitor.signIn(administrator, adminPassword);
    await page.getByRole('button', { name: '新建角色' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('名称').fill(name);
    await dialog.getByLabel('标题').fill('华东经理');
    await dialog.getByLabel('操作员', { exact: true }).check();
    await dialog.getByLabel('数据范围').selectOption('department_and_below');
    await dialog.getByRole('button', { name: '保存' }).click();
    const panel = page.locator(`[data-role-name="${name}"]`);
    await panel.getByText('本部门及下级部门的').waitFor();
    await panel.getByRole('button', { name: '修改 华东经理' }).click();
    await dialog.getByLabel('查看运行队列').check();
    await dialog.getByRole('button', { name: '保存' }).click();
    await panel.getByText('查看运行队列').waitFor();

    await page.getByRole('button', { name: '权限说明' }).click();
    await dialog.getByRole('button', { name: '查询' }).click();
    await dialog.getByText('管理员可以执行所有操作').waitFor();
    await dialog.getByRole('button', { name: '关闭' }).click();

    await panel.getByRole('button', { name: '删除 华东经理' }).click();
    await page.getByRole('dialog').getByRole('button', { name: '删除' }).click();
    await panel.waitFor({ state: 'detached' });
    expect(visitor.complaints).toEqual([]);
    await visitor.leave();
  });

  it('an administrator masks a column: the clerk sees stars, and which column it is', async () => {
    const name = freshName('mask');
    const contacts = freshName('contacts');
    await author.uploadScript(
      `${contacts}.py`,
      'def main():\n    return {"tables": {"people": [{"手机号码": "13812345678"}]}, "message": "ok"}\n',
    );
    const { id } = await author.waitForEnd((await author.startRun(contacts)).id);
    const root = await Visitor.arrive(browser, { url });
    await root.open('/masks');
    await root.signIn(administrator, adminPassword);
    await root.page.getByRole('button', { name: '新建脱敏规则' }).click();
    const dialog = root.page.getByRole('dialog');
    await dialog.getByLabel('名称').fill(name);
    await dialog.getByLabel('标题', { exact: true }).fill('手机号');
    await dialog.getByLabel('列标题').first().fill('手机号码');
    expect(await dialog.locator('[data-masked]').innerText()).toBe('138****5678');
    await dialog.getByLabel('列标题').last().fill('手机号码');
    await dialog.getByText('该标题的列会被脱敏。').waitFor();
    await dialog.getByRole('button', { name: '保存' }).click();
    await root.page.locator(`[data-mask="${name}"]`).getByText('启用').waitFor();

    const visitor = await Visitor.arrive(browser, { url });
    await visitor.open(`/runs/${id}`);
    await visitor.signIn(author.username, PASSWORD);
    const masked = async () => {
      await visitor.page.reload();
      await visitor.page.locator('[role=grid] [data-cell="0-0"]').waitFor();
      return visitor.page.locator('[role=grid] [data-cell="0-0"]').innerText();
    };
    await expect.poll(masked, { timeout: 15_000, interval: 1000 }).toBe('138****5678');
    await visitor.page.getByText('已对您脱敏：手机号码').waitFor();
    await visitor.leave();

    await root.page.getByRole('button', { name: '删除 手机号' }).click();
    await root.page.getByRole('dialog').getByRole('button', { name: '删除' }).click();
    await root.page.locator(`[data-mask="${name}"]`).waitFor({ state: 'detached' });
    expect(root.complaints).toEqual([]);
    await root.leave();
  });

  it('an author restricts a script, shares it with an end, and takes it back', async () => {
    const visitor = await Visitor.arrive(browser, { url, language: 'en' });
    const { page } = visitor;
    await visitor.open(`/scripts/${script}`);
    await visitor.signIn(author.username, PASSWORD);
    await page.getByRole('button', { name: 'Share', exact: true }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('only whom it is shared with').check();
    await expect.poll(async () => (await clerk.call('GET', `/scripts/${script}`)).status).toBe(404);
    await dialog.getByLabel('User name').fill(clerk.username);
    await dialog.getByLabel('May').selectOption('run');
    await dialog.getByLabel('Until').fill('2099-12-31');
    await dialog.getByRole('button', { name: 'Share', exact: true }).click();
    await dialog.getByText(clerk.username).waitFor();
    expect((await clerk.call('GET', `/scripts/${script}`)).status).toBe(200);
    await dialog.getByRole('button', { name: `Take back from ${clerk.username}` }).click();
    await dialog.getByText('Shared with nobody').waitFor();
    expect((await clerk.call('GET', `/scripts/${script}`)).status).toBe(404);
    expect(visitor.complaints).toEqual([]);
    await visitor.leave();
  });

  it('who may not see roles is not shown them', async () => {
    const visitor = await Visitor.arrive(browser, { url, width: 390 });
    await visitor.open('/roles');
    await visitor.signIn(clerk.username, PASSWORD);
    await visitor.page.getByRole('heading', { name: '没有权限' }).waitFor();
    await visitor.leave();
  });
});
