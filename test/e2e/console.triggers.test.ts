import { createHmac } from 'node:crypto';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { launchBrowser } from '../browser.ts';
import { Visitor } from './console/visitor.ts';
import { type Client, freshName, newUser } from './platform/client.ts';

const { url, administrator, adminPassword } = inject('platform');
const PASSWORD = 'correct horse battery';

const REPORT = `def main(month: str, office: str = "总部") -> dict:
    """月度报表"""
    return {"message": f"{office} {month}"}
`;
const RECONCILE = `from typing import Annotated
from openscript import Accept, File


def main(bank: Annotated[File, Accept(".csv")], ledger: Annotated[File, Accept(".csv")], month: str) -> dict:
    """对账"""
    return {"message": f"{month} 已对账"}
`;

describe('automation in the console', () => {
  let browser: Browser;
  let clerk: Client & { username: string };
  let report: string;
  beforeAll(async () => {
    browser = await launchBrowser();
    clerk = await newUser(url, 'zidong');
    report = freshName('report');
    await clerk.uploadScript(`${report}.py`, REPORT, { category: '月结' });
  });
  afterAll(() => browser?.close());

  it('makes a schedule in words, previews it, runs it now, and finds the tick in the ledger', async () => {
    const visitor = await Visitor.arrive(browser, { url });
    const { page } = visitor;
    await visitor.open('/schedules');
    await visitor.signIn(clerk.username, PASSWORD);
    await page.locator('.page-head').getByRole('link', { name: '新建定时计划' }).click();
    await page.getByLabel('名称').fill('月末结账');
    await page.getByLabel('脚本', { exact: true }).selectOption(report);
    await page.locator('[data-field=month] input').fill('{{ tick.month | minus_months: 1 }}');
    await page.locator('[data-rendered] dd', { hasText: /^\d{4}-\d{2}$/ }).waitFor();

    await page.getByText('月末', { exact: true }).click();
    await page.locator('[data-sentence]', { hasText: '每月最后一天 08:30' }).waitFor();
    const ticks = page.getByRole('complementary').locator('ol > li');
    await ticks
      .filter({ hasText: /周. \d{4}-\d{2}-(28|29|30|31) 08:30/ })
      .nth(9)
      .waitFor();
    await page.getByText('高级', { exact: true }).click();
    await page.getByLabel('表达式').fill('0 9 31 2 *');
    await page.getByRole('alert').first().waitFor();
    await page.getByLabel('表达式').fill('30 8 * * 1-5');
    await page.locator('[data-sentence]', { hasText: '周一至周五 08:30' }).waitFor();
    await page.getByRole('button', { name: '新建计划' }).click();
    await page.waitForURL(/\/schedules\/sch_/);
    await page.locator('.day:not(:disabled)').first().waitFor();

    await page.getByRole('button', { name: '立即运行' }).click();
    const row = page.locator('tr[data-origin=manual]');
    await row.getByRole('link', { name: '查看运行' }).click({ timeout: 60_000 });
    await visitor.waitForStatus('succeeded');
    const run = await clerk.showRun(await visitor.runId());
    expect(run.trigger.type).toBe('schedule');
    expect(run.parameters.month).toMatch(/^\d{4}-\d{2}$/);

    await visitor.open('/schedules');
    const listed = page.locator('tr', { hasText: '月末结账' });
    await listed.getByText('成功').waitFor();
    await listed.getByRole('button', { name: /^暂停/ }).click();
    await listed.locator('[data-state=paused]').waitFor();
    await visitor.leave();
  });

  it('backfills a span and shows beforehand what it will run', async () => {
    const created = await clerk.call('POST', '/schedules', {
      name: 'daily',
      script: report,
      parameters: { month: '{{ tick.month }}' },
      expression: '0 6 * * *',
      time_zone: 'Asia/Shanghai',
    });
    expect(created.status).toBe(201);
    const visitor = await Visitor.arrive(browser, { url, language: 'en' });
    const { page } = visitor;
    await visitor.open(`/schedules/${created.body.data.id}`);
    await visitor.signIn(clerk.username, PASSWORD);
    await page.getByRole('button', { name: 'Backfill' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('textbox', { name: 'From' }).fill('2026-01-30');
    await dialog.getByRole('textbox', { name: 'To', exact: true }).fill('2026-02-01');
    await dialog.getByText('Runs to start: 3').waitFor();
    expect(await dialog.locator('li code').first().innerText()).toContain('2026-01');
    await dialog.getByLabel('At a time').fill('3');
    await dialog.getByRole('button', { name: 'Start backfill' }).click();
    await page.locator('#schedule-panel li [data-state]').first().waitFor();
    await page.getByRole('tab', { name: 'Ledger' }).click();
    const filled = page
      .locator('tr[data-origin=backfill]')
      .filter({ has: page.getByRole('link', { name: 'See run' }) });
    await filled.nth(2).waitFor({ timeout: 90_000 });
    await page.getByRole('tab', { name: 'Settings' }).click();
    await page.getByRole('button', { name: 'Delete schedule' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click();
    await page.waitForURL(/\/schedules$/);
    await visitor.leave();
  });

  it('keeps business calendars, by which the nth business day is counted', async () => {
    const name = `cal${freshName('c')}`;
    const visitor = await Visitor.arrive(browser, { url, language: 'en' });
    const { page } = visitor;
    await visitor.open('/schedules/calendars');
    await visitor.signIn(administrator, adminPassword);
    await page.getByRole('button', { name: 'New calendar' }).click();
    await page.getByLabel('Name').fill(name);
    await page.getByLabel('Holidays').fill('2027/1/1\n2027-01-04');
    await page.getByRole('button', { name: 'Next year' }).click();
    await page.locator('[data-day="2027-01-05"]').click();
    expect(await page.getByLabel('Holidays').inputValue()).toBe('2027-01-01\n2027-01-04\n2027-01-05');
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText('Holidays: 3, make-up workdays: 0').waitFor();

    await visitor.open(`/schedules/new?script=${report}`);
    await page.getByText('Nth business day', { exact: true }).click();
    await page.getByRole('combobox', { name: 'Calendar' }).selectOption(name);
    await page.getByLabel('Not before').fill('2027-01-01 00:00');
    const ticks = page.getByRole('complementary').locator('ol > li');
    await ticks.filter({ hasText: '2027-01-06 08:30' }).waitFor();
    await visitor.leave();
    expect((await clerk.call('PUT', `/calendars/${name}`, {})).status).toBe(403);
  });

  it('makes a drop folder by trying names, takes files, and runs the set when it is complete', async () => {
    const reconcile = freshName('reconcile');
    await clerk.uploadScript(`${reconcile}.py`, RECONCILE);
    const name = freshName('month-');
    const visitor = await Visitor.arrive(browser, { url });
    const { page } = visitor;
    await visitor.open('/drop-folders');
    await visitor.signIn(clerk.username, PASSWORD);
    await page.locator('.page-head').getByRole('link', { name: '新建投递文件夹' }).click();
    await page.getByLabel('文件夹名称').fill(name);
    await page.getByLabel('脚本', { exact: true }).selectOption(reconcile);
    await page.getByLabel('用样例文件名试一试').fill('bank_202605.csv\nledger_202605.csv\nbank.csv');
    await page
      .locator('[data-trial] li', { hasText: 'bank.csv' })
      .last()
      .getByText('不属于任何一种')
      .waitFor();
    await page.getByText('已凑齐', { exact: true }).waitFor();
    await page.locator('[data-field=month] input').fill('{{ set.month }}');
    await page.getByLabel('静默时间（秒）').fill('0');
    await page.getByRole('button', { name: '新建投递文件夹' }).click();
    await page.waitForURL(/\/drop-folders\/drop_/);

    const put = async (file: string) => {
      await page.getByRole('tab', { name: '放入文件' }).click();
      await page
        .locator('#drop-here')
        .setInputFiles({ name: file, mimeType: 'text/csv', buffer: Buffer.from(`${file}\n1,2\n`) });
      await page.locator('[data-upload=done]', { hasText: file }).waitFor();
      await page.getByRole('tab', { name: '文件组' }).click();
    };
    await put('bank_202605.csv');
    await page.locator('[data-set=collecting]').getByText('已到 1 / 2').waitFor({ timeout: 60_000 });
    await page.locator('[data-set=collecting]').getByText('缺 1 个').waitFor();
    await put('ledger_202605.csv');
    const set = page.locator('[data-set=ran]');
    await set.waitFor({ timeout: 90_000 });
    await set.getByRole('link', { name: '查看运行' }).click();
    await visitor.waitForStatus('succeeded');
    await page.getByText('202605 已对账').first().waitFor();

    await page.goBack();
    await put('wrong name.csv');
    await page.getByRole('tab', { name: /不归属的文件/ }).click();
    await page.locator('[data-stray=no_member]', { hasText: 'wrong name.csv' }).waitFor({ timeout: 60_000 });
    await visitor.leave();
  });

  it('makes a webhook, whose secret it shows once, and shows what came of a signed delivery', async () => {
    const visitor = await Visitor.arrive(browser, { url, language: 'en' });
    const { page } = visitor;
    await visitor.open('/webhooks');
    await visitor.signIn(clerk.username, PASSWORD);
    await page.locator('.page-head').getByRole('link', { name: 'New webhook' }).click();
    await page.getByLabel('Name').fill('orders');
    await page.getByLabel('Script', { exact: true }).selectOption(report);
    const payload = JSON.stringify({ order: { month: '2026-10' } });
    await page.getByLabel('Sample payload (JSON)').fill(payload);
    await page.getByLabel('Path of month').fill('/order/month');
    await page.locator('[data-source=month] [data-tried]', { hasText: 'takes 2026-10' }).waitFor();
    await page.getByRole('button', { name: 'Create webhook' }).click();
    const secret = await page.locator('[data-secret]').innerText();
    const address = await page.locator('[data-address]').innerText();
    expect(address).toContain(`${url}/api/v1/hooks/`);
    await page.locator('[data-example]', { hasText: 'openssl dgst' }).waitFor();
    await page.getByRole('link', { name: 'I have kept it' }).click();
    await page.waitForURL(/\/webhooks\/hook_/);

    const deliver = async (key: string, id: string) => {
      const t = Math.floor(Date.now() / 1000);
      const v1 = createHmac('sha256', key).update(`${t}.${payload}`).digest('hex');
      const headers = {
        'content-type': 'application/json',
        'x-openscript-signature': `t=${t},v1=${v1}`,
        'x-openscript-delivery': id,
      };
      return (await fetch(address, { method: 'POST', headers, body: payload })).status;
    };
    expect(await deliver('not the secret', 'order-0')).toBe(401);
    expect(await deliver(secret, 'order-1')).toBe(202);
    const row = page.locator('[data-delivery=accepted]', { hasText: 'order-1' });
    await row.waitFor({ timeout: 60_000 });
    await row.getByRole('link', { name: 'See run' }).click();
    await visitor.waitForStatus('succeeded');
    await page.getByText('总部 2026-10').first().waitFor();
    await page.goBack();
    await page.getByText('Requests without a valid signature: 1').waitFor();
    expect(await page.locator('body').innerText()).not.toContain(secret);

    await page.getByRole('button', { name: 'Switch off' }).click();
    await page.getByText('takes no deliveries').waitFor();
    expect(await deliver(secret, 'order-2')).toBe(401);
    await visitor.leave();
  });
});
