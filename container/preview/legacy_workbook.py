"""Workbooks of Excel 97 to 2003 (.xls), by xlrd."""

import io
import mmap
from datetime import time
from pathlib import Path

import xlrd

from preview import limits
from preview.cells import Cell, cell_value, text
from preview.page import Page, unsupported
from preview.refusal import DAMAGED, ENCRYPTED, SHEET_NOT_FOUND, Refused

# Names of streams in an OLE2 container.
_ENCRYPTED_PACKAGE = "EncryptedPackage".encode("utf-16-le")
_WORKBOOK_STREAMS = ("Workbook".encode("utf-16-le"), "Book".encode("utf-16-le"))


def read_legacy_workbook(path: Path, suffix: str, wanted_sheet: str | None, rows: int) -> dict:
    """The sheets, and the first rows of one. Only that one is read, so only its size is known."""
    with path.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as content:
        if content.find(_ENCRYPTED_PACKAGE) >= 0:
            raise Refused(ENCRYPTED)  # an .xlsx with a password is an OLE2 container
        if all(content.find(stream) < 0 for stream in _WORKBOOK_STREAMS):
            if suffix == ".xls":
                raise Refused(DAMAGED)
            return unsupported()
    try:
        book = xlrd.open_workbook(str(path), logfile=io.StringIO(), on_demand=True, ragged_rows=True)
    except xlrd.XLRDError as error:
        raise Refused(ENCRYPTED if "encrypted" in str(error) else DAMAGED) from error
    names = book.sheet_names()[: limits.MAX_SHEETS]
    titles = [text(name) for name in names]
    if wanted_sheet is not None and wanted_sheet not in titles:
        raise Refused(SHEET_NOT_FOUND, titles)
    if not titles:
        return Page(0).answer("workbook", [], None)
    index = 0 if wanted_sheet is None else titles.index(wanted_sheet)
    sheet = book.sheet_by_index(index)
    page = Page(rows)
    for row in range(sheet.nrows):
        if not page.add([_cell(cell, book.datemode) for cell in sheet.row(row)]):
            break
    described = [{"name": title, "rows": None, "columns": None} for title in titles]
    described[index] = {"name": titles[index], "rows": sheet.nrows, "columns": sheet.ncols}
    return page.answer("workbook", described, titles[index])


def _cell(cell, datemode: int) -> Cell:
    if cell.ctype in (xlrd.XL_CELL_EMPTY, xlrd.XL_CELL_BLANK):
        return None
    if cell.ctype == xlrd.XL_CELL_BOOLEAN:
        return bool(cell.value)
    if cell.ctype == xlrd.XL_CELL_ERROR:
        return xlrd.error_text_from_code.get(cell.value, "#ERROR")
    if cell.ctype == xlrd.XL_CELL_DATE:
        return _moment(cell.value, datemode)
    return cell_value(cell.value)


def _moment(value: float, datemode: int) -> Cell:
    """A day, a time of day (below 1), or both; a number that is no day stays a number."""
    try:
        moment = xlrd.xldate_as_datetime(value, datemode)
    except (xlrd.XLDateError, ValueError, OverflowError):
        return cell_value(value)
    if 0 <= value < 1:
        return cell_value(moment.time())
    return cell_value(moment, date_only=moment.time() == time(0))
