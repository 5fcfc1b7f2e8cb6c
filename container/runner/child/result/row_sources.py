"""What can be returned as a table: each source gives column names and chunks of rows.

A chunk is a list of rows, a row a list of (JSON scalar, kind) pairs, see `cells`.
"""

import csv
import json
import os

from runner.child.result.cells import cell
from runner.child.result.frames import PandasRows, PolarsRows
from runner.child.result.json_values import is_of
from runner.child.result.problems import ResultError

CHUNK_ROWS = 1000


def rows_of(value, path: str, outputs):
    """The source for a returned table: an object with `columns` and `chunks()`, which can be called again."""
    if is_of(value, "pandas", "DataFrame"):
        return PandasRows(value, path, CHUNK_ROWS)
    if is_of(value, "polars", "DataFrame"):
        return PolarsRows(value, path, CHUNK_ROWS)
    if isinstance(value, (list, tuple)):
        return RecordRows(value, path)
    if isinstance(value, str) or is_of(value, "pathlib", "PurePath"):
        return _file_rows(outputs.absolute(outputs.existing(value, path)), path)
    raise ResultError(
        path, "a table is a DataFrame, a list of dicts, or the path of a csv, xlsx or json file in out/"
    )


class RecordRows:
    """A list of dicts; columns in the order in which they first appear, absent values are null."""

    def __init__(self, records, path: str):
        self._records = records
        self._path = path
        names: dict = {}
        for index, record in enumerate(records):
            if not isinstance(record, dict):
                raise ResultError(f"{path}[{index}]", f"a dict is wanted, not {type(record).__name__}")
            for name in record:
                if not isinstance(name, str):
                    raise ResultError(f"{path}[{index}]", f"column names are texts, not {name!r:.60}")
                names.setdefault(name)
        self.columns = list(names)

    def chunks(self):
        """Rows by CHUNK_ROWS."""
        for start in range(0, len(self._records), CHUNK_ROWS):
            chunk = self._records[start : start + CHUNK_ROWS]
            yield [
                [cell(record.get(name), f"{self._path}[{start + offset}].{name}") for name in self.columns]
                for offset, record in enumerate(chunk)
            ]


class SheetRows:
    """Header and rows of an iterable that is made anew by `open_rows` each time."""

    def __init__(self, open_rows, path: str):
        self._open_rows = open_rows
        self._path = path
        header = next(iter(open_rows()), [])
        self.columns = [
            str(name) if name is not None else f"column {i}" for i, name in enumerate(header, start=1)
        ]

    def chunks(self):
        """Rows by CHUNK_ROWS; short rows are filled with null, cells beyond the header are an error."""
        rows = self._open_rows()
        next(rows, None)
        chunk, width = [], len(self.columns)
        for number, row in enumerate(rows, start=2):
            if any(value not in (None, "") for value in row[width:]):
                raise ResultError(
                    self._path, f"line {number} has more cells than the header: add a column name"
                )
            cells = [cell(value, f"{self._path} line {number}") for value in row[:width]]
            chunk.append(cells + [(None, "null")] * (width - len(cells)))
            if len(chunk) == CHUNK_ROWS:
                yield chunk
                chunk = []
        if chunk:
            yield chunk


def _file_rows(file_path: str, path: str):
    name = os.path.basename(file_path)
    suffix = os.path.splitext(name)[1].lower()
    if suffix in (".csv", ".tsv"):
        delimiter = "\t" if suffix == ".tsv" else ","
        return SheetRows(lambda: _readable(path, name, _csv_rows(file_path, delimiter)), path)
    if suffix in (".xlsx", ".xlsm"):
        return SheetRows(lambda: _readable(path, name, _workbook_rows(file_path)), path)
    if suffix == ".json":
        return RecordRows(list(_readable(path, name, _json_records(file_path))), path)
    raise ResultError(path, f"{name}: a table file is csv, tsv, xlsx or json")


def _readable(path: str, name: str, rows):
    """The same rows; whatever a reader says of a broken file becomes an error of this table."""
    try:
        yield from rows
    except Exception as error:
        raise ResultError(path, f"{name} cannot be read: {error}") from error


def _json_records(file_path: str):
    with open(file_path, encoding="utf-8-sig") as file:
        records = json.load(file)
    if not isinstance(records, list):
        raise ValueError("a list of objects is wanted")
    yield from records


def _csv_rows(file_path: str, delimiter: str):
    """Cells stay texts as they stand: leading zeros and long numbers are kept."""
    csv.field_size_limit(2**31 - 1)
    with open(file_path, encoding=_encoding(file_path), newline="") as file:
        yield from csv.reader(file, delimiter=delimiter)


def _encoding(file_path: str) -> str:
    """UTF-8, or what Chinese spreadsheets write where it is not."""
    try:
        with open(file_path, encoding="utf-8-sig") as file:
            while file.read(1024 * 1024):
                pass
        return "utf-8-sig"
    except UnicodeDecodeError:
        return "gb18030"


def _workbook_rows(file_path: str):
    """The first sheet; formulas give their saved values."""
    from openpyxl import load_workbook

    workbook = load_workbook(file_path, read_only=True, data_only=True)
    try:
        yield from workbook.worksheets[0].iter_rows(values_only=True)
    finally:
        workbook.close()
