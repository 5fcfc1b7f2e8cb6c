import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { launchBrowser } from '../browser.ts';
import { Visitor } from './console/visitor.ts';
import { type Client, freshName, newUser, signIn } from './platform/client.ts';

const { url, administrator, adminPassword } = inject('platform');
const PASSWORD = 'correct horse battery';

describe('the queue in the console, and who may see and change what runs by itself', () => {
  let browser: Browser;
  let clerk: Client & { username: string };
  let report: string;
  beforeAll(async () => {
    browser = await launchBrowser();
    clerk = await newUser(url, 'paidui');
    report = freshName('report');
    await clerk.uploadScript(
      `${report}.py`,
      'def main(month: str) -> dict:\n    return {"message": month}\n',
    );
  });
  afterAll(() => browser?.close());

  it('shows who runs and who waits, and lets the limits be changed by those who may', async () => {
    const name = freshName('slow');
    await clerk.uploadScript(
      `${name}.py`,
      'import time\n\n\ndef main() -> dict:\n    time.sleep(600)\n    return {}\n',
    );
    const script = (await clerk.call('GET', `/scripts/${name}`)).body.data;
    const policy = { concurrency: { limit: 1, on_limit: 'queue' } };
    const changed = await clerk.call('PATCH', `/scripts/${name}`, { version: script.version, policy });
    expect(changed.status).toBe(200);
    const runs = [];
    for (let each = 0; each < 3; each += 1) runs.push(await clerk.startRun(name));

    const visitor = await Visitor.arrive(browser, { url });
    const { page } = visitor;
    await visitor.open('/queue');
    await visitor.signIn(administrator, adminPassword);
    const line = page.getByRole('region', { name: '等待队列' }).first();
    await line.locator('tr', { hasText: name }).nth(1).waitFor();
    expect(await line.locator('tr', { hasText: name }).first().innerText()).toContain('等同一脚本的其他运行');
    await page.locator(`[data-run="${runs[0].id}"]`, { hasText: clerk.username }).waitFor();
    await page.locator('li', { hasText: clerk.username }).getByText('运行 1，等待 2').waitFor();

    for (const run of runs.slice(1)) await clerk.call('POST', `/runs/${run.id}/cancel`);
    await clerk.call('POST', `/runs/${runs[0].id}/cancel`);
    await page.locator(`[data-run="${runs[2].id}"]`).waitFor({ state: 'detached' });
    await page.locator('input[name=per_user]').fill('50');
    await page.getByRole('button', { name: '保存' }).click();
    await page.locator('.figures').getByText('50').waitFor();
    await page.locator('input[name=per_user]').fill('');
    await page.getByRole('button', { name: '保存' }).click();
    await page.locator('.figures').getByText('不限').waitFor();
    await visitor.leave();
  });

  it('does not show what a role may not see or change, and the API refuses it', async () => {
    const visitor = await Visitor.arrive(browser, { url });
    const { page } = visitor;
    await visitor.open('/schedules');
    await visitor.signIn(clerk.username, PASSWORD);
    await page.getByRole('link', { name: '定时计划', exact: true }).waitFor();
    expect(await page.getByRole('link', { name: '排队' }).count()).toBe(0);
    await visitor.open('/queue');
    await page.getByRole('heading', { name: '没有权限' }).waitFor();
    expect((await clerk.call('GET', '/queue')).status).toBe(403);
    await visitor.leave();

    // An auditor's permissions laid over this user's own answer: nothing to make or change is offered.
    const auditor = await Visitor.arrive(browser, { url });
    await auditor.page.route('**/auth/me', async (route) => {
      const answer = await route.fetch();
      const body = (await answer.json()) as { data: object };
      const permissions = ['runs.read', 'scripts.read', 'triggers.read'];
      await route.fulfill({ response: answer, json: { ...body, data: { ...body.data, permissions } } });
    });
    const created = await clerk.call('POST', '/schedules', {
      name: 'audited',
      script: report,
      parameters: { month: '2026-10' },
      expression: '0 6 1 1 *',
    });
    await auditor.open(`/schedules/${created.body.data.id}`);
    await auditor.signIn(clerk.username, PASSWORD);
    await auditor.page.getByRole('heading', { name: 'audited' }).waitFor();
    expect(await auditor.page.getByRole('button', { name: '立即运行' }).count()).toBe(0);
    expect(await auditor.page.getByRole('tab', { name: '设置' }).count()).toBe(0);
    await auditor.open('/webhooks/new');
    await auditor.page.getByRole('heading', { name: '没有权限' }).waitFor();
    await auditor.leave();

    const stranger = await newUser(url, 'moshengren');
    const path = `/schedules/${created.body.data.id}`;
    expect((await stranger.call('GET', path)).status).toBe(404);
    expect((await stranger.call('DELETE', path)).status).toBe(404);
    const admin = await signIn(url, administrator, adminPassword);
    expect((await admin.call('GET', path)).status).toBe(200);
  });
});
