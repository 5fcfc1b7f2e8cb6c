import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { launchBrowser } from '../browser.ts';
import { Visitor } from './console/visitor.ts';
import { type Client, freshName, newUser } from './platform/client.ts';

const { url } = inject('platform');
const PASSWORD = 'correct horse battery';

describe('sharing triggers in the console', () => {
  let browser: Browser;
  let owner: Client & { username: string };
  let mate: Client & { username: string };
  const made: Record<string, { id: string; name: string }> = {};
  beforeAll(async () => {
    browser = await launchBrowser();
    owner = await newUser(url, 'zhuren');
    mate = await newUser(url, 'banyuan');
    const script = freshName('takes');
    await owner.uploadScript(
      `${script}.py`,
      'from openscript import File\n\ndef main(book: File | None = None):\n    return {}\n',
    );
    const make = async (path: string, body: Record<string, unknown> & { name: string }) => {
      const answer = await owner.call('POST', path, { ...body, script });
      if (answer.status !== 201) throw new Error(JSON.stringify(answer.body));
      made[path.slice(1)] = { id: answer.body.data.id, name: body.name };
    };
    const members = [{ parameter: 'book', pattern: '.*\\.csv' }];
    await make('/drop-folders', { name: freshName('tou').toLowerCase(), members });
    await make('/webhooks', { name: freshName('hook') });
    await make('/schedules', { name: freshName('ri'), expression: '0 3 1 1 *', time_zone: 'UTC' });
  });
  afterAll(() => browser?.close());

  const share = async (path: string, right: string) => {
    const visitor = await Visitor.arrive(browser, { url, language: 'en' });
    const { page } = visitor;
    await visitor.open(`/${path}/${made[path]?.id}`);
    await visitor.signIn(owner.username, PASSWORD);
    await page.getByRole('button', { name: 'Share', exact: true }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('User name').fill(mate.username);
    await dialog.getByLabel('May').selectOption(right);
    await dialog.getByRole('button', { name: 'Share', exact: true }).click();
    await dialog.getByText(mate.username).waitFor();
    await visitor.leave();
  };
  /** Signs the other one in, finds the thing in its list and opens it. */
  const find = async (path: string) => {
    const visitor = await Visitor.arrive(browser, { url, language: 'en' });
    await visitor.open(`/${path}`);
    await visitor.signIn(mate.username, PASSWORD);
    await visitor.page.getByRole('link', { name: made[path]?.name ?? '' }).click();
    await visitor.page.getByRole('heading', { level: 1, name: made[path]?.name ?? '' }).waitFor();
    return visitor;
  };

  it('a drop folder to run is found, takes files, and is not changed', async () => {
    await share('drop-folders', 'run');
    const visitor = await find('drop-folders');
    const { page } = visitor;
    await page.getByRole('tab', { name: 'Put files' }).click();
    await page.locator('.drop').first().waitFor();
    expect(await page.getByRole('button', { name: 'Share', exact: true }).count()).toBe(0);
    expect(await page.getByRole('button', { name: 'Pause' }).count()).toBe(0);
    expect(await page.getByRole('tab', { name: 'Settings' }).count()).toBe(0);
    await visitor.leave();
  });

  it('a webhook to see is found and shows its deliveries, no more', async () => {
    await share('webhooks', 'view');
    const visitor = await find('webhooks');
    const { page } = visitor;
    await page.getByRole('tab', { name: 'Deliveries' }).waitFor();
    expect(await page.getByRole('tab', { name: 'Try it' }).count()).toBe(0);
    expect(await page.getByRole('button', { name: 'Share', exact: true }).count()).toBe(0);
    await visitor.leave();
  });

  it('a webhook to manage is switched off and shared on; what it runs stays its owner’s', async () => {
    await share('webhooks', 'manage');
    const visitor = await find('webhooks');
    const { page } = visitor;
    await page.getByRole('button', { name: 'Share', exact: true }).waitFor();
    await page.getByRole('tab', { name: 'Settings' }).click();
    await page.getByLabel('Name', { exact: true }).fill(`${made.webhooks?.name}-2`);
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByRole('heading', { level: 1, name: `${made.webhooks?.name}-2` }).waitFor();
    await visitor.leave();
  });

  it('a schedule to run is set off, and is not paused', async () => {
    await share('schedules', 'run');
    const visitor = await find('schedules');
    const { page } = visitor;
    await page.getByRole('button', { name: 'Run now' }).click();
    const ticks = async () =>
      (await owner.call('GET', `/schedules/${made.schedules?.id}/ticks`)).body.data.items;
    await expect.poll(async () => (await ticks()).length, { timeout: 20_000 }).toBe(1);
    expect(await page.getByRole('button', { name: 'Pause' }).count()).toBe(0);
    await visitor.leave();
  });
});
