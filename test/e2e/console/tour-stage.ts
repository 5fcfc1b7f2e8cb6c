import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { type Client, freshName } from '../platform/client.ts';
import { makeWorkbooks } from './made-files.ts';

const REPORT = `"""Monthly report of the offices."""

import matplotlib
matplotlib.use("Agg")
import matplotlib.pyplot as plt
import pandas as pd
from pathlib import Path

OFFICES = ["北京", "上海", "广州", "深圳", "成都", "杭州"]


def main(month: str = "2026-10", target: float = 100.0) -> dict:
    """各办事处月报汇总

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
/** Fails in a function of its own, after it has left a file. */
const FAILING = `"""Fails in a function of its own."""

from pathlib import Path


def group(rows):
    return {row["办事处"]: row for row in rows}


def main() -> dict:
    """按办事处分组"""
    print("读取文件…")
    Path("out/读到的内容.txt").write_text("差旅费", encoding="utf-8")
    return {"groups": group([{"科目": "差旅费"}])}
`;
/** Goes on for as long as anybody looks. */
const SLOW = `"""Tells how far it is, and takes its time."""

import time

from openscript import progress


def main() -> dict:
    """逐个核对发票"""
    progress(0.4, "正在核对第 40 张，共 100 张")
    print("开始核对", flush=True)
    time.sleep(3000)
    return {}
`;
const LONG_NAME = `${'华东区各办事处差旅费办公费房租水电及其他费用明细汇总表'.repeat(2)} 2026-10.csv`;

/** What the tour looks at: names of scripts, ids of runs. */
export interface TourStage {
  readonly scripts: { readonly report: string; readonly failing: string; readonly types: string };
  readonly runs: { readonly good: string; readonly bad: string; readonly slow: string };
}

/** Fills a fresh user's account with scripts, files and runs; the slow run goes on until {@link Client} cancels it. */
export const stageTour = async (client: Client): Promise<TourStage> => {
  const [report, failing, types, slow] = ['report', 'failing', 'types', 'slow'].map(freshName) as [
    string,
    string,
    string,
    string,
  ];
  const workbooks = await makeWorkbooks(3);
  await client.uploadExample('merge_offices.py');
  const everyType = await readFile(new URL('every_type.py', import.meta.url), 'utf8');
  await client.uploadScript(`${types}.py`, everyType, { category: '示例', tags: 'demo' });
  await client.uploadScript(`${slow}.py`, SLOW, { category: '发票' });
  await client.uploadScript(`${failing}.py`, FAILING, { category: '示例' });
  const { body } = await client.call('GET', `/scripts/${failing}`);
  const retry = {
    attempts: 2,
    delay_seconds: 1,
    backoff: 'fixed',
    max_delay_seconds: 1,
    jitter: false,
    on: ['script_error'],
  };
  await client.call('PATCH', `/scripts/${failing}`, { version: body.data.version, policy: { retry } });
  await client.uploadScript(`${report}.py`, REPORT, {
    category: '月结',
    tags: 'excel,汇总',
    changelog: '首个版本',
  });
  const [good, bad, going] = await Promise.all([
    client.startRun(report, { month: '2026-10' }),
    client.startRun(failing),
    client.startRun(slow),
  ]);
  await client.uploadScript(`${report}.py`, REPORT.replace('差额 0.01 元', '差额 1 分'), {
    changelog: '改了措辞',
  });
  for (const path of workbooks.paths) await client.uploadFile(basename(path), await readFile(path));
  await client.uploadFile(LONG_NAME, Buffer.from('办事处,金额\n北京,1\n'), { folder: '月结/2026 年 10 月' });
  await workbooks.remove();
  await client.waitForEnd(good.id);
  await client.waitForEnd(bad.id);
  await client.waitFor(going.id, ({ progress }) => progress !== null);
  return { scripts: { report, failing, types }, runs: { good: good.id, bad: bad.id, slow: going.id } };
};
