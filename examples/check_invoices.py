"""Checks a list of VAT invoices: numbers, duplicates, dates and tax amounts."""

import csv
import datetime
import re
from decimal import ROUND_HALF_UP, Decimal
from typing import Annotated

from openscript import Accept, File, Param, UserError

COLUMNS = ("发票号码", "开票日期", "购方税号", "金额", "税率", "税额")
CENT = Decimal("0.01")


def main(
    invoices: Annotated[File, Accept(".csv"), Param(title="发票清单")],
    until: datetime.date,
    since: datetime.date | None = None,
    tax_rates: list[Decimal] = ("0", "0.01", "0.03", "0.06", "0.09", "0.13"),
    strict: Annotated[bool, Param(title="有问题即失败")] = False,
):
    """List every fault with its line; nothing is corrected silently.

    Args:
        invoices: CSV with the columns 发票号码, 开票日期, 购方税号, 金额, 税率, 税额.
        until: Last day an invoice may bear.
        since: First day an invoice may bear.
        tax_rates: The rates that may occur.
        strict: Fail the run at the first fault instead of listing all.
    """
    rows = read_rows(invoices)
    faults = []
    seen: dict[str, int] = {}
    amount = tax = Decimal(0)
    for line, row in enumerate(rows, start=2):
        found = [*check_row(row, since, until, tax_rates)]
        first = seen.setdefault(row["发票号码"], line)
        if first != line:
            found.append(("发票号码", f"与第 {first} 行重复"))
        if strict and found:
            raise UserError(f"{invoices.original_name}，第 {line} 行，{found[0][0]}：{found[0][1]}")
        faults += [
            {"行": line, "发票号码": row["发票号码"], "列": column, "问题": text} for column, text in found
        ]
        amount += exact(row["金额"]) or 0
        tax += exact(row["税额"]) or 0
    return {
        "message": f"{len(rows)} 张发票，{len(faults)} 个问题",
        "metrics": {"发票": len(rows), "问题": len(faults), "金额": amount, "税额": tax},
        "tables": {"问题": faults},
        "checks": [{"name": "没有问题", "expected": 0, "actual": len(faults)}],
    }


def read_rows(file: File) -> list[dict[str, str]]:
    """The rows as texts: an invoice number is no number, its leading zeros count."""
    try:
        text = file.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        text = file.read_text(encoding="gb18030")
    reader = csv.DictReader(text.splitlines())
    missing = [column for column in COLUMNS if column not in (reader.fieldnames or ())]
    if missing:
        raise UserError(f"{file.original_name}：缺少列 {'、'.join(missing)}")
    return [{column: (row[column] or "").strip() for column in COLUMNS} for row in reader]


def check_row(row: dict[str, str], since, until, tax_rates):
    """(column, fault) of one row."""
    if not re.fullmatch(r"\d{8}|\d{20}", row["发票号码"]):
        yield "发票号码", "应为 8 位或 20 位数字"
    if not re.fullmatch(
        r"[0-9A-HJ-NPQRTUWXY]{15}|[0-9A-HJ-NPQRTUWXY]{18}|[0-9A-HJ-NPQRTUWXY]{20}", row["购方税号"]
    ):
        yield "购方税号", "应为 15、18 或 20 位"
    try:
        day = datetime.date.fromisoformat(row["开票日期"])
    except ValueError:
        yield "开票日期", f"“{row['开票日期']}” 不是日期，应为 2026-01-31 的形式"
    else:
        if day > until or (since is not None and day < since):
            yield "开票日期", f"{day} 不在允许的期间内"
    amount, rate, tax = exact(row["金额"]), exact(row["税率"]), exact(row["税额"])
    for column, value in (("金额", amount), ("税率", rate), ("税额", tax)):
        if value is None:
            yield column, f"“{row[column]}” 不是数字"
    if rate is not None and rate not in tax_rates:
        yield "税率", f"没有 {rate:.0%} 的税率"
    if None not in (amount, rate, tax):
        expected = (amount * rate).quantize(CENT, ROUND_HALF_UP)
        if abs(expected - tax) > CENT:
            yield "税额", f"应为 {expected}，现在是 {tax}"


def exact(text: str) -> Decimal | None:
    """The number a cell stands for: "1,234.50", "13%"."""
    text = text.replace(",", "")
    try:
        number = Decimal(text.removesuffix("%"))
    except ArithmeticError:
        return None
    if not number.is_finite():
        return None
    return number / 100 if text.endswith("%") else number
