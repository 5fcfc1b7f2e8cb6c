import type { Page } from 'playwright-core';
import { type Client, freshName } from '../platform/client.ts';
import type { Stop } from './stop.ts';

const CLOSE = `from typing import Annotated
from openscript import Accept, File


def main(bank: Annotated[File, Accept(".csv")], ledger: Annotated[File, Accept(".csv")], month: str) -> dict:
    """对账：银行与总账"""
    return {"message": f"{month} 已对账"}
`;
const REMIND = `def main(month: str, office: str = "总部") -> dict:
    """月度提醒"""
    return {"message": f"{office} {month}"}
`;

const create = async (client: Client, path: string, body: object): Promise<string> => {
  const created = await client.call('POST', path, body);
  if (created.status !== 201) throw new Error(`${path} not created: ${JSON.stringify(created.body)}`);
  return created.body.data.id;
};

/** Opens the further places of the menu, which a narrow screen hides. */
const openMore = async (page: Page) => {
  const more = page.getByRole('button', { name: /^(更多|More)$/ });
  if (await more.isVisible()) await more.click();
};

/** Opens who a trigger is shared with. */
const share = async (page: Page) => {
  await page.getByRole('button', { name: /^(共享|Share)$/ }).click();
  await page.getByRole('dialog').locator('form').waitFor();
};

/** Fills an account with a schedule, a drop folder with an open set, and a webhook, and lists their pages. */
export const prepareTriggers = async (client: Client): Promise<readonly Stop[]> => {
  const [close, remind] = [freshName('close'), freshName('remind')];
  await client.uploadScript(`${close}.py`, CLOSE, { category: '月结' });
  await client.uploadScript(`${remind}.py`, REMIND, { category: '月结' });
  const schedule = await create(client, '/schedules', {
    name: '月末提醒',
    script: remind,
    parameters: { month: '{{ tick.month | minus_months: 1 }}' },
    expression: '0 18 L * *',
    time_zone: 'Asia/Shanghai',
  });
  await create(client, '/schedules', {
    name: '每个工作日',
    script: remind,
    parameters: { month: '{{ tick.month }}' },
    expression: '30 8 * * 1-5',
    time_zone: 'America/New_York',
    enabled: false,
  });
  await client.call('POST', `/schedules/${schedule}/trigger`, {});
  const folder = await create(client, '/drop-folders', {
    name: freshName('close-'),
    script: close,
    parameters: { month: '{{ set.month }}' },
    members: [
      { parameter: 'bank', pattern: 'bank_(?<month>\\d{6})\\.csv' },
      { parameter: 'ledger', pattern: 'ledger_\\k<month>\\.csv' },
    ],
    deadline: { time: '18:00', time_zone: 'Asia/Shanghai', day: 5 },
  });
  const webhook = await create(client, '/webhooks', {
    name: '订单系统',
    script: remind,
    mapping: [{ parameter: 'month', path: '/order/month', required: true }],
    parameters: { office: '北京' },
  });
  await client.call('POST', `/webhooks/${webhook}/test`, { payload: { order: { month: '2026-10' } } });
  await client.call('POST', `/webhooks/${webhook}/test`, { payload: { order: {} } });

  const putFile = async (page: Page) => {
    await page
      .locator('#drop-here')
      .setInputFiles({ name: 'bank_202605.csv', mimeType: 'text/csv', buffer: Buffer.from('a,b\n') });
    await page.locator('[data-upload=done]').waitFor();
  };
  return [
    { name: 'schedules', path: '/schedules', ready: 'tbody tr' },
    { name: 'schedules-none', path: '/schedules?q=nothing-like-this', ready: '.empty' },
    { name: 'schedule', path: `/schedules/${schedule}`, ready: '.day:not(:disabled)' },
    { name: 'schedule-ledger', path: `/schedules/${schedule}?tab=ledger`, ready: 'tr[data-origin=manual]' },
    { name: 'schedule-settings', path: `/schedules/${schedule}?tab=settings`, ready: '[data-rendered] dd' },
    {
      name: 'schedule-backfill',
      path: `/schedules/${schedule}`,
      ready: '.day:not(:disabled)',
      act: async (page) => {
        await page.getByRole('button', { name: /^(补跑|Backfill)$/ }).click();
        await page.getByRole('dialog').getByRole('status').waitFor();
      },
    },
    {
      name: 'schedule-new',
      path: `/schedules/new?script=${remind}`,
      ready: '[data-field=month]',
      act: (page) => page.locator('aside ol li').nth(9).waitFor(),
    },
    { name: 'calendars', path: '/schedules/calendars', ready: 'h1' },
    { name: 'drop-folders', path: '/drop-folders', ready: 'tbody tr' },
    {
      name: 'drop-folder-put',
      path: `/drop-folders/${folder}?tab=put`,
      ready: '.drop',
      act: putFile,
    },
    { name: 'drop-folder', path: `/drop-folders/${folder}`, ready: '[data-set=collecting]' },
    { name: 'drop-folder-strays', path: `/drop-folders/${folder}?tab=strays`, ready: '.empty' },
    {
      name: 'drop-folder-settings',
      path: `/drop-folders/${folder}?tab=settings`,
      ready: '.member',
      act: async (page) => {
        await page.locator('main textarea').first().fill('bank_202605.csv\nledger_202605.csv\nbank.csv');
        await page.locator('[data-trial] li').nth(2).waitFor();
      },
    },
    {
      name: 'drop-folder-share',
      path: `/drop-folders/${folder}`,
      ready: '[data-set=collecting]',
      act: share,
    },
    { name: 'drop-folder-new', path: `/drop-folders/new?script=${close}`, ready: '.member' },
    { name: 'webhooks', path: '/webhooks', ready: 'tbody tr' },
    { name: 'webhook', path: `/webhooks/${webhook}`, ready: '[data-delivery]' },
    { name: 'webhook-example', path: `/webhooks/${webhook}?tab=example`, ready: 'pre' },
    { name: 'webhook-test', path: `/webhooks/${webhook}?tab=test`, ready: 'main textarea' },
    { name: 'webhook-settings', path: `/webhooks/${webhook}?tab=settings`, ready: '[data-tried]' },
    { name: 'webhook-share', path: `/webhooks/${webhook}`, ready: '[data-delivery]', act: share },
    { name: 'webhook-new', path: `/webhooks/new?script=${close}`, ready: '[data-source]' },
    { name: 'menu-more', path: '/runs', ready: 'tbody tr', act: openMore },
  ];
};

/** What only administrators and managers see. */
export const administratorStops: readonly Stop[] = [
  { name: 'menu-more-administrator', path: '/queue', ready: 'form input[name=platform]', act: openMore },
  { name: 'queue', path: '/queue', ready: 'form input[name=platform]' },
  { name: 'audit', path: '/audit', ready: 'tbody tr' },
  {
    name: 'audit-event',
    path: '/audit?action=scripts.upload',
    ready: 'tbody tr',
    act: async (page) => {
      await page.locator('tbody button').first().click();
      await page.getByRole('dialog').locator('[data-after]').waitFor();
    },
  },
  {
    name: 'calendar-editor',
    path: '/schedules/calendars',
    ready: '.page-head button',
    act: async (page) => {
      await page.locator('.page-head button').click();
      await page.locator('.year').waitFor();
    },
  },
];
