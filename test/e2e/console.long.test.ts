import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { launchBrowser } from '../browser.ts';
import { Visitor } from './console/visitor.ts';
import { type Client, freshName, newUser, type RunView } from './platform/client.ts';

const { url } = inject('platform');
const PASSWORD = 'correct horse battery';
const LINES = 1_000_000;
const ROWS = 100_000;

describe('long logs and tables', () => {
  let browser: Browser;
  let author: Client & { username: string };
  let run: RunView;
  beforeAll(async () => {
    browser = await launchBrowser();
    author = await newUser(url, 'chang');
    const source = await readFile(join(import.meta.dirname, 'console/long_output.py'), 'utf8');
    const name = freshName('long');
    await author.uploadScript(`${name}.py`, source);
    const { id } = await author.startRun(name, { lines: LINES, rows: ROWS });
    run = await author.waitForEnd(id, 180);
  });
  afterAll(() => browser?.close());

  it('a log of a million lines scrolls, is searched, and keeps few rows on the page', async () => {
    expect(run.status).toBe('succeeded');
    const visitor = await Visitor.arrive(browser, { url, language: 'en' });
    const { page } = visitor;
    await visitor.open(`/runs/${run.id}?tab=log`);
    await visitor.signIn(author.username, PASSWORD);
    await page
      .getByText(`${LINES.toLocaleString('en')} lines`, { exact: false })
      .waitFor({ timeout: 100_000 });
    await page.getByRole('button', { name: 'To the end' }).click();
    await page.locator('[data-log] li', { hasText: `row ${LINES}` }).waitFor();
    expect(await page.locator('[data-log] li').count()).toBeLessThan(120);
    await page.getByRole('searchbox').fill('row 654321');
    await page.locator('[data-log] li.current', { hasText: 'row 654321' }).waitFor();
    // A frame that takes long is what a person feels as a jerk: the longest of sixty jumps is measured on the page.
    const longest = Number(
      await page.evaluate(`(async () => {
      const log = document.querySelector('[data-log]');
      let longest = 0;
      for (let step = 1; step <= 60; step += 1) {
        const before = performance.now();
        log.scrollTop = (log.scrollHeight / 60) * step;
        await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
        longest = Math.max(longest, performance.now() - before);
      }
      return longest;
    })()`),
    );
    console.log(`longest of 60 jumps through ${LINES} lines: ${longest.toFixed(0)} ms`);
    expect(await page.locator('[data-log] li', { hasText: `row ${LINES}` }).count()).toBe(1);
    await visitor.leave();
  });

  it('a table of a hundred thousand rows scrolls, sorts by exact amounts, filters and copies', async () => {
    const visitor = await Visitor.arrive(browser, { url, language: 'en' });
    const { page } = visitor;
    await visitor.context.grantPermissions(['clipboard-read', 'clipboard-write'], { origin: url });
    await visitor.open(`/runs/${run.id}`);
    await visitor.signIn(author.username, PASSWORD);
    const grid = page.getByRole('grid');
    await grid.locator('[data-cell="0-1"]', { hasText: 'row 0' }).waitFor();
    await grid.evaluate('(element) => { element.scrollTop = element.scrollHeight; }');
    await grid.locator(`[data-cell="${ROWS - 1}-1"]`, { hasText: `row ${ROWS - 1}` }).waitFor();
    expect(await grid.getByRole('row').count()).toBeLessThan(80);

    await grid.getByRole('button', { name: 'amount' }).click();
    await grid.evaluate('(element) => { element.scrollTop = 0; }');
    await grid.locator('[data-cell="0-2"]', { hasText: /^0\.10$/ }).waitFor({ timeout: 60_000 });
    await grid.getByLabel('Filter n', { exact: true }).fill('>= 99990');
    await grid.getByLabel('Filter n', { exact: true }).press('Enter');
    await page.getByText('10 of 100,000 rows').waitFor();
    await grid.locator('[data-cell="0-0"]').click();
    await page.keyboard.press('Shift+ArrowDown');
    await page.keyboard.press('Shift+ArrowRight');
    await page.keyboard.press('ControlOrMeta+c');
    await page.getByText('Copied 2 rows × 2 columns').waitFor();
    const copied = String(await page.evaluate('navigator.clipboard.readText()'));
    expect(copied.split('\n').map((line) => line.split('\t').length)).toEqual([2, 2]);
    await visitor.leave();
  });
});
