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

describe('every page and dialog', { timeout: 240_000 }, () => {
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
      const faults: Record<string, unknown> = {};
      const walk = async (tour: readonly Stop[], username: string, password: string) => {
        const visitor = await Visitor.arrive(browser, { url, language, width });
        const { page } = visitor;
        await page.emulateMedia({ colorScheme: colours, reducedMotion: 'reduce' });
        const look = async (stop: Stop) => {
          await visitor.open(stop.path);
          await page.locator(stop.ready).first().waitFor();
          await stop.act?.(page);
          const found = [
            ...(await faultsOf(page)),
            ...(await overflowOf(page)),
            ...(await untranslated(page)),
          ];
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
