"""Texts: CSV in any common encoding and with any common delimiter, and plain lines."""

import csv
import io

from preview import limits
from preview.cells import text
from preview.page import Page

_DELIMITERS = ",\t;|"
_SAMPLE_LINES = 50
# The module's own limit is 128 KiB a field; cells are cut later, and the text is short already.
csv.field_size_limit(limits.MAX_TEXT_BYTES * 2)


def find_delimiter(words: str) -> str | None:
    """What parts the lines into the most equal rows of two or more cells; None if there is none."""
    lines = "\n".join(words.splitlines()[:_SAMPLE_LINES])
    best, best_score = None, 0.0
    for delimiter in _DELIMITERS:
        widths = [len(row) for row in csv.reader(io.StringIO(lines), delimiter=delimiter) if row]
        if not widths:
            continue
        usual = max(set(widths), key=lambda width: (widths.count(width), width))
        if usual < 2:
            continue
        score = widths.count(usual) / len(widths) + usual / 10_000
        if score > best_score:
            best, best_score = delimiter, score
    return best


def read_delimited(words: str, complete: bool, rows: int, delimiter: str) -> dict:
    """The first rows of a CSV. Every cell is text: a CSV has no types, and an id keeps its zeros."""
    page = Page(rows)
    source = io.StringIO(_whole_lines(words, complete), newline="")
    for row in csv.reader(source, delimiter=delimiter):
        if not page.add([text(cell) for cell in row]):
            break
    page.truncated = page.truncated or not complete
    return page.answer("csv", [], None)


def read_lines(words: str, complete: bool, rows: int) -> dict:
    """The first lines of a text, each a row of one cell."""
    page = Page(rows)
    for line in _whole_lines(words, complete).splitlines():
        if not page.add([text(line)]):
            break
    page.truncated = page.truncated or not complete
    return page.answer("text", [], None)


def _whole_lines(words: str, complete: bool) -> str:
    """Without the last line where it may be cut."""
    end = words.rfind("\n")
    return words if complete or end < 0 else words[: end + 1]
