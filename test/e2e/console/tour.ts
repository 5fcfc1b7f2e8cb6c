import type { Page } from 'playwright-core';
import type { Client } from '../platform/client.ts';
import { peopleStops } from './people-stops.ts';
import type { Stop } from './stop.ts';
import { stageTour, type TourStage } from './tour-stage.ts';
import { administratorStops, prepareTriggers } from './tour-triggers.ts';

/** Opens the preview of an artifact. */
const preview = (name: RegExp) => async (page: Page) => {
  await page.getByRole('button', { name }).click();
  await page.getByRole('dialog').locator('canvas, pre, [role=grid], img').first().waitFor();
};
/** Opens a dialog by a button of the page. */
const dialog = (button: RegExp) => async (page: Page) => {
  await page.getByRole('button', { name: button }).first().click();
  await page.getByRole('dialog').waitFor();
};
const GRID = '[role=grid] [data-cell="0-1"]';

const entrance: readonly Stop[] = [
  { name: 'sign-in', path: '/sign-in', ready: 'form', open: true },
  {
    name: 'sign-in-refused',
    path: '/sign-in',
    ready: 'form',
    open: true,
    act: async (page) => {
      await page.locator('input[autocomplete=username]').fill('nobody');
      await page.locator('input[autocomplete=current-password]').fill('not the password');
      await page.locator('form button').click();
      await page.getByRole('alert').waitFor();
    },
  },
  { name: 'register', path: '/register', ready: 'form', open: true },
  { name: 'invitation', path: '/invitation', ready: 'form', open: true },
  { name: 'forgot', path: '/forgot', ready: 'form', open: true },
  {
    name: 'forgot-code',
    path: '/forgot',
    ready: 'form',
    open: true,
    act: async (page) => {
      await page.locator('input[autocomplete=username]').fill('nobody');
      await page.locator('form button').click();
      await page.locator('input[autocomplete=one-time-code]').waitFor();
    },
  },
];

const starting = ({ scripts: { types } }: TourStage): readonly Stop[] => [
  { name: 'start', path: '/', ready: '.scripts li' },
  { name: 'start-merge', path: '/start/merge_offices', ready: '[data-field=month]' },
  {
    name: 'start-faults',
    path: '/start/merge_offices',
    ready: '[data-field=month]',
    act: async (page) => {
      await page.locator('input[type=file]').setInputFiles([
        { name: '说明.docx', mimeType: 'x/y', buffer: Buffer.from('x') },
        { name: '空.xlsx', mimeType: 'x/y', buffer: Buffer.from('x') },
      ]);
      await page.locator('[data-field=month] input').fill('十月');
      await page.locator('button.large').click();
      await page.locator('.fault:not([hidden])').nth(1).waitFor();
    },
  },
  {
    name: 'start-chooser',
    path: '/start/merge_offices',
    ready: '[data-field=month]',
    act: async (page) => {
      await dialog(/^(从已上传的文件中选择|Choose from stored files)$/)(page);
      await page.getByRole('dialog').locator('li').first().waitFor();
    },
  },
  { name: 'start-every-type', path: `/start/${types}`, ready: '[data-field=mapping] .cm-content' },
];

const running = ({ runs: { good, bad, slow } }: TourStage): readonly Stop[] => [
  { name: 'run-result', path: `/runs/${good}`, ready: GRID },
  { name: 'run-log', path: `/runs/${good}?tab=log`, ready: '[data-log] li' },
  { name: 'run-details', path: `/runs/${good}?tab=details`, ready: '.timeline li' },
  { name: 'run-failed', path: `/runs/${bad}`, ready: '.frames li' },
  { name: 'run-attempts', path: `/runs/${bad}?tab=details`, ready: '.timeline li' },
  {
    name: 'run-attempt-files',
    path: `/runs/${bad}?tab=details`,
    ready: '.timeline li',
    act: async (page) => {
      await dialog(/^(文件 1 个|Files \(1\))$/)(page);
      await page.getByRole('dialog').locator('li').first().waitFor();
    },
  },
  { name: 'run-going', path: `/runs/${slow}`, ready: '[data-log] li' },
  {
    name: 'run-cancel',
    path: `/runs/${slow}`,
    ready: '[data-log] li',
    act: dialog(/^(取消运行|Cancel)$/),
  },
  {
    name: 'run-preview-csv',
    path: `/runs/${good}`,
    ready: GRID,
    act: preview(/^(预览|Preview) 明细\.csv$/),
  },
  {
    name: 'run-preview-pdf',
    path: `/runs/${good}`,
    ready: GRID,
    act: preview(/^(预览|Preview) report\.pdf$/),
  },
  {
    name: 'run-preview-image',
    path: `/runs/${good}`,
    ready: GRID,
    act: preview(/^(预览|Preview) 趋势\.png$/),
  },
  {
    name: 'run-preview-text',
    path: `/runs/${good}`,
    ready: GRID,
    act: preview(/^(预览|Preview) 说明\.txt$/),
  },
  {
    name: 'run-preview-workbook',
    path: `/runs/${good}`,
    ready: GRID,
    act: preview(/^(预览|Preview) 汇总\.xlsx$/),
  },
  { name: 'runs', path: '/runs', ready: 'tbody tr' },
  { name: 'runs-none', path: '/runs?status=timed_out', ready: '.empty' },
];

const filing: readonly Stop[] = [
  { name: 'files', path: '/files', ready: 'tbody tr' },
  {
    name: 'files-folder',
    path: '/files?folder=%E6%9C%88%E7%BB%93%2F2026%20%E5%B9%B4%2010%20%E6%9C%88',
    ready: 'tbody tr',
  },
  {
    name: 'file-preview',
    path: '/files?q=2026-10.xlsx', // not the broken workbook of the stop before
    ready: 'tbody tr',
    act: async (page) => {
      await page.locator('tbody tr').first().getByRole('button').first().click();
      await page.getByRole('dialog').locator('[role=grid]').waitFor();
    },
  },
  {
    name: 'files-move',
    path: '/files',
    ready: 'tbody tr',
    act: async (page) => {
      for (const at of [0, 1]) await page.locator('tbody input[type=checkbox]').nth(at).check();
      await dialog(/^(把 2 个文件移到文件夹|Move 2 files to a folder)$/)(page);
    },
  },
  { name: 'file-rename', path: '/files', ready: 'tbody tr', act: dialog(/^(重命名|Rename) /) },
  {
    name: 'files-folder-share',
    path: '/files?folder=%E6%9C%88%E7%BB%93%2F2026%20%E5%B9%B4%2010%20%E6%9C%88',
    ready: 'tbody tr',
    act: dialog(/^(共享文件夹|Share folder)$/),
  },
  { name: 'file-uses', path: '/files', ready: 'tbody tr', act: dialog(/^(用在哪里|Where used)/) },
  { name: 'file-delete', path: '/files', ready: 'tbody tr', act: dialog(/^(删除|Delete) /) },
];

const authoring = ({ scripts: { report, types } }: TourStage): readonly Stop[] => [
  { name: 'scripts', path: '/scripts', ready: 'main li' },
  { name: 'script-parameters', path: `/scripts/${types}`, ready: 'tbody tr' },
  { name: 'script-versions', path: `/scripts/${report}?tab=versions`, ready: 'main li' },
  {
    name: 'script-roll-back',
    path: `/scripts/${report}?tab=versions`,
    ready: 'main li',
    act: dialog(/^(回退到此版|Roll back)$/),
  },
  { name: 'script-source', path: `/scripts/${report}?tab=source`, ready: '.cm-content' },
  { name: 'script-diff', path: `/scripts/${report}?tab=diff`, ready: '.diff .cm-content' },
  { name: 'script-settings', path: `/scripts/${report}?tab=settings`, ready: 'fieldset' },
  {
    name: 'script-archive',
    path: `/scripts/${report}?tab=settings`,
    ready: 'fieldset',
    act: dialog(/^(归档|Archive)$/),
  },
  {
    name: 'script-share',
    path: `/scripts/${report}`,
    ready: '.page-head',
    act: dialog(/^(共享|Share)$/),
  },
  { name: 'script-new', path: '/scripts/new', ready: '.badge.ok' },
  {
    name: 'script-new-faults',
    path: '/scripts/new',
    ready: '.badge.ok',
    act: async (page) => {
      const source =
        '"""Adds."""\n\n\ndef main(a: int, *rest, b: set = 1) -> dict:\n    return {"message": str(a)}\n';
      await page
        .locator('input[type=file]')
        .first()
        .setInputFiles({ name: 'add.py', mimeType: 'text/x-python', buffer: Buffer.from(source) });
      await page.locator('.cm-lintRange-error').first().waitFor();
    },
  },
];

const rest: readonly Stop[] = [
  { name: 'account', path: '/account', ready: '[data-my-sessions] li' },
  {
    name: 'account-second-factor',
    path: '/account',
    ready: '[data-second-factor] button',
    act: async (page) => {
      await page.locator('[data-second-factor] button').first().click();
      await page.locator('[data-factor-secret]').waitFor();
    },
  },
  { name: 'not-allowed', path: '/administration', ready: 'h1' },
  { name: 'absent', path: '/no/such/page', ready: 'h1' },
];

/** What only an administrator sees. */
export const administratorsTour: readonly Stop[] = [
  { name: 'administration', path: '/administration', ready: 'tbody tr' },
  ...peopleStops,
  { name: 'sessions', path: '/administration/sessions', ready: 'tbody tr' },
  { name: 'sign-ins', path: '/administration/sign-ins', ready: 'tbody tr' },
  { name: 'roles', path: '/roles', ready: '[data-role-name=admin]' },
  {
    name: 'role-new',
    path: '/roles',
    ready: '[data-role-name=admin]',
    act: dialog(/^(新建角色|New role)$/),
  },
  { name: 'masks', path: '/masks', ready: 'section.panel' },
  { name: 'mask-new', path: '/masks', ready: 'section.panel', act: dialog(/^(新建脱敏规则|New mask)$/) },
  {
    name: 'role-explain',
    path: '/roles',
    ready: '[data-role-name=admin]',
    act: dialog(/^(权限说明|Why may somebody …)$/),
  },
  ...administratorStops,
];

/** Fills a fresh user's account, and lists the pages and dialogs to look at. */
export const prepareTour = async (client: Client): Promise<readonly Stop[]> => {
  const stage = await stageTour(client);
  const triggers = await prepareTriggers(client);
  return [
    ...entrance,
    ...starting(stage),
    ...running(stage),
    ...filing,
    ...authoring(stage),
    ...triggers,
    ...rest,
  ];
};

/** Elements that stick out of the page to the right, where nothing scrolls: none is the right answer. */
export const overflowOf = async (page: Page): Promise<readonly string[]> =>
  JSON.parse(
    String(
      await page.evaluate(`JSON.stringify((() => {
        const width = document.documentElement.clientWidth;
        const scrolls = (element) => {
          for (let at = element.parentElement; at !== null; at = at.parentElement)
            if (getComputedStyle(at).overflowX !== 'visible') return true;
          return false;
        };
        const out = [...document.querySelectorAll('body *')].filter((element) => {
          const box = element.getBoundingClientRect();
          return box.width > 0 && box.right > width + 1 && !scrolls(element);
        });
        return out.slice(0, 5).map((element) => element.tagName + '.' + element.className);
      })())`),
    ),
  ) as readonly string[];

/** Words that look like message keys: something was not translated. */
export const untranslated = async (page: Page): Promise<readonly string[]> => {
  const text = await page.locator('body').innerText();
  const subjects =
    'account|administration|advice|artifacts|audit|backfill|builder|calendar|calendars|checks|code|common|connection|copy|deadline|deliveries|departments|details|diff|dropFolders|dynamic|explain|failure|fault|federation|files|forgot|form|groups|hint|importUsers|inspection|invitation|kind|ledger|limit|log|mapping|members|mfa|month|nav|outcome|parameters|password|permission|policy|preview|putFiles|queue|register|result|retry|role|rules|run|runs|schedule|schedules|script|scripts|sessions|sets|share|signIn|signIns|start|status|stepUp|strays|table|theme|trial|trigger|triggers|upcoming|upload|users|versions|webhooks|welcome|when';
  const found = text.match(new RegExp(`(?<![\\w./])(${subjects})\\.[a-z][A-Za-z]+(?![\\w(.])`, 'g')) ?? [];
  // Names of programs are names in every language: the actions of the audit log are written like keys.
  const names = (await page.locator('code, pre, dd').allInnerTexts()).join(' ');
  return found.filter((word) => !names.includes(word));
};
