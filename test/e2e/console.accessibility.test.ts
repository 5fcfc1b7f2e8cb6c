import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { launchBrowser } from '../browser.ts';
import type { Stop } from './console/stop.ts';
import { administratorsTour, overflowOf, prepareTour, untranslated } from './console/tour.ts';
import { Visitor } from './console/visitor.ts';
import { type Client, newUser } from './platform/client.ts';

const { url, administrator, adminPassword } = inject('platform');
const axe = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** Serious and critical faults that axe finds, by all rules or only some: the rule, and the elements. */
const faultsOf = async (page: Page, rules: readonly string[] = []): Promise<readonly string[]> => {
  const options = {
    resultTypes: ['violations'],
    ...(rules.length === 0 ? {} : { runOnly: { type: 'rule', values: rules } }),
  };
  const found = String(
    await page.evaluate(`axe.run(document, ${JSON.stringify(options)}).then(({ violations }) => JSON.stringify(
      violations.filter(({ impact }) => impact === 'serious' || impact === 'critical')
        .map(({ id, nodes }) => id + ': ' + nodes.slice(0, 3).map(({ target, html }) => target.join(' ') + ' ' + html.slice(0, 160)).join(' | '))))`),
  );
  return JSON.parse(found) as readonly string[];
};
const HEIGHT = 860;
/** How long a page takes to be laid out at another width. */
const LAID_OUT_MS = 300;

/** What is wrong with a page, at both widths in the light, and opened anew in the dark. */
const lookAt = async (
  page: Page,
  otherWidth: number,
  open: () => Promise<void>,
): Promise<readonly string[]> => {
  await open();
  await page.evaluate(axe);
  const found = [...(await faultsOf(page)), ...(await overflowOf(page)), ...(await untranslated(page))];
  const width = page.viewportSize()?.width ?? otherWidth;
  await page.setViewportSize({ width: otherWidth, height: HEIGHT });
  await page.waitForTimeout(LAID_OUT_MS);
  found.push(
    ...[...(await faultsOf(page)), ...(await overflowOf(page))].map((fault) => `${otherWidth} px: ${fault}`),
  );
  await page.setViewportSize({ width, height: HEIGHT });
  // Opened anew: colours that are just changing have no contrast to speak of.
  await page.emulateMedia({ colorScheme: 'dark', reducedMotion: 'reduce' });
  await open();
  await page.evaluate(axe);
  found.push(...(await faultsOf(page, ['color-contrast'])).map((fault) => `dark: ${fault}`));
  await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' });
  return found;
};

describe('every page and dialog', { timeout: 600_000 }, () => {
  let browser: Browser;
  let client: Client & { username: string };
  let stops: readonly Stop[];
  beforeAll(async () => {
    browser = await launchBrowser();
    client = await newUser(url, 'keji');
    stops = await prepareTour(client);
  });
  afterAll(() => browser?.close());

  it.each([
    ['zh-CN', 1280, 390],
    ['en', 390, 1280],
  ] as const)(
    'has no serious accessibility fault, no overflow, no untranslated word, light and dark: %s, %i and %i px',
    async (language, width, otherWidth) => {
      const faults: Record<string, unknown> = {};
      const walk = async (tour: readonly Stop[], username: string, password: string) => {
        const visitor = await Visitor.arrive(browser, { url, language, width });
        const { page } = visitor;
        await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' });
        const look = async (stop: Stop) => {
          const found = await lookAt(page, otherWidth, async () => {
            await visitor.open(stop.path);
            await page.locator(stop.ready).first().waitFor();
            await stop.act?.(page);
          });
          if (found.length > 0) faults[stop.name] = found;
        };
        for (const stop of tour.filter(({ open }) => open)) await look(stop);
        await visitor.open('/sign-in');
        await visitor.signIn(username, password);
        for (const stop of tour.filter(({ open }) => !open)) await look(stop);
        await visitor.leave();
      };
      await walk(stops, client.username, 'correct horse battery');
      await walk(administratorsTour, administrator, adminPassword);
      expect(faults).toEqual({});
    },
  );
});
