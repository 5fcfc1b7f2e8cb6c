import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { launchBrowser } from '../browser.ts';
import { Visitor } from './console/visitor.ts';
import { type Client, freshName, newUser } from './platform/client.ts';

const { url } = inject('platform');
const PASSWORD = 'correct horse battery';

describe('files in the console', () => {
  let browser: Browser;
  let clerk: Client & { username: string };
  let mate: Client & { username: string };
  const names = ['一月.csv', '二月.csv', '三月.csv'];
  beforeAll(async () => {
    browser = await launchBrowser();
    clerk = await newUser(url, 'wenjian');
    mate = await newUser(url, 'tongban');
    for (const name of names) await clerk.uploadFile(name, new TextEncoder().encode(`${name}\n`));
    await clerk.uploadFile('旧.csv', new TextEncoder().encode('a\n'), { folder: '归档' });
  });
  afterAll(() => browser?.close());

  const filed = async (): Promise<Record<string, string | null>> => {
    const { items } = (await clerk.call('GET', '/files')).body.data;
    return Object.fromEntries(
      items.map(({ name, folder }: { name: string; folder: string | null }) => [name, folder]),
    );
  };

  it('two are moved to a new folder by the keyboard alone, and one is renamed', async () => {
    const visitor = await Visitor.arrive(browser, { url });
    const { page } = visitor;
    const { keyboard } = page;
    await visitor.open('/files');
    await visitor.signIn(clerk.username, PASSWORD);
    await visitor.moveTo(page.getByLabel('选择 三月.csv'));
    await keyboard.press('Space');
    await visitor.moveTo(page.getByLabel('选择 二月.csv'));
    await keyboard.press('Space');
    await visitor.moveTo(page.getByRole('button', { name: '把 2 个文件移到文件夹' }), 'Shift+Tab');
    await keyboard.press('Enter');
    const dialog = page.getByRole('dialog');
    await visitor.moveTo(dialog.getByLabel('放入文件夹'));
    await keyboard.type('月报/十一月');
    await keyboard.press('Enter');
    await dialog.waitFor({ state: 'detached' });
    const chosen = page.getByRole('navigation', { name: '文件夹列表' }).getByRole('button', { name: /月报/ });
    await expect.poll(() => chosen.innerText()).toMatch(/2/);
    expect(await filed()).toMatchObject({
      '一月.csv': null,
      '二月.csv': '月报/十一月',
      '三月.csv': '月报/十一月',
    });

    await visitor.moveTo(page.getByRole('button', { name: '重命名 一月.csv' }));
    await keyboard.press('Enter');
    await visitor.moveTo(dialog.getByLabel('文件名'));
    await keyboard.press('Control+a');
    await keyboard.type('a/b.csv');
    await keyboard.press('Enter');
    await dialog.getByText('不得包含路径').waitFor();
    await keyboard.press('Control+a');
    await keyboard.type('元月.csv');
    await keyboard.press('Enter');
    await dialog.waitFor({ state: 'detached' });
    await page.getByRole('cell', { name: '元月.csv', exact: true }).waitFor();
    expect(await filed()).toMatchObject({ '元月.csv': null });
    await visitor.leave();
  });

  it('one that somebody renamed meanwhile stays where it is and says why; the others move', async () => {
    const visitor = await Visitor.arrive(browser, { url, language: 'en' });
    const { page } = visitor;
    const [first, second] = [freshName('first'), freshName('second')];
    const id = await clerk.uploadFile(`${first}.csv`, new TextEncoder().encode('1\n'));
    await clerk.uploadFile(`${second}.csv`, new TextEncoder().encode('2\n'));
    await visitor.open('/files');
    await visitor.signIn(clerk.username, PASSWORD);
    await page.getByLabel(`Select ${first}.csv`).check();
    await page.getByLabel(`Select ${second}.csv`).check();
    const renamed = await clerk.call('PATCH', `/files/${id}`, { version: 1, name: `${first}-x.csv` });
    expect(renamed.status).toBe(200);
    await page.getByRole('button', { name: 'Move 2 files to a folder' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('button', { name: '归档' }).click();
    await dialog.getByRole('button', { name: 'Move', exact: true }).click();
    await dialog.getByRole('alert').getByText(`${first}.csv`).waitFor();
    await dialog.getByText('changed meanwhile').waitFor();
    expect(await filed()).toMatchObject({ [`${first}-x.csv`]: null, [`${second}.csv`]: '归档' });
    await visitor.leave();
  });

  it('a folder that is shared is found by whom it was shared with, as somebody else’s', async () => {
    const owner = await Visitor.arrive(browser, { url, language: 'en' });
    await owner.open(`/files?${new URLSearchParams({ folder: '归档' })}`);
    await owner.signIn(clerk.username, PASSWORD);
    await owner.page.getByRole('button', { name: 'Share folder' }).click();
    const dialog = owner.page.getByRole('dialog');
    await dialog.getByLabel('User name').fill(mate.username);
    await dialog.getByRole('button', { name: 'Share', exact: true }).click();
    await dialog.getByText(mate.username).waitFor();
    await owner.leave();

    const visitor = await Visitor.arrive(browser, { url, width: 390 });
    const { page } = visitor;
    await visitor.open('/files');
    await visitor.signIn(mate.username, PASSWORD);
    const folder = page.getByRole('navigation', { name: '文件夹列表' }).getByRole('button', { name: /归档/ });
    expect(await folder.innerText()).toContain(clerk.username);
    await folder.click();
    await page.locator('td.name', { hasText: '旧.csv' }).waitFor();
    expect(new URL(page.url()).searchParams.get('owner')).toBe(clerk.username);
    // Seeing is all that was given: neither this folder nor its files are theirs to share or to move.
    expect(await page.getByRole('button', { name: '共享文件夹' }).count()).toBe(0);
    const { id, version } = (await mate.call('GET', '/files')).body.data.items[0];
    expect((await mate.call('PATCH', `/files/${id}`, { version, name: 'x.csv' })).status).toBe(403);
    // Who is given the right to manage it shares it on, and moves what is in it.
    const given = await clerk.call('POST', '/grants', {
      resource: { type: 'folder', id: `${clerk.username}/归档` },
      to: { type: 'user', username: mate.username },
      right: 'manage',
    });
    expect(given.status).toBe(201);
    await page.reload();
    await page.getByRole('button', { name: '共享文件夹' }).waitFor();
    expect((await mate.call('PATCH', `/files/${id}`, { version, name: '新.csv' })).status).toBe(200);
    await visitor.leave();
  });
});
