import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import type { Page } from 'playwright-core';
import { type Client, freshName } from '../platform/client.ts';
import { makeWorkbooks } from './made-files.ts';
import { prepareTriggers } from './tour-triggers.ts';

/** One page of the console in a state worth looking at. */
export interface Stop {
  readonly name: string;
  readonly path: string;
  /** What must be there before anybody looks. */
  readonly ready: string;
  /** Open without signing in. */
  readonly open?: true;
  /** Brings the page into its state. */
  readonly act?: (page: Page) => Promise<void>;
}

const REPORT = `"""Monthly report of the offices."""

import matplotlib
matplotlib.use("Agg")
import matplotlib.pyplot as plt
import pandas as pd
from pathlib import Path

OFFICES = ["北京", "上海", "广州", "深圳", "成都", "杭州"]


def main(month: str = "2026-10", target: float = 100.0) -> dict:
    """Report.

    Args:
        month: 会计期间
        target: 目标
    """
    frame = pd.DataFrame({"办事处": OFFICES * 20, "科目": ["差旅费", "办公费", "房租"] * 40, "金额": [round(n * 137.31, 2) for n in range(120)]})
    figure, axes = plt.subplots()
    axes.plot([3, 5, 4, 6, 8, 7])
    figure.savefig("out/report.pdf")
    Path("out/说明.txt").write_text("处理完成。", encoding="utf-8")
    frame.to_csv("out/明细.csv", index=False)
    print("读取", len(frame), "行")
    return {
        "message": f"{len(OFFICES)} 个办事处 {month} 月报已合并，差额 0.01 元",
        "metrics": {"办事处": 6, "行数": len(frame), "借方合计": "980,393.40", "贷方合计": "12345678901234567890.12"},
        "checks": [
            {"name": "借方合计 = 贷方合计", "expected": "980393.40", "actual": "980393.40"},
            {"name": "行数：输入 = 输出", "expected": 121, "actual": 120},
        ],
        "tables": {"汇总": frame},
        "charts": {
            "各办事处": {"xAxis": {"type": "category", "data": OFFICES}, "yAxis": {}, "series": [{"type": "bar", "data": [12, 20, 15, 8, 7, 11]}]},
            "趋势": figure,
        },
        "period": month,
    }
`;
const FAILING = `"""Fails in a function of its own."""


def group(rows):
    return {row["办事处"]: row for row in rows}


def main() -> dict:
    """Fail."""
    print("读取文件…")
    return {"groups": group([{"科目": "差旅费"}])}
`;

/** Fills a fresh user's account with scripts, files and runs, and lists the pages to look at. */
export const prepareTour = async (client: Client): Promise<readonly Stop[]> => {
  const [report, failing, types] = [freshName('report'), freshName('failing'), freshName('types')];
  const workbooks = await makeWorkbooks(3);
  await client.uploadExample('merge_offices.py');
  const everyType = await readFile(new URL('every_type.py', import.meta.url), 'utf8');
  await client.uploadScript(`${types}.py`, everyType, { category: '示例', tags: 'demo' });
  await client.uploadScript(`${failing}.py`, FAILING, { category: '示例' });
  await client.uploadScript(`${report}.py`, REPORT, {
    category: '月结',
    tags: 'excel,汇总',
    changelog: '首个版本',
  });
  await client.uploadScript(`${report}.py`, REPORT.replace('差额 0.01 元', '差额 1 分'), {
    changelog: '改了措辞',
  });
  for (const path of workbooks.paths) await client.uploadFile(basename(path), await readFile(path));
  await workbooks.remove();
  const triggers = await prepareTriggers(client);
  const good = await client.startRun(report, { month: '2026-10' });
  const bad = await client.startRun(failing);
  await client.waitForEnd(good.id);
  await client.waitForEnd(bad.id);
  const preview = (name: RegExp) => async (page: Page) => {
    await page.getByRole('button', { name }).click();
    await page.getByRole('dialog').locator('canvas, pre, [role=grid], img').first().waitFor();
  };
  return [
    { name: 'sign-in', path: '/sign-in', ready: 'form', open: true },
    { name: 'register', path: '/register', ready: 'form', open: true },
    { name: 'start', path: '/', ready: '.scripts li' },
    { name: 'start-merge', path: '/start/merge_offices', ready: '[data-field=month]' },
    { name: 'start-every-type', path: `/start/${types}`, ready: '[data-field=mapping] .cm-content' },
    { name: 'run-result', path: `/runs/${good.id}`, ready: '[role=grid] [data-cell="0-1"]' },
    { name: 'run-log', path: `/runs/${good.id}?tab=log`, ready: '[data-log] li' },
    { name: 'run-details', path: `/runs/${good.id}?tab=details`, ready: '.timeline li' },
    { name: 'run-failed', path: `/runs/${bad.id}`, ready: '.frames li' },
    {
      name: 'run-preview-csv',
      path: `/runs/${good.id}`,
      ready: '[role=grid] [data-cell="0-1"]',
      act: preview(/^(预览|Preview) 明细\.csv$/),
    },
    {
      name: 'run-preview-pdf',
      path: `/runs/${good.id}`,
      ready: '[role=grid] [data-cell="0-1"]',
      act: preview(/^(预览|Preview) report\.pdf$/),
    },
    {
      name: 'run-preview-workbook',
      path: `/runs/${good.id}`,
      ready: '[role=grid] [data-cell="0-1"]',
      act: preview(/^(预览|Preview) 汇总\.xlsx$/),
    },
    { name: 'runs', path: '/runs', ready: 'tbody tr' },
    { name: 'runs-none', path: '/runs?status=timed_out', ready: '.empty' },
    { name: 'files', path: '/files', ready: 'tbody tr' },
    {
      name: 'file-preview',
      path: '/files',
      ready: 'tbody tr',
      act: (page) =>
        page
          .locator('tbody tr')
          .first()
          .getByRole('button')
          .first()
          .click()
          .then(() => page.getByRole('dialog').locator('[role=grid]').waitFor()),
    },
    { name: 'scripts', path: '/scripts', ready: 'main li' },
    { name: 'script-parameters', path: `/scripts/${types}`, ready: 'tbody tr' },
    { name: 'script-versions', path: `/scripts/${report}?tab=versions`, ready: 'main li' },
    { name: 'script-source', path: `/scripts/${report}?tab=source`, ready: '.cm-content' },
    { name: 'script-diff', path: `/scripts/${report}?tab=diff`, ready: '.diff .cm-content' },
    { name: 'script-settings', path: `/scripts/${report}?tab=settings`, ready: 'fieldset' },
    { name: 'script-new', path: '/scripts/new', ready: '.badge.ok' },
    ...triggers,
    { name: 'account', path: '/account', ready: '.facts' },
    { name: 'administration', path: '/administration', ready: 'h1' },
    { name: 'absent', path: '/no/such/page', ready: 'h1' },
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
    'common|nav|theme|connection|failure|form|hint|fault|kind|upload|start|run|result|checks|artifacts|details|advice|limit|log|table|preview|status|trigger|runs|files|script|scripts|inspection|versions|diff|parameters|signIn|welcome|register|password|account|administration|role|permission|when|copy|triggers|dynamic|builder|calendar|upcoming|outcome|month|retry|rules|schedules|schedule|ledger|backfill|calendars|dropFolders|members|trial|deadline|strays|sets|putFiles|webhooks|mapping|deliveries|queue';
  return text.match(new RegExp(`(?<![\\w./])(${subjects})\\.[a-z][A-Za-z]+(?![\\w(.])`, 'g')) ?? [];
};
