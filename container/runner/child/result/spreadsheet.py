"""A table as a workbook in out/, or as CSV where a worksheet would change or cut a value."""

import csv
import datetime
import os
import re

from runner.child.result.outputs import Outputs

# Limits of the file format.
MAX_SHEET_ROWS = 1_048_576
MAX_SHEET_COLUMNS = 16_384
MAX_CELL_CHARACTERS = 32_767
# Spreadsheets keep 15 significant digits: longer numbers (account numbers, ids) are written as text.
EXACT_DIGITS = 15
_MAX_WIDTH = 60
_FIRST_DATE = "1900-03-01"  # before it the format counts a day that never was


class _NotForASheet(Exception):
    """A worksheet cannot hold this table unchanged."""


def save_spreadsheet(name: str, source, row_count: int, outputs: Outputs) -> str:
    """Write out/<name>.xlsx (or .csv) and return its path below out/; existing files are not overwritten."""
    if row_count < MAX_SHEET_ROWS and len(source.columns) <= MAX_SHEET_COLUMNS:
        relative = outputs.free("", name, ".xlsx")
        try:
            _write_workbook(outputs.absolute(relative), name, source)
            return relative
        except _NotForASheet:
            os.unlink(outputs.absolute(relative))
    relative = outputs.free("", name, ".csv")
    with open(outputs.absolute(relative), "w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(source.columns)
        for chunk in source.chunks():
            writer.writerows([value for value, _ in row] for row in chunk)
    return relative


def _write_workbook(file_path: str, name: str, source) -> None:
    import xlsxwriter

    workbook = xlsxwriter.Workbook(file_path, {"constant_memory": True})
    try:
        sheet = workbook.add_worksheet(_sheet_name(name))
        formats = {
            "head": workbook.add_format({"bold": True, "bottom": 1}),
            "date": workbook.add_format({"num_format": "yyyy-mm-dd"}),
            "datetime": workbook.add_format({"num_format": "yyyy-mm-dd hh:mm:ss"}),
        }
        sheet.freeze_panes(1, 0)
        widths = [_width(column) for column in source.columns]
        for index, column in enumerate(source.columns):
            _write_text(sheet, 0, index, column, formats["head"])
        number = 0
        for chunk in source.chunks():
            for row in chunk:
                number += 1
                for index, (value, kind) in enumerate(row):
                    _write_cell(sheet, number, index, value, kind, formats)
                    if number <= 100 and value is not None:
                        widths[index] = max(widths[index], _width(str(value)))
        for index, width in enumerate(widths):
            sheet.set_column(index, index, min(width + 2, _MAX_WIDTH))
        if source.columns:
            sheet.autofilter(0, 0, number, len(source.columns) - 1)
    finally:
        workbook.close()


def _write_cell(sheet, row: int, column: int, value, kind: str, formats: dict) -> None:
    if value is None:
        return
    if kind == "boolean":
        sheet.write_boolean(row, column, value)
    elif kind in ("integer", "number") and _is_exact(value):
        sheet.write_number(row, column, float(value))
    elif kind in ("date", "datetime") and len(value) <= 26 and value >= _FIRST_DATE:
        moment = datetime.datetime.fromisoformat(value)
        if moment.tzinfo is None:
            sheet.write_datetime(row, column, moment, formats[kind])
        else:  # a worksheet knows no UTC offset
            _write_text(sheet, row, column, value)
    else:
        _write_text(sheet, row, column, str(value))


def _is_exact(value) -> bool:
    """Whether a worksheet keeps every digit; floats come as near as they do anywhere."""
    if isinstance(value, float):
        return True
    digits = re.sub(r"[^0-9]", "", str(value).upper().partition("E")[0]).strip("0")
    return len(digits) <= EXACT_DIGITS and "E" not in str(value).upper()


def _write_text(sheet, row: int, column: int, text: str, cell_format=None) -> None:
    if len(text.encode("utf-16-le")) // 2 > MAX_CELL_CHARACTERS:
        raise _NotForASheet
    sheet.write_string(row, column, text, cell_format)


def _sheet_name(name: str) -> str:
    cleaned = re.sub(r"[\[\]:*?/\\]", "_", name)[:31].strip("'").strip()
    return cleaned if cleaned and cleaned.lower() != "history" else "Sheet1"


def _width(text: str) -> int:
    """Characters, where Chinese ones take the room of two."""
    return sum(1 if character < "\u1100" else 2 for character in text[:_MAX_WIDTH])
