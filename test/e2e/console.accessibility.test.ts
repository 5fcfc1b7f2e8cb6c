import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { launchBrowser } from '../browser.ts';
import { overflowOf, prepareTour, type Stop, untranslated } from './console/tour.ts';
import { administratorStops } from './console/tour-triggers.ts';
import { Visitor } from './console/visitor.ts';
import { type Client, newUser } from './platform/client.ts';

const { url, administrator, adminPassword } = inject('platform');
const axe = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** Serious and critical faults that axe finds: the rule, and the elements. */
const faultsOf = async (page: Page): Promise<readonly string[]> => {
  await page.evaluate(axe);
  const found = String(
    await page.evaluate(`axe.run(document, { resultTypes: ['violations'] }).then(({ violations }) => JSON.stringify(
      violations.filter(({ impact }) => impact === 'serious' || impact === 'critical')
        .map(({ id, nodes }) => id + ': ' + nodes.slice(0, 3).map(({ target, html }) => target.join(' ') + ' ' + html.slice(0, 160)).join(' | '))))`),
  );
  return JSON.parse(found) as readonly string[];
};

describe('every page', () => {
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
    ['zh-CN', 1280, 'light'],
    ['en', 390, 'light'],
    ['zh-CN', 390, 'dark'],
    ['en', 1280, 'dark'],
  ] as const)(
    'has no serious accessibility fault, no overflow and no untranslated word: %s, %i px, %s',
    async (language, width, colours) => {
      const visitor = await Visitor.arrive(browser, { url, language, width });
      await visitor.page.emulateMedia({ colorScheme: colours, reducedMotion: 'reduce' });
      const faults: Record<string, unknown> = {};
      const look = async (stop: Stop, who: Visitor) => {
        const { page } = who;
        await who.open(stop.path);
        await page.locator(stop.ready).first().waitFor();
        await stop.act?.(page);
        const found = [...(await faultsOf(page)), ...(await overflowOf(page)), ...(await untranslated(page))];
        if (found.length > 0) faults[stop.name] = found;
      };
      for (const stop of stops.filter(({ open }) => open)) await look(stop, visitor);
      await visitor.open('/sign-in');
      await visitor.signIn(client.username, 'correct horse battery');
      for (const stop of stops.filter(({ open }) => !open)) await look(stop, visitor);
      await visitor.leave();
      // Nothing is kept from the visit before: a new browser for the administrator.
      const chief = await Visitor.arrive(browser, { url, language, width });
      await chief.page.emulateMedia({ colorScheme: colours, reducedMotion: 'reduce' });
      await chief.open('/sign-in');
      await chief.signIn(administrator, adminPassword);
      for (const stop of administratorStops) await look(stop, chief);
      await chief.leave();
      expect(faults).toEqual({});
    },
  );
});
