"""Splits one workbook into one per office, so that each gets its own rows only."""

import re
from typing import Annotated

import xlsxwriter
from openpyxl import load_workbook
from openscript import Accept, File, Param, UserError, progress


def main(
    workbook: Annotated[File, Accept(".xlsx"), Param(title="总表")],
    column: Annotated[str, Param(title="按哪一列拆分", max_length=100)] = "办事处",
    sheet: Annotated[str | None, Param(title="工作表", description="空：第一个工作表")] = None,
):
    """Write out/<value>.xlsx for every value of a column; cells keep their values and number formats.

    Args:
        workbook: The workbook with the rows of all offices, header in the first row.
        column: The header of the column that names the office.
    """
    source = load_workbook(workbook, read_only=True, data_only=True)
    if sheet is not None and sheet not in source.sheetnames:
        raise UserError(
            f"{workbook.original_name}：没有工作表 “{sheet}”，现有 {'、'.join(source.sheetnames)}"
        )
    rows = (source[sheet] if sheet is not None else source.worksheets[0]).iter_rows()
    header = [cell.value for cell in next(rows, ())]
    if column not in header:
        raise UserError(
            f"{workbook.original_name}：第 1 行没有列 “{column}”，现有 {'、'.join(map(str, header))}"
        )
    key = header.index(column)

    groups: dict[str, list[list[tuple]]] = {}
    count = 0
    for number, row in enumerate(rows, start=2):
        cells = [(cell.value, getattr(cell, "number_format", "General")) for cell in row]
        if all(value is None for value, _ in cells):
            continue
        office = cells[key][0]
        if office is None:
            raise UserError(f"{workbook.original_name}，第 {number} 行：“{column}” 为空，请填写后再拆分")
        groups.setdefault(str(office), []).append(cells)
        count += 1

    files = {}
    for done, (office, cells) in enumerate(groups.items()):
        progress(done / len(groups), office)
        path = f"out/{file_stem(office)}.xlsx"
        if path in files.values():
            raise UserError(f"“{office}” 与另一个名称的文件名相同（{path}），请先统一名称")
        files[office] = path
        write_rows(path, header, cells)
    return {
        "message": f"已拆分为 {len(groups)} 个文件，共 {count} 行",
        "metrics": {"文件": len(groups), "行数": count},
        "tables": {
            "文件": [
                {column: office, "文件": files[office], "行数": len(groups[office])} for office in groups
            ]
        },
        "checks": [{"name": "行数", "expected": count, "actual": sum(map(len, groups.values()))}],
        "files": list(files.values()),
    }


def file_stem(office: str) -> str:
    """The value as a file name."""
    return re.sub(r'[\\/:*?"<>|\x00-\x1f]', "_", office).strip(" .")[:80] or "_"


def write_rows(path: str, header: list, rows: list[list[tuple]]) -> None:
    """Header and rows; texts are written as texts, so that codes keep their zeros and "=…" is no formula."""
    options = {"strings_to_numbers": False, "strings_to_formulas": False, "strings_to_urls": False}
    book = xlsxwriter.Workbook(path, {**options, "remove_timezone": True})
    sheet = book.add_worksheet()
    sheet.write_row(0, 0, [str(title or "") for title in header], book.add_format({"bold": True}))
    sheet.freeze_panes(1, 0)
    formats: dict[str, object] = {}
    for number, row in enumerate(rows, start=1):
        for index, (value, number_format) in enumerate(row):
            if value is not None:
                if number_format not in formats:
                    formats[number_format] = book.add_format({"num_format": number_format})
                sheet.write(number, index, value, formats[number_format])
    book.close()
