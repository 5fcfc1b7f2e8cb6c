"""Merges the offices' monthly workbooks into one, and proves that nothing was lost on the way."""

import datetime
from decimal import Decimal
from typing import Annotated, Literal

import xlsxwriter
from openscript import Accept, Count, File, MaxSize, Param, UserError, progress
from python_calamine import CalamineError, CalamineWorkbook
from xlsxwriter.utility import xl_rowcol_to_cell

# Sheet → its header. Each ends with a row 合计 whose last cell is the office's own total.
SHEETS = {
    "销售": ("日期", "单号", "客户", "产品", "数量", "单价", "金额"),
    "费用": ("日期", "凭证号", "科目", "摘要", "金额"),
    "人员": ("工号", "姓名", "部门", "基本工资", "奖金", "实发工资"),
}
MONEY = {"单价", "金额", "基本工资", "奖金", "实发工资"}
TEXTS = {"单号", "凭证号", "工号"}


def main(
    workbooks: Annotated[
        list[File], Accept(".xlsx"), Count(1, 50), MaxSize("50MB"), Param(title="办事处工作簿")
    ],
    month: Annotated[str, Param(title="月份", pattern=r"^[0-9]{4}-(0[1-9]|1[0-2])$")],
    currency: Annotated[Literal["CNY", "USD", "EUR", "HKD"], Param(title="币种")] = "CNY",
    include_staff: Annotated[bool, Param(title="合并人员表")] = True,
    tolerance: Annotated[Decimal, Param(title="允许差额", ge="0", le="1")] = "0.00",
    note: Annotated[str | None, Param(title="备注", max_length=200)] = None,
):
    """Merge office workbooks.

    Reads the sheets 销售, 费用 and 人员 of every workbook, checks headers, months and amounts, and writes one
    workbook with a summary, a chart, all rows and the control totals.

    Args:
        workbooks: One workbook per office, as the offices send them.
        month: The month they must all be for, such as 2026-10.
        currency: The currency they must all be in.
        include_staff: Whether the staff sheets are merged too.
        tolerance: How far a control total may be off.
        note: A line for the summary sheet.
    """
    sheet_names = [name for name in SHEETS if include_staff or name != "人员"]
    offices = []
    for index, file in enumerate(workbooks):
        progress(0.8 * index / len(workbooks), f"正在读取 {file.original_name}")
        offices.append(read_office(file, month, currency, sheet_names))
        print(f"{file.original_name}: {sum(len(rows) for rows in offices[-1]['rows'].values())} 行")
    refuse_duplicates(offices)
    offices.sort(key=lambda office: office["code"])

    progress(0.8, "正在写入 merged.xlsx")
    write_workbook("out/merged.xlsx", offices, sheet_names, month, currency, note)
    progress(0.95, "正在核对总数")
    merged = read_back("out/merged.xlsx", sheet_names)
    checks = []
    for name in sheet_names:
        expected = sum(office["totals"][name] for office in offices)
        actual, rows = merged[name]
        checks.append({"name": f"{name}合计", "expected": expected, "actual": actual, "tolerance": tolerance})
        expected_rows = sum(len(office["rows"][name]) for office in offices)
        checks.append({"name": f"{name}行数", "expected": expected_rows, "actual": rows})
    sales, expenses = (sum(office["totals"][name] for office in offices) for name in ("销售", "费用"))
    return {
        "message": f"{month}：已合并 {len(offices)} 个办事处，销售 {sales:,.2f} {currency}",
        "metrics": {
            "办事处": len(offices),
            "行数": sum(rows for _, rows in merged.values()),
            "销售合计": sales,
            "费用合计": expenses,
            "毛利": sales - expenses,
        },
        "tables": {"汇总": summary_rows(offices, sheet_names), "费用科目": expenses_by_account(offices)},
        "charts": {"各办事处": chart(offices, currency)},
        "checks": checks,
        "files": ["out/merged.xlsx"],
    }


def read_office(file: File, month: str, currency: str, sheet_names: list[str]) -> dict:
    """Code, name, rows and stated totals of one workbook; every fault is named with file, sheet and cell."""
    try:
        workbook = CalamineWorkbook.from_path(str(file))
    except CalamineError as error:
        raise UserError(f"{file.original_name}：不是可以读取的 Excel 文件（{error}）") from error
    missing = [name for name in ("封面", *sheet_names) if name not in workbook.sheet_names]
    if missing:
        raise UserError(f"{file.original_name}：缺少工作表 {'、'.join(missing)}")
    cover = {row[0]: row[1] for row in sheet_cells(workbook, "封面") if len(row) > 1}
    code = cover.get("代码")
    if not isinstance(code, str) or not (len(code) == 4 and code.isdecimal()):
        raise UserError(f"{file.original_name}，工作表 封面：代码应为 4 位文本（如 0101），现在是 {code!r}")
    for label, wanted in (("月份", month), ("币种", currency)):
        if cover.get(label) != wanted:
            raise UserError(
                f"{file.original_name}，工作表 封面：{label}应为 {wanted}，现在是 {cover.get(label)!r}"
            )
    office = {
        "code": code,
        "name": str(cover.get("办事处", "")),
        "file": file.original_name,
        "rows": {},
        "totals": {},
    }
    for name in sheet_names:
        where = f"{file.original_name}，工作表 {name}"
        office["rows"][name], office["totals"][name] = read_rows(
            sheet_cells(workbook, name), name, where, month
        )
    return office


def sheet_cells(workbook: CalamineWorkbook, name: str) -> list[list]:
    """All cells from A1 on, so that indexes are cell addresses."""
    return workbook.get_sheet_by_name(name).to_python(skip_empty_area=False)


def read_rows(cells: list[list], name: str, where: str, month: str) -> tuple[list[list], Decimal]:
    """The data rows and the total that the office states in its last row."""
    header = SHEETS[name]
    found = cells[0] if cells else []
    for column, title in enumerate(header):
        actual = found[column] if column < len(found) else ""
        if actual != title:
            cell = xl_rowcol_to_cell(0, column)
            raise UserError(f"{where}，单元格 {cell}：表头应为 “{title}”，现在是 “{actual}”")
    rows = []
    for number, row in enumerate(cells[1:], start=1):
        if row[0] == "合计":
            return rows, money(row[len(header) - 1], where, number, len(header) - 1)
        if any(value != "" for value in row):
            rows.append([typed(row[i], title, where, number, i, month) for i, title in enumerate(header)])
    raise UserError(f"{where}：没有 “合计” 行，请在最后一行写上合计")


def typed(value, title: str, where: str, row: int, column: int, month: str):
    """The cell as the merged workbook keeps it: dates of this month, exact money, codes as text."""
    cell = xl_rowcol_to_cell(row, column)
    if title in MONEY:
        return money(value, where, row, column)
    if title == "日期":
        if not isinstance(value, datetime.date) or f"{value:%Y-%m}" != month:
            raise UserError(f"{where}，单元格 {cell}：应为 {month} 的日期，现在是 {value}")
        return value
    if title in TEXTS and not isinstance(value, str):
        raise UserError(f"{where}，单元格 {cell}：{title} 应为文本，现在是数字 {value}，前面的 0 可能已丢失")
    if title == "数量":
        return money(value, where, row, column)
    return value


def money(value, where: str, row: int, column: int) -> Decimal:
    """The number as Excel shows it, to 15 digits: 12.3, not 12.300000000000000710542735760100."""
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        raise UserError(f"{where}，单元格 {xl_rowcol_to_cell(row, column)}：应为数字，现在是 “{value}”")
    return Decimal(f"{value:.15g}")


def refuse_duplicates(offices: list[dict]) -> None:
    """Two workbooks of one office would count it twice."""
    seen: dict[str, str] = {}
    for office in offices:
        other = seen.setdefault(office["code"], office["file"])
        if other != office["file"]:
            raise UserError(f"办事处 {office['code']} 出现两次：{other} 和 {office['file']}，请只留一个")


def summary_rows(offices: list[dict], sheet_names: list[str]) -> list[dict]:
    """One row per office."""
    return [
        {"代码": office["code"], "办事处": office["name"]}
        | {name: office["totals"][name] for name in sheet_names}
        | {"毛利": office["totals"]["销售"] - office["totals"]["费用"]}
        for office in offices
    ]


def expenses_by_account(offices: list[dict]) -> list[dict]:
    """Expenses of all offices by account, largest first."""
    totals: dict[str, Decimal] = {}
    for office in offices:
        for _, _, account, _, amount in office["rows"]["费用"]:
            totals[account] = totals.get(account, Decimal(0)) + amount
    ordered = sorted(totals.items(), key=lambda item: -item[1])
    return [{"科目": account, "金额": amount} for account, amount in ordered]


def chart(offices: list[dict], currency: str) -> dict:
    """An ECharts option: sales and expenses by office."""
    return {
        "title": {"text": "各办事处销售与费用"},
        "tooltip": {"trigger": "axis"},
        "legend": {"data": ["销售", "费用"]},
        "xAxis": {"type": "category", "data": [office["name"] for office in offices]},
        "yAxis": {"type": "value", "name": currency},
        "series": [
            {"name": name, "type": "bar", "data": [float(office["totals"][name]) for office in offices]}
            for name in ("销售", "费用")
        ],
    }


def write_workbook(
    path: str, offices: list[dict], sheet_names: list[str], month: str, currency: str, note
) -> None:
    """Summary with a chart first, then all rows of each kind, each with the office's code and name."""
    workbook = xlsxwriter.Workbook(path)
    head = workbook.add_format({"bold": True, "bg_color": "#DDEBF7", "bottom": 1})
    amount = workbook.add_format({"num_format": "#,##0.00"})
    date = workbook.add_format({"num_format": "yyyy-mm-dd"})
    title = workbook.add_format({"bold": True, "font_size": 14})

    summary = workbook.add_worksheet("汇总")
    summary.write(0, 0, f"{month} 各办事处汇总（{currency}）", title)
    summary.write(1, 0, note or "")
    rows = summary_rows(offices, sheet_names)
    columns = list(rows[0])
    summary.write_row(2, 0, columns, head)
    for number, row in enumerate(rows, start=3):
        for column, value in enumerate(row.values()):
            write_cell(summary, number, column, value, amount, date)
    last = 2 + len(rows)
    summary.write(last + 1, 0, "合计", head)
    for column in range(2, len(columns)):
        first_cell, last_cell = xl_rowcol_to_cell(3, column), xl_rowcol_to_cell(last, column)
        total = float(sum(row[columns[column]] for row in rows))
        summary.write_formula(last + 1, column, f"=SUM({first_cell}:{last_cell})", amount, total)
    summary.set_column(0, len(columns) - 1, 16)
    picture = workbook.add_chart({"type": "column"})
    for column in (2, 3):
        picture.add_series(
            {
                "name": ["汇总", 2, column],
                "categories": ["汇总", 3, 1, last, 1],
                "values": ["汇总", 3, column, last, column],
            }
        )
    picture.set_title({"name": "各办事处销售与费用"})
    summary.insert_chart(1, len(columns) + 1, picture, {"x_scale": 1.4, "y_scale": 1.2})

    for name in sheet_names:
        sheet = workbook.add_worksheet(f"{name}明细")
        sheet.write_row(0, 0, ("办事处代码", "办事处", *SHEETS[name]), head)
        sheet.freeze_panes(1, 0)
        number = 0
        for office in offices:
            for row in office["rows"][name]:
                number += 1
                for column, value in enumerate((office["code"], office["name"], *row)):
                    write_cell(sheet, number, column, value, amount, date)
        sheet.autofilter(0, 0, number, len(SHEETS[name]) + 1)
        sheet.set_column(0, len(SHEETS[name]) + 1, 14)
    workbook.close()


def write_cell(sheet, row: int, column: int, value, amount, date) -> None:
    """Text stays text, whatever it looks like: an office code keeps its zeros, "=1+1" is no formula."""
    if isinstance(value, Decimal):
        sheet.write_number(row, column, float(value), amount)
    elif isinstance(value, datetime.date):
        sheet.write_datetime(row, column, value, date)
    else:
        sheet.write_string(row, column, str(value))


def read_back(path: str, sheet_names: list[str]) -> dict[str, tuple[Decimal, int]]:
    """Total and row count of each sheet as they really are in the written file."""
    workbook = CalamineWorkbook.from_path(path)
    result = {}
    for name in sheet_names:
        rows = sheet_cells(workbook, f"{name}明细")[1:]
        column = len(SHEETS[name]) + 1
        result[name] = (sum(money(row[column], name, 0, column) for row in rows), len(rows))
    return result
