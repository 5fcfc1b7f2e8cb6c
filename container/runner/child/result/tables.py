"""Returned tables: rows as JSON chunks for the page, and DataFrames also as a workbook in out/."""

import os

from runner.child.documents import encode, write_bytes, write_document
from runner.child.result.cells import column_type
from runner.child.result.json_values import is_of
from runner.child.result.outputs import Outputs, output_name
from runner.child.result.problems import ResultError
from runner.child.result.row_sources import CHUNK_ROWS, rows_of
from runner.child.result.spreadsheet import save_spreadsheet

MAX_TABLES = 50
MAX_ROWS = 1_000_000
MAX_COLUMNS = 1000
MAX_COLUMN_NAME_CHARACTERS = 200
MAX_CHUNK_BYTES = 16 * 1024 * 1024


def write_tables(tables, outputs: Outputs, result_folder: str) -> list[dict]:
    """Write every table below `result_folder/tables/<name>/` and return their meta documents.

    meta.json: {"name", "columns": [{"name", "type"}], "row_count", "chunk_rows"}; 000000.json and so on hold
    CHUNK_ROWS rows each, as arrays in the order of the columns. Cells are JSON scalars; a number that
    JSON readers would round (Decimal, integers beyond 2^53) is text.
    """
    if not isinstance(tables, dict):
        raise ResultError("tables", "a dict of name: table is wanted")
    if len(tables) > MAX_TABLES:
        raise ResultError("tables", f"at most {MAX_TABLES} tables are kept, not {len(tables)}")
    return [_write_table(name, value, outputs, result_folder) for name, value in tables.items()]


def _write_table(name, value, outputs: Outputs, result_folder: str) -> dict:
    path = f"tables.{name}"
    name = output_name(name, path)
    source = rows_of(value, path, outputs)
    if len(source.columns) > MAX_COLUMNS:
        raise ResultError(path, f"has {len(source.columns):,} columns; at most {MAX_COLUMNS:,} are shown")
    for column in source.columns:
        if len(column) > MAX_COLUMN_NAME_CHARACTERS:
            raise ResultError(
                path, f"the column name {column[:40]!r}… is longer than {MAX_COLUMN_NAME_CHARACTERS}"
            )
    folder = os.path.join(result_folder, "tables", name)
    os.makedirs(folder)
    meta = _write_chunks(name, source, folder, path)
    if is_of(value, "pandas", "DataFrame") or is_of(value, "polars", "DataFrame"):
        save_spreadsheet(name, source, meta["row_count"], outputs)
    return meta


def _write_chunks(name: str, source, folder: str, path: str) -> dict:
    kinds: list[set] = [set() for _ in source.columns]
    row_count = 0
    for number, chunk in enumerate(source.chunks()):
        row_count += len(chunk)
        if row_count > MAX_ROWS:
            raise ResultError(
                path, f"a table holds at most {MAX_ROWS:,} rows: write more to a csv file in out/"
            )
        for row in chunk:
            for index, (_, kind) in enumerate(row):
                kinds[index].add(kind)
        content = encode([[value for value, _ in row] for row in chunk])
        if len(content) > MAX_CHUNK_BYTES:
            raise ResultError(
                path, f"{len(chunk)} rows are {len(content):,} bytes, too much to show: shorten the texts"
            )
        write_bytes(folder, f"{number:06d}.json", content)
    meta = {
        "name": name,
        "columns": [
            {"name": column, "type": column_type(seen)}
            for column, seen in zip(source.columns, kinds, strict=True)
        ],
        "row_count": row_count,
        "chunk_rows": CHUNK_ROWS,
    }
    write_document(folder, "meta.json", meta)
    return meta
