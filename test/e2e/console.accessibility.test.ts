import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { launchBrowser } from '../browser.ts';
import { lookAt } from './console/look-at.ts';
import type { Stop } from './console/stop.ts';
import { administratorsTour, prepareTour } from './console/tour.ts';
import { Visitor } from './console/visitor.ts';
import { type Client, newUser } from './platform/client.ts';

const { url, administrator, adminPassword } = inject('platform');

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
    ['zh-CN', 1280, 390, true],
    ['en', 390, 1280, false],
  ] as const)(
    'has no serious accessibility fault, no overflow, no untranslated word: %s, %i and %i px, dark too: %s',
    async (language, width, otherWidth, dark) => {
      const faults: Record<string, unknown> = {};
      const walk = async (tour: readonly Stop[], username: string, password: string) => {
        const visitor = await Visitor.arrive(browser, { url, language, width });
        const { page } = visitor;
        await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' });
        const look = async (stop: Stop) => {
          const found = await lookAt(page, { otherWidth, dark }, async () => {
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
