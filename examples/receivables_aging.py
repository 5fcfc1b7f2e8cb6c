"""Ages open receivables: how much is due, and how long overdue, per customer."""

import datetime
from decimal import Decimal
from enum import Enum
from typing import Annotated

import matplotlib.pyplot as plt
import pandas as pd
from openscript import Accept, File, Param, UserError


class GroupBy(Enum):
    CUSTOMER = "客户"
    OFFICE = "办事处"


BUCKETS = ("未到期", "1-30 天", "31-60 天", "61-90 天", "90 天以上")


def main(
    receivables: Annotated[File, Accept(".xlsx"), Param(title="应收账款明细")],
    key_date: Annotated[datetime.date, Param(title="基准日")],
    group_by: Annotated[GroupBy, Param(title="汇总方式")] = GroupBy.CUSTOMER,
    provision: Annotated[Decimal, Param(title="90 天以上坏账计提比例", ge=0, le=1)] = "0.5",
):
    """Sort open amounts into buckets by days overdue.

    Args:
        receivables: Workbook with the columns 客户, 办事处, 到期日 and 金额.
        key_date: The day from which overdue days count.
        group_by: One line per customer or per office.
        provision: Share of the oldest bucket that is set aside.
    """
    frame = pd.read_excel(receivables, dtype={"客户": str, "办事处": str, "金额": str})
    missing = [column for column in ("客户", "办事处", "到期日", "金额") if column not in frame.columns]
    if missing:
        raise UserError(f"{receivables.original_name}：缺少列 {'、'.join(missing)}")
    frame["金额"] = frame["金额"].map(Decimal).astype(object)
    overdue = (pd.Timestamp(key_date) - pd.to_datetime(frame["到期日"])).dt.days
    frame["账龄"] = overdue.map(bucket)
    total = sum(frame["金额"], Decimal(0))

    lines = []
    for name, part in frame.groupby(group_by.value, sort=True):
        sums = {label: sum(part.loc[part["账龄"] == label, "金额"], Decimal(0)) for label in BUCKETS}
        lines.append({group_by.value: name} | sums | {"合计": sum(sums.values(), Decimal(0))})
    by_bucket = {label: sum((line[label] for line in lines), Decimal(0)) for label in BUCKETS}

    figure, axes = plt.subplots(figsize=(7, 4))
    axes.bar(["current", "1-30", "31-60", "61-90", "> 90"], [float(value) for value in by_bucket.values()])
    axes.set_xlabel("days overdue")
    axes.set_title(f"Receivables on {key_date}")
    return {
        "message": f"{key_date} 应收合计 {total:,.2f}，其中 90 天以上 {by_bucket[BUCKETS[-1]]:,.2f}",
        "metrics": {"应收合计": total, "应计提坏账": by_bucket[BUCKETS[-1]] * provision},
        "tables": {"账龄": pd.DataFrame(lines)},
        "charts": {"aging": figure},
        "checks": [{"name": "合计", "expected": total, "actual": sum(by_bucket.values(), Decimal(0))}],
    }


def bucket(days: int) -> str:
    """The bucket of a number of days overdue; 0 or less is not due yet."""
    return BUCKETS[0] if days <= 0 else BUCKETS[min((days - 1) // 30 + 1, 4)]
