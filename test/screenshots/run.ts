/**
 * `npm run screenshots`: writes every page and dialog of the console, in both languages, at both widths, light and dark,
 * to `screenshots/`, and says where something sticks out or is not translated. Starts a platform of its own, unless OPENSCRIPT_URL names a
 * running one (where anybody may register).
 */
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { startPlatform } from '../../local/platform.ts';
import { launchBrowser } from '../browser.ts';
import type { Stop } from '../e2e/console/stop.ts';
import { administratorsTour, overflowOf, prepareTour, untranslated } from '../e2e/console/tour.ts';
import { newUser } from '../e2e/platform/client.ts';

/** Every page in both languages at both widths; and the dark colours once in each. */
const views = [
  { language: 'zh-CN', width: 1280, colours: 'light' },
  { language: 'zh-CN', width: 390, colours: 'light' },
  { language: 'en', width: 1280, colours: 'light' },
  { language: 'en', width: 390, colours: 'light' },
  { language: 'zh-CN', width: 1280, colours: 'dark' },
  { language: 'en', width: 390, colours: 'dark' },
] as const;
type View = (typeof views)[number];
interface Person {
  readonly username: string;
  readonly password: string;
}
const folder = join(import.meta.dirname, '../../screenshots');
const PASSWORD = 'correct horse battery';

const ownPlatform = async () => {
  const home = await mkdtemp(join(tmpdir(), 'openscript-screenshots-'));
  const platform = await startPlatform({ home, port: 0, say: console.log });
  return {
    url: platform.url,
    administrator: { username: platform.administrator, password: platform.adminPassword },
    stop: async () => {
      await platform.stop();
      await rm(home, { recursive: true, force: true });
    },
  };
};

const given = process.env.OPENSCRIPT_URL;
const platform =
  given === undefined ? await ownPlatform() : { url: given, administrator: undefined, stop: async () => {} };
const browser = await launchBrowser();
let pictures = 0;
let faults = 0;

/** Signs in on the page that a stop led to; says what the page says when that comes to nothing. */
const signIn = async (page: Page, who: Person): Promise<void> => {
  await page.locator('input[autocomplete=username]').fill(who.username);
  await page.locator('input[autocomplete=current-password]').fill(who.password);
  await page.locator('form button').click();
  const refused = page.locator('form [role=alert]').first();
  await page.locator('nav').first().or(refused).first().waitFor();
  if (await refused.isVisible())
    throw new Error(`${who.username} is not signed in: ${await refused.innerText()}`);
};

/** Goes from stop to stop as one person, and takes a picture of each. */
const photograph = async (
  { language, width, colours }: View,
  stops: readonly Stop[],
  who: Person,
): Promise<void> => {
  const context = await browser.newContext({
    viewport: { width, height: 860 },
    locale: language,
    timezoneId: 'Asia/Shanghai',
    reducedMotion: 'reduce',
    colorScheme: colours,
  });
  // The first of everything is slow: each function of the platform starts with its first request.
  context.setDefaultTimeout(60_000);
  const page = await context.newPage();
  let signedIn = false;
  for (const stop of [...stops].sort((a, b) => Number(b.open ?? false) - Number(a.open ?? false))) {
    await page.goto(`${platform.url}${stop.path}`);
    if (!stop.open && !signedIn) {
      await signIn(page, who);
      signedIn = true;
    }
    await page.locator(stop.ready).first().waitFor();
    await stop.act?.(page);
    // A page that follows a run always has a request open.
    await page.waitForLoadState('networkidle', { timeout: 1500 }).catch(() => undefined);
    const found = [...(await overflowOf(page)), ...(await untranslated(page))];
    faults += found.length;
    pictures += 1;
    const name = `${stop.name}-${language}-${width}${colours === 'dark' ? '-dark' : ''}`;
    if (found.length > 0) console.log(`${name}: ${found.join(', ')}`);
    await page.screenshot({ path: join(folder, `${name}.png`), fullPage: stop.act === undefined });
  }
  await context.close();
};

try {
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  const client = await newUser(platform.url, 'wangfang');
  const stops = await prepareTour(client);
  for (const view of views) {
    await photograph(view, stops, { username: client.username, password: PASSWORD });
    if (platform.administrator !== undefined)
      await photograph(view, administratorsTour, platform.administrator);
  }
  console.log(`${pictures} pictures in ${folder}`);
} finally {
  await browser.close();
  await platform.stop();
}
process.exit(faults === 0 ? 0 : 1);
