"""Writes the masked copy of a table file: values only, so that nothing hidden stays behind in a formula, the
cache of a chart, a pivot table or a list of shared strings.
"""

import csv
import io
import warnings
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path

import openpyxl
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE, Cell
from openpyxl.styles.numbers import is_datetime

from preview import zip_guard
from preview.cells import cell_value
from preview.delimited import find_delimiter
from preview.encoding import decode
from preview.formats import OLE2, ZIP
from preview.mask_rules import TITLE_ROWS, Mask, SheetMask
from preview.refusal import FORBIDDEN_CONTENT, FORMAT, TOO_LARGE, Refused
from preview.workbook import is_forbidden

_TEXTS = {".csv", ".tsv", ".tab", ".psv"}


def write_masked_copy(
    path: Path, name: str, masks: list[Mask], copy: Path, *, too_large: bool = False
) -> list[str]:
    """The titles of what is hidden in `copy`; none: there is nothing to hide, and no copy.

    Of a file that is `too_large` to be copied the beginning tells whether there is anything. Raises Refused.
    """
    with path.open("rb") as file:
        head = file.read(8)
    if head.startswith(ZIP):
        return _copy_workbook(path, masks, copy, too_large)
    suffix = Path(name).suffix.lower()
    if head.startswith(OLE2) or suffix not in _TEXTS:
        raise Refused(FORMAT)
    return _copy_text(path, suffix, masks, copy, too_large)


def _copy_text(path: Path, suffix: str, masks: list[Mask], copy: Path, too_large: bool) -> list[str]:
    words = decode(path.read_bytes())
    if words is None:
        raise Refused(FORMAT)
    delimiter = "\t" if suffix in (".tsv", ".tab") else find_delimiter(words) or ","
    first = islice(csv.reader(io.StringIO(words, newline=""), delimiter=delimiter), TITLE_ROWS)
    if not _has_masked_title(first, masks):
        return []
    if too_large:
        raise Refused(TOO_LARGE)
    mask = SheetMask(masks)
    # The mark at the beginning tells spreadsheet programs that it is UTF-8.
    with copy.open("w", encoding="utf-8-sig", errors="replace", newline="") as file:
        writer = csv.writer(file, delimiter=delimiter)
        for row in csv.reader(io.StringIO(words, newline=""), delimiter=delimiter):
            writer.writerow(mask.apply(list(row)))
    return mask.titles


def _copy_workbook(path: Path, masks: list[Mask], copy: Path, too_large: bool) -> list[str]:
    names = zip_guard.read_names(path)
    if "[Content_Types].xml" not in names or not any(name.startswith("xl/") for name in names):
        raise Refused(FORMAT)
    if any(name.endswith("workbook.bin") for name in names):
        raise Refused(FORMAT)  # .xlsb
    warnings.simplefilter("ignore")
    try:
        with path.open("rb") as file:
            book = openpyxl.load_workbook(file, read_only=True, data_only=True, keep_links=False)
            firsts = (sheet.iter_rows(max_row=TITLE_ROWS, values_only=True) for sheet in book.worksheets)
            if not any(_has_masked_title(first, masks) for first in firsts):
                return []
            if too_large:
                raise Refused(TOO_LARGE)
            return _write(book, masks, copy)
    except ValueError as error:
        if is_forbidden(error):
            raise Refused(FORBIDDEN_CONTENT) from error
        raise


def _has_masked_title(rows: Iterable, masks: list[Mask]) -> bool:
    mask = SheetMask(masks)
    for row in rows:
        mask.apply([value if isinstance(value, str) else None for value in row])
    return bool(mask.titles)


def _write(book: openpyxl.Workbook, masks: list[Mask], copy: Path) -> list[str]:
    masked = openpyxl.Workbook(write_only=True)
    titles: list[str] = []
    for sheet in book.worksheets:
        target = masked.create_sheet(sheet.title)
        mask = SheetMask(masks)
        for row in sheet.iter_rows():
            target.append(list(_cells(target, row, mask)))
        titles += mask.titles
    masked.save(copy)
    return titles


def _cells(target, row, mask: SheetMask) -> Iterator[Cell | None]:
    """The cells of a row: hidden ones as texts, the others as they are, days and times with their formats."""
    values = [_value(cell) for cell in row]
    for cell, value, shown in zip(row, values, mask.apply(values), strict=True):
        if shown is None:
            yield None
            continue
        # As it was read, a text of any length, unless it is hidden.
        written = WriteOnlyCell(target, value=_plain(cell.value if shown == value else shown))
        if isinstance(written.value, str):
            written.data_type = "s"  # a text that begins with = is a text
        elif cell.is_date:
            written.number_format = cell.number_format
        yield written


def _value(cell):
    if cell.value is None:
        return None
    return cell_value(cell.value, date_only=cell.is_date and is_datetime(cell.number_format) == "date")


def _plain(value):
    return ILLEGAL_CHARACTERS_RE.sub("", value) if isinstance(value, str) else value
