"""Reconciles a bank statement with the ledger: what is in one and not in the other."""

from decimal import Decimal
from typing import Annotated

import pandas as pd
from openscript import Accept, File, Param, UserError

COLUMNS = ("日期", "摘要", "金额")


def main(
    statement: Annotated[File, Accept(".xlsx", ".csv"), Param(title="银行对账单")],
    ledger: Annotated[File, Accept(".xlsx", ".csv"), Param(title="银行存款日记账")],
    days: Annotated[int, Param(title="日期容差（天）", ge=0, le=31)] = 3,
):
    """Match entries of equal amount whose dates lie close together, nearest dates first.

    Both files have the columns 日期, 摘要 and 金额 (income positive, expense negative).

    Args:
        statement: The bank's list of entries.
        ledger: The company's own list.
        days: How many days the two may book the same payment apart.
    """
    bank, books = read_entries(statement), read_entries(ledger)
    pairs = match(bank, books, pd.Timedelta(days=days))
    print(f"{len(bank)} bank entries, {len(books)} ledger entries, {len(pairs)} matched")
    only_bank = bank.drop(index=[left for left, _ in pairs])
    only_books = books.drop(index=[right for _, right in pairs])
    open_items = total(only_bank) - total(only_books)
    unmatched = f"企业未记账 {len(only_bank)} 笔，银行未入账 {len(only_books)} 笔"
    return {
        "message": f"核对完成：匹配 {len(pairs)} 笔，{unmatched}",
        "metrics": {"对账单余额变动": total(bank), "日记账余额变动": total(books), "未达差额": open_items},
        "tables": {"企业未记账": only_bank, "银行未入账": only_books},
        "checks": [
            {"name": "调节后一致", "expected": total(bank) - open_items, "actual": total(books)},
            {"name": "没有未达账项", "expected": 0, "actual": len(only_bank) + len(only_books)},
        ],
    }


def read_entries(file: File) -> pd.DataFrame:
    """Date, text and exact amount of each entry."""
    frame = pd.read_csv(file, dtype=str) if file.suffix.lower() == ".csv" else pd.read_excel(file, dtype=str)
    missing = [column for column in COLUMNS if column not in frame.columns]
    if missing:
        found = "、".join(map(str, frame.columns))
        raise UserError(f"{file.original_name}：缺少列 {'、'.join(missing)}，现有 {found}")
    frame = frame[list(COLUMNS)].dropna(how="all").reset_index(drop=True)
    for row, text in frame["金额"].items():
        try:
            frame.at[row, "金额"] = str(Decimal(str(text).replace(",", "")))
        except ArithmeticError:
            raise UserError(f"{file.original_name}，第 {row + 2} 行：金额 “{text}” 不是数字") from None
    frame["金额"] = frame["金额"].map(Decimal).astype(object)
    dates = pd.to_datetime(frame["日期"], errors="coerce")
    if dates.isna().any():
        row = dates.index[dates.isna()][0]
        raise UserError(f"{file.original_name}，第 {row + 2} 行：日期 “{frame.at[row, '日期']}” 无法识别")
    return frame.assign(日期=dates)


def match(bank: pd.DataFrame, books: pd.DataFrame, tolerance: pd.Timedelta) -> list[tuple[int, int]]:
    """Index pairs, each entry used once; among equal amounts the nearest dates go together."""
    by_amount: dict[Decimal, list[int]] = {}
    for index, amount in books["金额"].items():
        by_amount.setdefault(amount, []).append(index)
    candidates = [
        (abs(date - books.at[other, "日期"]), index, other)
        for index, (date, amount) in enumerate(zip(bank["日期"], bank["金额"], strict=True))
        for other in by_amount.get(amount, [])
    ]
    pairs, used_bank, used_books = [], set(), set()
    for distance, left, right in sorted(candidates):
        if distance <= tolerance and left not in used_bank and right not in used_books:
            pairs.append((left, right))
            used_bank.add(left)
            used_books.add(right)
    return pairs


def total(frame: pd.DataFrame) -> Decimal:
    return sum(frame["金额"], Decimal(0))
