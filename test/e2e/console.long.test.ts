import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { launchBrowser } from '../browser.ts';
import { Visitor } from './console/visitor.ts';
import { type Client, freshName, newUser, type RunView } from './platform/client.ts';

const { url } = inject('platform');
const PASSWORD = 'correct horse battery';
const LINES = 100_000;
/** More than the platform keeps of one log today (50 MiB): what the console itself must bear. */
const MOST_LINES = 1_000_000;
const ROWS = 100_000;

describe('long logs and tables', { timeout: 300_000 }, () => {
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

  /** Reads on until the end is there, jumps through all of it, searches near its end. */
  const readThrough = async (visitor: Visitor, lines: number): Promise<void> => {
    const { page } = visitor;
    await page
      .getByText(`${lines.toLocaleString('en')} lines`, { exact: false })
      .waitFor({ timeout: 150_000 });
    await page.getByRole('button', { name: 'To the end' }).click();
    await page.locator('[data-log] li', { hasText: `row ${lines}` }).waitFor();
    expect(await page.locator('[data-log] li').count()).toBeLessThan(120);
    const wanted = `row ${Math.floor(lines * 0.654321)}`;
    await page.getByRole('searchbox').fill(wanted);
    await page.locator('[data-log] li.current', { hasText: wanted }).waitFor();
    // A frame that takes long is what a person feels as a jerk: the page measures sixty jumps.
    const times = JSON.parse(
      String(
        await page.evaluate(`(async () => {
          const log = document.querySelector('[data-log]');
          const times = [];
          for (let step = 1; step <= 60; step += 1) {
            const before = performance.now();
            log.scrollTop = (log.scrollHeight / 60) * step;
            await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
            times.push(performance.now() - before);
          }
          return JSON.stringify(times.sort((a, b) => a - b));
        })()`),
      ),
    ) as number[];
    console.log(
      `${lines} log lines, 60 jumps of two frames each: median ${times[30]?.toFixed(0)} ms, longest ${times[59]?.toFixed(0)} ms`,
    );
    expect(await page.locator('[data-log] li', { hasText: `row ${lines}` }).count()).toBe(1);
  };

  it('a log of a hundred thousand lines is read, scrolled and searched; few rows stand on the page', async () => {
    expect(run.status).toBe('succeeded');
    const visitor = await Visitor.arrive(browser, { url, language: 'en' });
    await visitor.open(`/runs/${run.id}?tab=log`);
    await visitor.signIn(author.username, PASSWORD);
    await readThrough(visitor, LINES);
    await visitor.leave();
  });

  it('a million lines do not stop the console', async () => {
    const visitor = await Visitor.arrive(browser, { url, language: 'en' });
    await visitor.page.route('**/logs?**', async (route) => {
      const query = new URL(route.request().url()).searchParams;
      const after = Number(query.get('after'));
      const count = Math.max(0, Math.min(Number(query.get('limit')), MOST_LINES - after));
      const lines = Array.from({ length: count }, (_, at) => ({
        n: after + at + 1,
        at: run.created_at,
        stream: 'stdout',
        text: `row ${after + at + 1}`,
      }));
      const data = { lines, next: after + count, done: after + count === MOST_LINES };
      await route.fulfill({ json: { code: 0, message: 'success', data, timestamp: 0 } });
    });
    await visitor.open(`/runs/${run.id}?tab=log`);
    await visitor.signIn(author.username, PASSWORD);
    await readThrough(visitor, MOST_LINES);
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
    await grid.locator('[data-cell="0-1"]').click();
    await page.keyboard.press('ControlOrMeta+End');
    await grid.locator(`[data-cell="${ROWS - 1}-1"]`, { hasText: `row ${ROWS - 1}` }).waitFor();
    expect(await grid.getByRole('row').count()).toBeLessThan(80);

    await grid.getByRole('button', { name: 'amount' }).click();
    await grid.locator(`[data-cell="${ROWS - 1}-2"]`).click();
    await page.keyboard.press('ControlOrMeta+Home');
    await grid.locator('[data-cell="0-2"]', { hasText: /^0\.10$/ }).waitFor({ timeout: 60_000 });
    await grid.getByLabel('Filter n', { exact: true }).fill('>= 99990');
    await page.getByText('10 of 100,000 rows').waitFor({ timeout: 90_000 }); // a hundred pages of the API
    await grid.locator('[data-cell="0-0"]').click();
    await page.keyboard.press('Shift+ArrowDown');
    await page.keyboard.press('Shift+ArrowRight');
    await page.keyboard.press('ControlOrMeta+c');
    await page.getByText('Copied 2 rows × 2 columns').waitFor();
    const copied = String(await page.evaluate('navigator.clipboard.readText()'));
    expect(copied.split('\n').map((line) => line.split('\t').length)).toEqual([2, 2]);
    await visitor.leave();
  });

  it('a filter keeps what is typed while rows arrive', async () => {
    const visitor = await Visitor.arrive(browser, { url, language: 'en' });
    const { page } = visitor;
    await page.route('**/tables/**', async (route) => {
      await new Promise((resolve) => setTimeout(resolve, 60));
      await route.continue();
    });
    await visitor.open(`/runs/${run.id}`);
    await visitor.signIn(author.username, PASSWORD);
    const grid = page.getByRole('grid');
    await grid.locator('[data-cell="0-1"]', { hasText: 'row 0' }).waitFor();
    await grid.getByRole('button', { name: 'amount' }).click();
    const filter = grid.getByLabel('Filter name', { exact: true });
    await filter.pressSequentially('row 12345', { delay: 120 });
    await filter.press('Enter');
    await page.getByText('1 of 100,000 rows').waitFor({ timeout: 30_000 });
    expect(await filter.inputValue()).toBe('row 12345');
    await visitor.leave();
  });

  it('a table whose rows could not be read says so, and reads on when asked again', async () => {
    const visitor = await Visitor.arrive(browser, { url, language: 'en' });
    const { page } = visitor;
    let asked = 0;
    await page.route('**/tables/**', (route) => {
      asked += 1;
      return asked > 1 && asked <= 5
        ? route.fulfill({ status: 500, json: { code: 50001, message: 'broken' } })
        : route.continue();
    });
    await visitor.open(`/runs/${run.id}`);
    await visitor.signIn(author.username, PASSWORD);
    const grid = page.getByRole('grid');
    await grid.locator('[data-cell="0-1"]', { hasText: 'row 0' }).waitFor();
    await grid.getByRole('button', { name: 'amount' }).click();
    await page.getByText('broken').waitFor();
    await page.getByRole('button', { name: 'Try again' }).click();
    await grid.locator('[data-cell="1-2"]', { hasText: /^1\.10$/ }).waitFor({ timeout: 60_000 });
    expect(await page.getByText('broken').count()).toBe(0);
    await visitor.leave();
  });
});
