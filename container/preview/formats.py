"""What a file is: by its first bytes, and by its name only where those leave it open."""

from pathlib import Path

from preview import limits
from preview.delimited import find_delimiter, read_delimited, read_lines
from preview.encoding import decode
from preview.page import unsupported
from preview.refusal import DAMAGED, Refused

ZIP = b"PK\x03\x04"
OLE2 = bytes.fromhex("D0CF11E0A1B11AE1")
# Readable as text from the start, but none.
_OTHER = (b"%PDF-", b"%!PS", b"PAR1", b"\x89PNG", b"GIF8", b"\xff\xd8\xff", b"\x1f\x8b", b"7z\xbc\xaf")

_WORKBOOKS = {".xlsx", ".xlsm", ".xltx", ".xltm"}
_TABLES = {".csv", ".tsv", ".tab", ".psv", ".xls"}


def is_read_whole(head: bytes) -> bool:
    """Whether more than the beginning of the file is needed."""
    return head.startswith((ZIP, OLE2))


def read_preview(path: Path, name: str, complete: bool, sheet: str | None, rows: int) -> dict:
    """The answer for a file whose beginning, or all where `complete`, is at `path`; raises Refused."""
    with path.open("rb") as file:
        head = file.read(limits.MAX_TEXT_BYTES)
    suffix = Path(name).suffix.lower()
    if head.startswith(ZIP):
        from preview.workbook import read_workbook

        return read_workbook(path, sheet, rows)
    if head.startswith(OLE2):
        from preview.legacy_workbook import read_legacy_workbook

        return read_legacy_workbook(path, suffix, sheet, rows)
    if suffix in _WORKBOOKS:
        raise Refused(DAMAGED)
    if head.startswith(_OTHER):
        return unsupported()
    return _read_text(head, suffix, complete, rows)


def _read_text(head: bytes, suffix: str, complete: bool, rows: int) -> dict:
    words = decode(head)
    if words is None:
        return unsupported()
    if suffix not in _TABLES:
        return read_lines(words, complete, rows)
    delimiter = "\t" if suffix in (".tsv", ".tab") else find_delimiter(words)
    if delimiter is None and suffix == ".xls":
        return read_lines(words, complete, rows)  # a page of HTML that some program calls a workbook
    return read_delimited(words, complete, rows, delimiter or ",")
