/**
 * `npm run screenshots`: writes every page of the console, in both languages, at both widths, to `screenshots/`, and
 * says where something sticks out or is not translated. Starts a platform of its own, unless OPENSCRIPT_URL names a
 * running one (where anybody may register).
 */
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startPlatform } from '../../local/platform.ts';
import { launchBrowser } from '../browser.ts';
import { overflowOf, prepareTour, type Stop, untranslated } from '../e2e/console/tour.ts';
import { administratorStops } from '../e2e/console/tour-triggers.ts';
import { newUser } from '../e2e/platform/client.ts';

const languages = ['zh-CN', 'en'] as const;
const widths = [1280, 390] as const;
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
let faults = 0;
try {
  await mkdir(folder, { recursive: true });
  const client = await newUser(platform.url, 'wangfang');
  const people: readonly { username: string; password: string; stops: readonly Stop[] }[] = [
    { username: client.username, password: PASSWORD, stops: await prepareTour(client) },
    // A platform that was there before does not tell us its administrator's password.
    ...(platform.administrator === undefined
      ? []
      : [{ ...platform.administrator, stops: administratorStops }]),
  ];
  let pictures = 0;
  for (const { username, password, stops } of people)
    for (const language of languages)
      for (const width of widths) {
        const context = await browser.newContext({
          viewport: { width, height: 860 },
          locale: language,
          timezoneId: 'Asia/Shanghai',
          reducedMotion: 'reduce',
        });
        const page = await context.newPage();
        let signedIn = false;
        for (const stop of [...stops].sort((a, b) => Number(b.open ?? false) - Number(a.open ?? false))) {
          await page.goto(`${platform.url}${stop.path}`);
          if (!stop.open && !signedIn) {
            await page.locator('input[autocomplete=username]').fill(username);
            await page.locator('input[autocomplete=current-password]').fill(password);
            await page.locator('form button').click();
            signedIn = true;
          }
          await page.locator(stop.ready).first().waitFor();
          await stop.act?.(page);
          await page.waitForLoadState('networkidle');
          const found = [...(await overflowOf(page)), ...(await untranslated(page))];
          faults += found.length;
          if (found.length > 0) console.log(`${stop.name} ${language} ${width}: ${found.join(', ')}`);
          await page.screenshot({
            path: join(folder, `${stop.name}-${language}-${width}.png`),
            fullPage: stop.act === undefined,
          });
          pictures += 1;
        }
        await context.close();
      }
  console.log(`${pictures} pictures in ${folder}`);
} finally {
  await browser.close();
  await platform.stop();
}
process.exit(faults === 0 ? 0 : 1);
