"""Reads the chunks of a returned table and checks that they are what its meta says."""

from collections.abc import Iterator

from .. import shapes
from ..errors import ResultInvalid
from ..shapes import ShapeError
from .beneath import read_small
from .result import CHUNK_ROWS
from .strict_json import parse

MAX_CHUNK_BYTES = 32 << 20


def chunk_count(table: dict) -> int:
    """How many chunks a table with this meta has; an empty table has none."""
    return -(-table["row_count"] // CHUNK_ROWS)


def chunk_name(index: int) -> str:
    """The file name of chunk `index`, counted from 0."""
    return f"{index:06d}.json"


def read_chunks(result: int, table: dict) -> Iterator[bytes]:
    """The chunks of one table, in order, each checked: rows as arrays, one value per column, none missing.

    Raises ResultInvalid when a chunk is absent, too large, no JSON or does not agree with the meta.
    """
    left = table["row_count"]
    for index in range(chunk_count(table)):
        where = f"table {table['name']!r}, rows from {index * CHUNK_ROWS}"
        expected = min(left, CHUNK_ROWS)
        try:
            data = read_small(result, ("tables", table["name"], chunk_name(index)), MAX_CHUNK_BYTES)
            if data is None:
                raise ValueError("are missing")
            _check_rows(parse(data), expected, len(table["columns"]), where)
        except ShapeError as error:
            raise ResultInvalid(str(error)) from None
        except ValueError as error:
            raise ResultInvalid(f"{where} {error}") from None
        left -= expected
        yield data


def _check_rows(value: object, rows: int, columns: int, where: str) -> None:
    if not isinstance(value, list) or len(value) != rows:
        raise ShapeError(f"{where}: expected {rows} rows")
    for row in value:
        if len(shapes.items(row, where, at_most=columns)) != columns:
            raise ShapeError(f"{where}: a row has another number of values than there are columns")
        for cell in row:
            if isinstance(cell, (dict, list)):
                raise ShapeError(f"{where}: a value is not a number, text, true, false or null")
