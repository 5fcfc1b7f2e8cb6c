import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { launchBrowser } from '../browser.ts';
import { Visitor } from './console/visitor.ts';
import { type Client, freshName, newUser } from './platform/client.ts';

const { url } = inject('platform');
const PASSWORD = 'correct horse battery';

describe('the console when things go wrong', () => {
  let browser: Browser;
  let author: Client & { username: string };
  beforeAll(async () => {
    browser = await launchBrowser();
    author = await newUser(url, 'mafan');
  });
  afterAll(() => browser?.close());

  it('says that it is offline, tries again, and goes on by itself', async () => {
    const visitor = await Visitor.arrive(browser, { url });
    const { page } = visitor;
    await visitor.open('/runs');
    await visitor.signIn(author.username, PASSWORD);
    await visitor.context.setOffline(true);
    await page.getByRole('link', { name: '文件', exact: true }).click();
    await page.getByText('网络已断开').waitFor();
    await visitor.context.setOffline(false);
    await page.getByText('还没有文件').waitFor();
    await page.getByText('网络已断开').waitFor({ state: 'detached' });
    await visitor.leave();
  });

  it('says that a service is unavailable, and repeats what is safe to repeat', async () => {
    const visitor = await Visitor.arrive(browser, { url, language: 'en' });
    const { page } = visitor;
    await visitor.open('/runs');
    await visitor.signIn(author.username, PASSWORD);
    let refusals = 0;
    // The gateway stands between: it answers 503 twice, then lets the real answer through.
    await page.route('**/api/v1/scripts?**', async (route) => {
      refusals += 1;
      if (refusals <= 2)
        await route.fulfill({
          status: 503,
          headers: { 'retry-after': '1' },
          contentType: 'application/json',
          body: '{"code":50301,"message":"wait","errors":[]}',
        });
      else await route.continue();
    });
    await page.getByRole('link', { name: 'Scripts' }).click();
    await page.getByText('unavailable for now').waitFor();
    await page.getByRole('searchbox').waitFor();
    await page.getByText('unavailable for now').waitFor({ state: 'detached' });
    expect(refusals).toBeGreaterThanOrEqual(3);
    await visitor.leave();
  });

  it('a broken upload can be tried again', async () => {
    const visitor = await Visitor.arrive(browser, { url });
    const { page } = visitor;
    await visitor.open('/files');
    await visitor.signIn(author.username, PASSWORD);
    let broken = true;
    await page.route(
      (address) => address.searchParams.has('X-Amz-Signature'),
      (route) => (broken ? route.abort('connectionreset') : route.continue()),
    );
    const name = `${freshName('retry')}.csv`;
    await page
      .locator('input[type=file]')
      .setInputFiles({ name, mimeType: 'text/csv', buffer: Buffer.from('a,b\n1,2\n') });
    await page.locator('li.failed').waitFor();
    broken = false;
    await page.locator('li.failed').getByRole('button', { name: '重试' }).click();
    await page.locator('li.ready').waitFor();
    await page.getByRole('cell', { name, exact: true }).waitFor();
    await visitor.leave();
  });

  it("shows the API's own field errors at their fields", async () => {
    const visitor = await Visitor.arrive(browser, { url });
    const { page } = visitor;
    await visitor.open('/register');
    await page.locator('input[autocomplete=username]').fill(author.username);
    for (const index of [0, 1])
      await page.locator('input[autocomplete=new-password]').nth(index).fill(PASSWORD);
    await page.getByRole('button', { name: '注册并登录' }).click();
    await page
      .getByRole('alert')
      .filter({ hasText: /[\u4e00-\u9fff]/ })
      .waitFor();
    await page.locator('input[autocomplete=username]').fill('9');
    await page.getByRole('button', { name: '注册并登录' }).click();
    await page.locator('input[autocomplete=username][aria-invalid=true]').waitFor();
    await visitor.leave();
  });

  it('shows hostile names, messages, cells and files as text', async () => {
    const source = await readFile(join(import.meta.dirname, 'console/hostile_result.py'), 'utf8');
    const run = await author.runSource(`${freshName('hostile')}.py`, source);
    expect(run.status).toBe('succeeded');
    const visitor = await Visitor.arrive(browser, { url });
    const { page } = visitor;
    await visitor.open(`/runs/${run.id}`);
    await visitor.signIn(author.username, PASSWORD);
    await page.locator('.headline', { hasText: '<img' }).waitFor();
    await page.locator('canvas').first().waitFor();
    await page.locator('[data-cell="0-1"]', { hasText: '=HYPERLINK' }).waitFor();
    for (const file of ['page.html', 'note.txt', '<img src=x onerror=alert(1)>.csv']) {
      await page.getByRole('button', { name: `预览 ${file}` }).click();
      await page.getByRole('dialog').getByText('<img', { exact: false }).first().waitFor();
      await page.getByRole('dialog').getByRole('button', { name: '关闭' }).click();
      await page.getByRole('dialog').waitFor({ state: 'detached' });
    }
    await page.getByRole('tab', { name: '日志' }).click();
    await page.locator('[data-log] li', { hasText: '<script>' }).waitFor();
    expect(await page.locator('main img').count()).toBe(0);
    await visitor.leave();
  });

  it('answers with a policy that allows no inline script', async () => {
    const policy = (await fetch(`${url}/`)).headers.get('content-security-policy') ?? '';
    const scripts = policy.split(';').find((part) => part.trim().startsWith('script-src')) ?? '';
    expect(scripts.trim()).toBe("script-src 'self'");
    expect(policy).toContain("default-src 'none'");
  });
});
