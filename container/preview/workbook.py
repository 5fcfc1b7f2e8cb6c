"""Workbooks of the Office Open XML kind (.xlsx, .xlsm), by openpyxl's streaming reader."""

import re
import warnings
from pathlib import Path

import openpyxl
from defusedxml.common import DefusedXmlException
from openpyxl.styles.numbers import is_datetime
from openpyxl.utils.cell import range_boundaries
from openpyxl.worksheet._read_only import ReadOnlyWorksheet

from preview import limits, zip_guard
from preview.cells import Cell, cell_value, text
from preview.page import Page, unsupported
from preview.refusal import FORBIDDEN_CONTENT, SHEET_NOT_FOUND, Refused

if not openpyxl.DEFUSEDXML or openpyxl.LXML:
    raise ImportError("openpyxl reads XML without defusedxml")

# A sheet says its size within its first bytes, or not at all.
_HEAD_BYTES = 64 * 1024
_DIMENSION = re.compile(rb"<(?:\w+:)?dimension\s[^>]*?ref=[\"']([A-Z]+\d+(?::[A-Z]+\d+)?)[\"']")


def _measure_nothing(sheet: ReadOnlyWorksheet) -> None:
    """In place of openpyxl's own measuring, which reads a sheet to its end where it does not say its size."""


ReadOnlyWorksheet._get_size = _measure_nothing  # type: ignore[method-assign]


def read_workbook(path: Path, wanted_sheet: str | None, rows: int) -> dict:
    """The sheets with the sizes they claim, and the first rows of one. Formulas show their stored results."""
    names = zip_guard.read_names(path)
    if "[Content_Types].xml" not in names or not any(name.startswith("xl/") for name in names):
        return unsupported()
    if any(name.endswith("workbook.bin") for name in names):
        return unsupported()  # .xlsb
    warnings.simplefilter("ignore")
    try:
        with path.open("rb") as file:
            book = openpyxl.load_workbook(file, read_only=True, data_only=True, keep_links=False)
            return _read(book, wanted_sheet, rows)
    except ValueError as error:
        if is_forbidden(error):
            raise Refused(FORBIDDEN_CONTENT) from error
        raise


def _read(book: openpyxl.Workbook, wanted_sheet: str | None, rows: int) -> dict:
    sheets = book.worksheets[: limits.MAX_SHEETS]
    titles = [text(sheet.title) for sheet in sheets]
    sizes = [_claimed_size(book, sheet) for sheet in sheets]
    if wanted_sheet is None and not sheets:
        return Page(0).answer("workbook", [], None)
    if wanted_sheet is not None and wanted_sheet not in titles:
        raise Refused(SHEET_NOT_FOUND, titles)
    index = 0 if wanted_sheet is None else titles.index(wanted_sheet)
    page = Page(rows)
    # One row and column more than are shown tell whether there are more. The claimed size is not believed.
    for row in sheets[index].iter_rows(max_row=rows + 1, max_col=limits.MAX_COLUMNS + 1):
        if not page.add([_cell(cell) for cell in row]):
            break
    if not page.truncated:
        sizes[index] = page.size()
    described = [
        {"name": title, "rows": size[0], "columns": size[1]}
        for title, size in zip(titles, sizes, strict=True)
    ]
    return page.answer("workbook", described, titles[index])


def is_forbidden(error: BaseException | None) -> bool:
    """Whether it was defusedxml that refused: openpyxl wraps some errors of its parser, and not others."""
    return error is not None and (isinstance(error, DefusedXmlException) or is_forbidden(error.__context__))


def _cell(cell) -> Cell:
    if cell.value is None:
        return None
    return cell_value(cell.value, date_only=cell.is_date and is_datetime(cell.number_format) == "date")


def _claimed_size(book: openpyxl.Workbook, sheet: ReadOnlyWorksheet) -> tuple[int | None, int | None]:
    with book._archive.open(sheet._worksheet_path) as source:
        match = _DIMENSION.search(source.read(_HEAD_BYTES))
    if match is None:
        return None, None
    try:
        _, _, columns, rows = range_boundaries(match.group(1).decode("ascii"))
    except ValueError:
        return None, None
    return rows, columns
