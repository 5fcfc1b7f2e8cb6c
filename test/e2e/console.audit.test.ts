/** The audit log in the console: found, opened, exported; in both languages, at both widths, for those who may. */
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { launchBrowser } from '../browser.ts';
import { overflowOf, untranslated } from './console/tour.ts';
import { Visitor } from './console/visitor.ts';
import { type Client, freshName, newUser } from './platform/client.ts';

const { url, administrator, adminPassword } = inject('platform');
const axe = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const source = 'def main(month: str = "") -> dict:\n    return {"message": month}\n';

/** Serious and critical faults that axe finds, what sticks out, and what is not translated. */
const faultsOf = async (page: Page): Promise<readonly string[]> => {
  await page.evaluate(axe);
  const found = String(
    await page.evaluate(`axe.run(document, { resultTypes: ['violations'] }).then(({ violations }) => JSON.stringify(
      violations.filter(({ impact }) => impact === 'serious' || impact === 'critical')
        .map(({ id, nodes }) => id + ': ' + nodes.slice(0, 3).map(({ target }) => target.join(' ')).join(' | '))))`),
  );
  return [...(JSON.parse(found) as string[]), ...(await overflowOf(page)), ...(await untranslated(page))];
};

describe('the audit log in the console', { timeout: 240_000 }, () => {
  let browser: Browser;
  let author: Client & { username: string };
  let script: string;
  beforeAll(async () => {
    browser = await launchBrowser();
    author = await newUser(url, 'shenji');
    script = freshName('audited');
    expect((await author.uploadScript(`${script}.py`, source)).status).toBe(201);
    const { version } = (await author.call('GET', `/scripts/${script}`)).body.data;
    for (let each = 0; each < 60; each += 1)
      await author.call('PATCH', `/scripts/${script}`, {
        version: version + each,
        description: `text ${each}`,
      });
  });
  afterAll(() => browser?.close());

  it.each([
    ['zh-CN', 1280],
    ['en', 390],
  ] as const)('finds a change and shows it before and after (%s, %d px)', async (language, width) => {
    const visitor = await Visitor.arrive(browser, { url, language, width });
    const { page } = visitor;
    await page.emulateMedia({ reducedMotion: 'reduce' }); // colours that are just changing have no contrast to speak of
    await visitor.open(`/audit?actor=${author.username}`);
    await visitor.signIn(administrator, adminPassword);
    await page.locator('[data-event="scripts.update"]').nth(49).waitFor();
    expect(await page.locator('[data-event]').count()).toBe(50);
    expect(await faultsOf(page)).toEqual([]);
    await page.getByRole('button', { name: language === 'en' ? 'Show more' : '显示更多' }).click();
    await page.locator('[data-event="scripts.upload"]').waitFor();

    await page.locator('select').selectOption('refused');
    await page.locator('.empty').waitFor();
    await page.locator('.empty button').click();
    await page.locator('[data-event="audit.read"]').first().waitFor();

    await visitor.open(`/audit?resource_type=script&resource_id=${script}&action=scripts.update`);
    await page.locator('[data-event]').first().getByRole('button').click();
    const dialog = page.getByRole('dialog');
    await dialog.locator('[data-after]', { hasText: '"description": "text 59"' }).waitFor();
    await dialog.locator('[data-before]', { hasText: '"description": "text 58"' }).waitFor();
    await dialog.getByText(author.username).first().waitFor();
    expect(await faultsOf(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });

    const saving = page.waitForEvent('download');
    await page.getByRole('button', { name: language === 'en' ? 'Export as CSV' : '导出 CSV' }).click();
    const file = await readFile(await (await saving).path());
    expect([...file.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
    expect(file.toString().split('\r\n').length).toBe(62); // a head, sixty changes, an end
    expect(visitor.complaints).toEqual([]);
    await visitor.leave();
  });

  it('says which page a change came from', async () => {
    const visitor = await Visitor.arrive(browser, { url });
    await visitor.open('/audit?action=audit.read');
    await visitor.signIn(administrator, adminPassword);
    await visitor.page.locator('[data-event]').first().waitFor();
    await visitor.page.reload();
    await visitor.page.locator('[data-event]').first().getByRole('button').click();
    await visitor.page.getByRole('dialog').getByText('/audit', { exact: true }).waitFor();
    await visitor.leave();
  });

  it('is not for everybody', async () => {
    const visitor = await Visitor.arrive(browser, { url });
    await visitor.open('/audit');
    await visitor.signIn(author.username, 'correct horse battery');
    await visitor.page.getByRole('heading', { name: '没有权限' }).waitFor();
    expect(await visitor.page.getByRole('link', { name: '审计日志' }).count()).toBe(0);
    await visitor.leave();
  });
});
