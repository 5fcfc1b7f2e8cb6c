import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';
import { overflowOf, untranslated } from './tour.ts';

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

/**
 * What is wrong with a page: all of axe's rules at its width, what overflows at the other one too, and, where it is asked
 * for, the contrasts in the dark. A tour in each language, which begin with different widths, thus sees every page by all
 * rules at both; colours have no language.
 */
export const lookAt = async (
  page: Page,
  { otherWidth, dark }: { readonly otherWidth: number; readonly dark: boolean },
  open: () => Promise<void>,
): Promise<readonly string[]> => {
  await open();
  await page.evaluate(axe);
  const found = [...(await faultsOf(page)), ...(await overflowOf(page)), ...(await untranslated(page))];
  const width = page.viewportSize()?.width ?? otherWidth;
  await page.setViewportSize({ width: otherWidth, height: HEIGHT });
  await page.waitForTimeout(LAID_OUT_MS);
  found.push(...(await overflowOf(page)).map((fault) => `${otherWidth} px: ${fault}`));
  await page.setViewportSize({ width, height: HEIGHT });
  if (!dark) return found;
  // Opened anew: colours that are just changing have no contrast to speak of.
  await page.emulateMedia({ colorScheme: 'dark', reducedMotion: 'reduce' });
  await open();
  await page.evaluate(axe);
  found.push(...(await faultsOf(page, ['color-contrast'])).map((fault) => `dark: ${fault}`));
  await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' });
  return found;
};
