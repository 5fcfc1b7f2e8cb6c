"""A script's text: checked bytes in, lines and 1-based character positions out."""

import re

from runner.contract.problems import Problems, Span

MAX_SOURCE_BYTES = 1024 * 1024
_BOM = b"\xef\xbb\xbf"
# PEP 263: a comment in line 1 or 2; the names are those that Python takes for UTF-8, and ASCII, a part of it.
_COOKIE = re.compile(rb"^[ \t\f]*#.*?coding[:=][ \t]*([-\w.]+)")
_UTF8_NAMES = {"utf-8", "utf8", "u8", "utf", "utf-8-sig", "ascii", "us-ascii"}


class Source:
    """The decoded text with `\\n` line ends (as Python's tokenizer reads it) and its lines."""

    def __init__(self, text: str):
        self.text = text.replace("\r\n", "\n").replace("\r", "\n")
        self.lines = self.text.split("\n")

    def span(self, node) -> Span:
        """The place of a syntax tree node; the tree counts columns from 0 in UTF-8 bytes, people do not."""
        end_line = getattr(node, "end_lineno", None) or node.lineno
        end_offset = getattr(node, "end_col_offset", None)
        return Span(
            node.lineno,
            self._column(node.lineno, node.col_offset),
            end_line,
            self._column(end_line, node.col_offset if end_offset is None else end_offset),
        )

    def _column(self, line: int, byte_offset: int) -> int:
        if not 1 <= line <= len(self.lines):
            return 1
        text = self.lines[line - 1]
        if text.isascii():
            return byte_offset + 1
        return len(text.encode("utf-8")[:byte_offset].decode("utf-8", "ignore")) + 1


def read_source(data: bytes, problems: Problems) -> Source | None:
    """Decode a script; what makes it unreadable is added to `problems` and None returned."""
    if len(data) > MAX_SOURCE_BYTES:
        problems.add("too_large", Span(1, 1, 1, 1), size=f"{len(data):,}", limit=f"{MAX_SOURCE_BYTES:,}")
        return None
    data = data.removeprefix(_BOM)
    cookie = _foreign_cookie(data)
    if cookie is not None:
        line, column, end_column, name = cookie
        problems.add("coding_not_utf8", Span(line, column, line, end_column), coding=name)
        return None
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        problems.add("not_utf8", _byte_span(data, error.start), byte=f"0x{data[error.start]:02X}")
        return None
    if "\0" in text:
        problems.add("null_byte", _byte_span(data, data.index(0)))
        return None
    return Source(text)


def _foreign_cookie(data: bytes):
    """(line, column, end column, name) of a coding comment that does not mean UTF-8."""
    for number, line in enumerate(re.split(rb"\r\n|\r|\n", data, maxsplit=2)[:2], start=1):
        match = _COOKIE.match(line)
        if match:
            name = match.group(1).decode("ascii", "replace")
            if name.lower().replace("_", "-") in _UTF8_NAMES:
                return None
            start = len(line[: match.start(1)].decode("utf-8", "replace"))
            return number, start + 1, start + 1 + len(name), name
        if line.strip() and not line.lstrip().startswith(b"#"):
            return None  # a cookie in line 2 counts only below a comment or an empty line
    return None


def _byte_span(data: bytes, offset: int) -> Span:
    before = re.split(rb"\r\n|\r|\n", data[:offset])
    column = len(before[-1].decode("utf-8", "replace")) + 1
    return Span(len(before), column, len(before), column + 1)
