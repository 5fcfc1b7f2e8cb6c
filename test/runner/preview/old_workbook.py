"""Excel 97 workbooks (BIFF8), record by record, as [MS-XLS] has them."""

import struct

from compound_file import compound_file


def record(kind: int, body: bytes = b"") -> bytes:
    return struct.pack("<HH", kind, len(body)) + body


def number(row: int, column: int, value: float, style: int = 0) -> bytes:
    return record(0x0203, struct.pack("<HHHd", row, column, style, value))


def label(row: int, column: int, words: str) -> bytes:
    return record(0x0204, struct.pack("<HHHHB", row, column, 0, len(words), 1) + words.encode("utf-16-le"))


def boolean_or_error(row: int, column: int, value: int, is_error: bool) -> bytes:
    return record(0x0205, struct.pack("<HHHBB", row, column, 0, value, is_error))


def old_workbook(sheets: dict[str, bytes], encrypted: bool = False) -> bytes:
    """A workbook of sheets, each a name and its cell records. Style 0 is general, 1 a day, 2 a time."""
    begin = record(0x0809, struct.pack("<HHHHLL", 0x0600, 0x0005, 0x0DBB, 0x07CC, 0, 6))
    guarded = record(0x002F, struct.pack("<HHH", 1, 1, 1) + bytes(48)) if encrypted else b""
    font = record(0x0031, struct.pack("<HHHHHBBBBBB", 200, 0, 0x7FFF, 400, 0, 0, 0, 0, 0, 5, 0) + b"Arial")
    styles = b"".join(record(0x00E0, struct.pack("<HH", 0, form) + bytes(16)) for form in (0, 14, 21))
    head = begin + guarded + record(0x0042, struct.pack("<H", 1200)) + record(0x0022, b"\0\0") + font + styles
    names = [name.encode("utf-16-le") for name in sheets]
    place = len(head) + sum(4 + 8 + len(name) for name in names) + 4
    bounds, bodies = b"", b""
    for name, (title, cells) in zip(names, sheets.items(), strict=True):
        bounds += record(0x0085, struct.pack("<LHBB", place + len(bodies), 0, len(title), 1) + name)
        bodies += record(0x0809, struct.pack("<HHHHLL", 0x0600, 0x0010, 0x0DBB, 0x07CC, 0, 6)) + cells
        bodies += record(0x000A)
    return compound_file({"Workbook": head + bounds + record(0x000A) + bodies})
