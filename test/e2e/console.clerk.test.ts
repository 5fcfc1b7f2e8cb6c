import { readFile } from 'node:fs/promises';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { launchBrowser } from '../browser.ts';
import { makeWorkbooks } from './console/made-files.ts';
import { focusOf, Visitor } from './console/visitor.ts';
import { type Client, newUser } from './platform/client.ts';

const { url } = inject('platform');
const PASSWORD = 'correct horse battery';

describe("a clerk's work in the console", () => {
  let browser: Browser;
  let clerk: Client & { username: string };
  let workbooks: Awaited<ReturnType<typeof makeWorkbooks>>;
  beforeAll(async () => {
    browser = await launchBrowser();
    clerk = await newUser(url, 'kuaiji');
    await clerk.uploadExample('merge_offices.py');
    workbooks = await makeWorkbooks(3);
  });
  afterAll(async () => {
    await browser?.close();
    await workbooks?.remove();
  });

  it('signs in, picks merge_offices, drops three workbooks, starts, watches, downloads, and runs again', async () => {
    const visitor = await Visitor.arrive(browser, { url });
    const { page } = visitor;
    await visitor.open('/');
    await page.waitForURL(/\/sign-in/);
    await visitor.signIn(clerk.username, PASSWORD);

    await page.getByRole('searchbox').fill('merge_offices');
    await page.locator('a[href="/start/merge_offices"]').click();
    await visitor.drop(workbooks.paths);
    await page.locator('li.ready').nth(2).waitFor();
    await page.locator('[data-field=month] input').fill('2026-10');
    await page.getByRole('button', { name: visitor.words.start }).click();

    const first = await visitor.runId();
    await visitor.waitForStatus('succeeded');
    await page.getByText('合计核对').first().waitFor();
    expect(await page.locator('.ruled').count()).toBeGreaterThan(0);

    const downloading = page.waitForEvent('download');
    await page.getByRole('button', { name: /下载 merged\.xlsx/ }).click();
    const file = await (await downloading).path();
    expect((await readFile(file)).subarray(0, 2).toString()).toBe('PK');

    await page.getByRole('button', { name: '预览 merged.xlsx' }).click();
    await page.getByRole('dialog').getByRole('tab').nth(1).click();
    await page.getByRole('dialog').getByRole('grid').locator('[data-cell="0-0"]').waitFor();
    await page.getByRole('dialog').getByRole('button', { name: '关闭' }).click();
    await page.getByRole('dialog').waitFor({ state: 'detached' });

    await page.getByRole('tab', { name: '日志' }).click();
    await page.locator('[data-log] li').first().waitFor();
    expect(await page.locator('[data-log]').innerText()).toContain('.xlsx');

    await page.getByRole('link', { name: visitor.words.again }).click();
    await page.locator('li.ready').nth(2).waitFor();
    expect(await page.locator('[data-field=month] input').inputValue()).toBe('2026-10');
    await page.getByRole('button', { name: visitor.words.start }).click();
    await page.waitForURL(
      (address) => /\/runs\/run_/.test(address.pathname) && !address.pathname.includes(first),
    );
    const second = await visitor.runId();
    await visitor.waitForStatus('succeeded');
    const [before, after] = [await clerk.showRun(first), await clerk.showRun(second)];
    expect(after.parameters).toEqual(before.parameters);
    expect(after.files).toEqual(before.files);
    await visitor.leave();
  });

  it('does the same by the keyboard alone: sign in, pick, choose files, start, look, download', async () => {
    const visitor = await Visitor.arrive(browser, { url });
    const { page } = visitor;
    const { keyboard } = page;
    await visitor.open('/');
    await visitor.moveTo(page.locator('input[autocomplete=username]'));
    await keyboard.type(clerk.username);
    await keyboard.press('Tab');
    await keyboard.type(PASSWORD);
    await keyboard.press('Enter');
    await page.locator('nav').waitFor();

    await visitor.moveTo(page.getByRole('searchbox'));
    await keyboard.type('merge_offices');
    await visitor.moveTo(page.locator('a[href="/start/merge_offices"]'));
    await keyboard.press('Enter');
    await visitor.moveTo(page.locator('input[type=file]'));
    const choosing = page.waitForEvent('filechooser');
    await keyboard.press('Space');
    await (await choosing).setFiles(workbooks.paths);
    await page.locator('li.ready').nth(2).waitFor();
    await visitor.moveTo(page.locator('[data-field=month] input'));
    await keyboard.type('2026-10');
    await visitor.moveTo(page.getByRole('button', { name: visitor.words.start }));
    await keyboard.press('Enter');
    await visitor.runId();
    await visitor.waitForStatus('succeeded');

    const previewButton = page.getByRole('button', { name: '预览 merged.xlsx' });
    await visitor.moveTo(previewButton);
    await keyboard.press('Enter');
    await page.getByRole('dialog').getByRole('grid').locator('[data-cell="0-0"]').waitFor();
    await visitor.moveTo(page.getByRole('dialog').getByRole('tab').first());
    await keyboard.press('ArrowRight');
    expect(await page.getByRole('dialog').getByRole('tab').nth(1).getAttribute('aria-selected')).toBe('true');
    await keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    expect((await focusOf(previewButton)).focused).toBe(true);

    const downloading = page.waitForEvent('download');
    await visitor.moveTo(page.getByRole('button', { name: /下载 merged\.xlsx/ }));
    await keyboard.press('Enter');
    expect((await readFile(await (await downloading).path())).subarray(0, 2).toString()).toBe('PK');

    await visitor.moveTo(page.getByRole('tab', { name: '结果' }), 'Shift+Tab');
    await keyboard.press('ArrowRight');
    await page.locator('[data-log] li').first().waitFor();
    await visitor.leave();
  });

  it('is told at once what does not fit, and can take a wrong file away', async () => {
    const visitor = await Visitor.arrive(browser, { url });
    const { page } = visitor;
    await visitor.open('/start/merge_offices');
    await visitor.signIn(clerk.username, PASSWORD);
    await page.waitForURL(/\/start\/merge_offices/);
    await page
      .locator('input[type=file]')
      .setInputFiles({ name: '说明.docx', mimeType: 'x/y', buffer: Buffer.from('x') });
    await page.getByText('类型不符').waitFor();
    await page.locator('[data-field=month] input').fill('十月');
    await page.getByRole('button', { name: visitor.words.start }).click();
    await page.getByText('格式不符合要求').first().waitFor();
    await page.getByRole('button', { name: '移除 说明.docx' }).click();
    await page.getByText('此项必填').first().waitFor();
    expect(page.url()).toContain('/start/merge_offices');
    await visitor.leave();
  });

  it('cancels a run, and sees that it has stopped', async () => {
    const name = `slow_${clerk.username}`;
    await clerk.uploadScript(
      `${name}.py`,
      'import time\ndef main():\n    print("begun", flush=True)\n    time.sleep(300)\n',
    );
    const visitor = await Visitor.arrive(browser, { url, language: 'en' });
    const { page } = visitor;
    await visitor.open(`/start/${name}`);
    await visitor.signIn(clerk.username, PASSWORD);
    await page.getByRole('button', { name: visitor.words.start }).click();
    await visitor.waitForStatus('running');
    await page.locator('[data-log] li', { hasText: 'begun' }).waitFor();
    await page.getByRole('button', { name: visitor.words.cancel, exact: true }).click();
    await page.getByRole('button', { name: 'Cancel the run' }).click();
    await visitor.waitForStatus('cancelled');
    await visitor.leave();
  });

  it('downloads everything as one zip', async () => {
    const name = `files_${clerk.username}`;
    const run = await clerk.runSource(
      `${name}.py`,
      'import os\ndef main():\n    os.makedirs("out/明细")\n    open("out/a.txt", "w").write("a" * 1000)\n    open("out/明细/b.csv", "w").write("1,2")\n',
    );
    const visitor = await Visitor.arrive(browser, { url });
    await visitor.open(`/runs/${run.id}`);
    await visitor.signIn(clerk.username, PASSWORD);
    const downloading = visitor.page.waitForEvent('download');
    await visitor.page.getByRole('button', { name: '全部下载' }).click();
    const download = await downloading;
    expect(download.suggestedFilename()).toMatch(/\.zip$/);
    const zip = await readFile(await download.path());
    expect(zip.subarray(0, 2).toString()).toBe('PK');
    expect(zip.includes(Buffer.from('明细/b.csv'))).toBe(true);
    await visitor.leave();
  });
});
