import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import type { Browser, BrowserContext, Locator, Page } from 'playwright-core';
import { expect } from 'vitest';

/** Who uses the console, where, and in which language. */
export interface Visit {
  readonly url: string;
  readonly language?: 'zh-CN' | 'en';
  readonly width?: number;
}

/** Names of controls, in the two languages the tests read the page in. */
export const words = {
  'zh-CN': { signIn: '登录', start: '开始运行', cancel: '取消运行', again: '再运行一次', upload: '上传脚本' },
  en: { signIn: 'Sign in', start: 'Start', cancel: 'Cancel', again: 'Run again', upload: 'Upload a script' },
} as const;

/** What a test reads of an element: Node's types know no document. */
interface Focusable {
  readonly ownerDocument: { readonly activeElement: unknown; readonly defaultView: Styles };
  closest(selector: string): Focusable | null;
}
interface Styles {
  getComputedStyle(element: Focusable): { readonly outlineStyle: string };
}

/** Whether a control has the focus, and whether it, or the drop area around it, shows that. */
export const focusOf = (control: Locator): Promise<{ focused: boolean; shown: boolean }> =>
  control.evaluate((element) => {
    const own = element as unknown as Focusable;
    const page = own.ownerDocument;
    const around = [own, own.closest('.drop')].filter((one) => one !== null);
    return {
      focused: page.activeElement === element,
      shown: around.some((one) => page.defaultView.getComputedStyle(one).outlineStyle !== 'none'),
    };
  });

/** A person at a browser with nothing kept from earlier visits. */
export class Visitor {
  readonly page: Page;
  readonly context: BrowserContext;
  readonly words: (typeof words)[keyof typeof words];
  readonly #url: string;
  /** What the page complained about: script errors and refused resources. */
  readonly complaints: string[] = [];

  private constructor(context: BrowserContext, page: Page, visit: Visit) {
    this.context = context;
    this.page = page;
    this.#url = visit.url;
    this.words = words[visit.language ?? 'zh-CN'];
    page.on('pageerror', (error) => this.complaints.push(`script: ${error.message}`));
    page.on('dialog', (dialog) => {
      this.complaints.push(`dialog: ${dialog.message()}`);
      void dialog.dismiss();
    });
    page.on('console', (message) => {
      if (message.type() === 'error' && /content security policy|refused to/i.test(message.text()))
        this.complaints.push(`policy: ${message.text()}`);
    });
  }

  static async arrive(browser: Browser, visit: Visit): Promise<Visitor> {
    const context = await browser.newContext({
      viewport: { width: visit.width ?? 1280, height: 860 },
      locale: visit.language ?? 'zh-CN',
      timezoneId: 'Asia/Shanghai',
      acceptDownloads: true,
    });
    context.setDefaultTimeout(30_000);
    return new Visitor(context, await context.newPage(), visit);
  }

  async open(path: string): Promise<void> {
    await this.page.goto(`${this.#url}${path}`);
  }

  /** Signs in through the page, wherever it stands, and waits for the menu. */
  async signIn(username: string, password: string): Promise<void> {
    if (!this.page.url().startsWith(this.#url)) await this.open('/sign-in');
    await this.page.locator('input[autocomplete=username]').fill(username);
    await this.page.locator('input[autocomplete=current-password]').fill(password);
    await this.page.getByRole('button', { name: this.words.signIn }).click();
    await this.page.locator('nav').first().waitFor();
  }

  /** Drops files onto the drop area of the page, as a person drags them from a folder. */
  async drop(paths: readonly string[]): Promise<void> {
    const files = await Promise.all(
      paths.map(async (path) => ({
        name: basename(path),
        content: (await readFile(path)).toString('base64'),
      })),
    );
    const transfer = await this.page.evaluateHandle(
      `(() => {
        const transfer = new DataTransfer();
        for (const { name, content } of ${JSON.stringify(files)})
          transfer.items.add(new File([Uint8Array.from(atob(content), (c) => c.charCodeAt(0))], name));
        return transfer;
      })()`,
    );
    for (const type of ['dragenter', 'dragover', 'drop'])
      await this.page.locator('.drop').first().dispatchEvent(type, { dataTransfer: transfer });
  }

  /** Presses Tab (or `key`) until the focus is on a control, and sees that the focus is shown. */
  async moveTo(control: Locator, key = 'Tab'): Promise<void> {
    await control.waitFor({ state: 'attached' });
    for (let presses = 0; presses < 80; presses += 1) {
      const { focused, shown } = await focusOf(control);
      if (focused) {
        expect(shown, `the focus on ${String(control)} is not shown`).toBe(true);
        return;
      }
      await this.page.keyboard.press(key);
    }
    throw new Error(`the keyboard does not lead to ${String(control)}`);
  }

  /** Waits until the page of a run says one of these statuses. */
  async waitForStatus(...statuses: string[]): Promise<void> {
    const selector = statuses.map((status) => `header.page-head [data-status="${status}"]`).join(', ');
    await this.page.locator(selector).waitFor({ timeout: 90_000 });
  }

  /** The id of the run whose page is open. */
  async runId(): Promise<string> {
    await this.page.waitForURL(/\/runs\/run_/);
    return /\/runs\/(run_\w+)/.exec(this.page.url())?.[1] ?? '';
  }

  async leave(): Promise<void> {
    await this.context.close();
    expect(this.complaints).toEqual([]);
  }
}
