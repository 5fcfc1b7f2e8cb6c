import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { launchBrowser } from '../browser.ts';
import { Visitor } from './console/visitor.ts';
import { type Client, freshName, newUser } from './platform/client.ts';

const { url } = inject('platform');
const PASSWORD = 'correct horse battery';
const pythonOf = (name: string) => readFile(join(import.meta.dirname, 'console', name));

describe("a script author's work in the console", () => {
  let browser: Browser;
  let author: Client & { username: string };
  beforeAll(async () => {
    browser = await launchBrowser();
    author = await newUser(url, 'zuozhe');
  });
  afterAll(() => browser?.close());

  it('uploads a script with an error, is shown its place, mends it, and runs it', async () => {
    const name = freshName('mend');
    const visitor = await Visitor.arrive(browser, { url });
    const { page } = visitor;
    await visitor.open('/scripts/new');
    await visitor.signIn(author.username, PASSWORD);
    const broken = '"""Adds."""\n\n\ndef main(a: int, *rest) -> dict:\n    return {"message": str(a)}\n';
    await page
      .locator('input[type=file]')
      .setInputFiles({ name: `${name}.py`, mimeType: 'text/x-python', buffer: Buffer.from(broken) });
    await page.locator('.cm-lintRange-error').first().waitFor();
    const place = page.getByRole('button', { name: /第 4 行/ });
    await place.waitFor();
    expect(await page.locator('button.large').isDisabled()).toBe(true);

    await place.click();
    await page.locator('.cm-content').press('ControlOrMeta+a');
    await page.keyboard.insertText(broken.replace(', *rest', ', b: int = 2').replace('str(a)', 'str(a + b)'));
    await page.locator('.badge.ok', { hasText: '可以上传' }).waitFor();
    await page.locator('[data-field=a]').waitFor();
    await page.locator('button.large').click();

    await page.waitForURL(new RegExp(`/scripts/${name}$`));
    await page.locator('.page-head').getByRole('link', { name: '运行', exact: true }).click();
    await page.locator('[data-field=a] input').fill('40');
    await page.getByRole('button', { name: visitor.words.start }).click();
    await visitor.waitForStatus('succeeded');
    await page.locator('.headline', { hasText: '42' }).waitFor();
    await visitor.leave();
  });

  it('makes versions, compares them, rolls back, changes limits, archives', async () => {
    const name = freshName('versions');
    for (const answer of ['one', 'two'])
      await author.uploadScript(`${name}.py`, `def main():\n    return {"message": "${answer}"}\n`, {
        changelog: answer,
      });
    const visitor = await Visitor.arrive(browser, { url, language: 'en' });
    const { page } = visitor;
    await visitor.open(`/scripts/${name}?tab=diff`);
    await visitor.signIn(author.username, PASSWORD);
    await page.locator('.cm-mergeView').waitFor();
    expect(await page.locator('.cm-changedLine, .cm-deletedChunk').count()).toBeGreaterThan(0);

    await page.getByRole('tab', { name: 'Versions' }).click();
    await page.getByRole('button', { name: 'Roll back' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Roll back' }).click();
    await page.getByText('Version 1 is in use').waitFor();
    const run = await author.startRun(name);
    expect((await author.waitForEnd(run.id)).result.message).toBe('one');

    await page.getByRole('tab', { name: 'Settings' }).click();
    await page.getByLabel('Memory (MB)').fill('512');
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText('Saved').waitFor();
    expect((await author.call('GET', `/scripts/${name}`)).body.data.limits.memory_mb).toBe(512);

    await page.getByRole('button', { name: 'Archive' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Archive' }).click();
    await page.waitForURL(/\/scripts$/);
    expect((await author.call('GET', `/scripts/${name}`)).body.data.archived).toBe(true);
    await visitor.leave();
  });

  it('gives each type of parameter its control, and each value arrives as it was typed', async () => {
    const name = freshName('types');
    await author.uploadScript(`${name}.py`, (await pythonOf('every_type.py')).toString());
    const visitor = await Visitor.arrive(browser, { url });
    const { page } = visitor;
    await visitor.open(`/start/${name}`);
    await visitor.signIn(author.username, PASSWORD);
    const field = (parameter: string) => page.locator(`[data-field=${parameter}]`);
    await field('title').locator('input').fill('月报 <b>x</b>');
    await field('amount').locator('input').fill('￥12,345,678,901,234,567,890.10');
    await field('day').getByRole('textbox').fill('2026年10月31日');
    await field('at').getByRole('textbox').fill('2026/10/31 8:30:00');
    await field('offices').locator('input').first().fill('北京');
    await field('offices').getByRole('button', { name: '添加一项' }).click();
    await field('offices').locator('input').nth(1).fill('上海');
    await field('currency').locator('select').selectOption({ label: 'USD' });
    await field('clock').getByRole('textbox').fill('９：15:00');
    await field('clock').getByRole('textbox').press('Tab');
    expect(await field('clock').getByRole('textbox').inputValue()).toBe('09:15:00');
    await field('ratio').locator('input').fill('0.25');
    await field('flag').locator('input').check();
    await field('years').getByRole('button', { name: '添加一项' }).click();
    await field('years').locator('input').first().fill('2026');
    await field('mapping').locator('.cm-content').click();
    await page.keyboard.insertText('{"6602": "管理费用"}');
    await field('books')
      .locator('input[type=file]')
      .setInputFiles({ name: '明细.csv', mimeType: 'text/csv', buffer: Buffer.from('a,b\n') });
    await field('books').locator('li.ready').waitFor();
    await page.getByRole('button', { name: visitor.words.start }).click();
    const id = await visitor.runId();
    await visitor.waitForStatus('succeeded');
    const run = await author.showRun(id);
    expect(run.parameters).toMatchObject({
      title: '月报 <b>x</b>',
      amount: '12345678901234567890.10',
      day: '2026-10-31',
      at: '2026-10-31T08:30:00',
      offices: ['北京', '上海'],
      currency: 'USD',
      clock: '09:15:00',
      count: 3,
      ratio: 0.25,
      flag: true,
      years: [2026],
      mapping: { 6602: '管理费用' },
    });
    expect(run.result.values).toMatchObject({
      amount: '12345678901234567890.10',
      books: ['明细.csv'],
      note: null,
    });
    await visitor.leave();
  });
});
