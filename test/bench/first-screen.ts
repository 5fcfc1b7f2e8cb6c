import { launchBrowser } from '../browser.ts';
import { type Summary, summarise, timed } from './statistics.ts';

/** Milliseconds until a page shows what it is for; the browser knows nothing yet each time, except for `reload`. */
export interface FirstScreen {
  /** The address → the form of the sign-in page. */
  readonly signIn: Summary;
  /** Sent name and password → the list of scripts. */
  readonly home: Summary;
  /** The list of scripts, loaded again by somebody who is signed in. */
  readonly reload: Summary;
}

export interface Who {
  readonly username: string;
  readonly password: string;
}

/** Visits the console `count` times, each with a new browser profile. */
export const measureFirstScreen = async (
  url: string,
  { username, password }: Who,
  count = 9,
): Promise<FirstScreen> => {
  const [signIn, home, reload]: [number[], number[], number[]] = [[], [], []];
  const browser = await launchBrowser();
  try {
    for (let n = 0; n < count; n += 1) {
      const context = await browser.newContext({ locale: 'en' });
      const page = await context.newPage();
      const list = page.locator('.scripts li').first();
      signIn.push(
        await timed(async () => {
          await page.goto(url);
          await page.locator('input[autocomplete=username]').waitFor();
        }),
      );
      await page.locator('input[autocomplete=username]').fill(username);
      await page.locator('input[autocomplete=current-password]').fill(password);
      home.push(
        await timed(async () => {
          await page.locator('form button').first().click();
          await list.waitFor();
        }),
      );
      reload.push(
        await timed(async () => {
          await page.reload();
          await list.waitFor();
        }),
      );
      await context.close();
    }
  } finally {
    await browser.close();
  }
  return { signIn: summarise(signIn), home: summarise(home), reload: summarise(reload) };
};
