"""What is hidden in a column, and in which: the same as `functions/platform/column-mask.ts`, held to it by
`events/mask/cases.json`.
"""

import unicodedata
from collections.abc import Iterable
from typing import TypedDict

from preview.cells import Cell

HIDDEN = "***"
# A title row is looked for no further down.
TITLE_ROWS = 20
# How many characters stay readable at the beginning and at the end.
_KEPT = {"phone": (3, 4), "identity_number": (6, 4), "bank_account": (0, 4), "name": (1, 0)}
# JavaScript's largest whole number that is exact.
_MAX_WHOLE = 2**53 - 1


class Mask(TypedDict):
    """Titles (`*` stands for any characters) and how the values below them are hidden."""

    columns: list[str]
    kind: str


def mask_value(kind: str, value: Cell) -> Cell:
    """A value as those see it who may not see it whole."""
    if value is None or value == "":
        return value
    whole = isinstance(value, int) and not isinstance(value, bool) and abs(value) <= _MAX_WHOLE
    if kind == "hidden" or not (whole or isinstance(value, str)):
        return HIDDEN
    words = str(value)
    return _mask_email(words) if kind == "email" else _keep(words, *_KEPT[kind])


def matches_title(pattern: str, title: str) -> bool:
    """Whether a title is one of those that a pattern stands for."""
    first, *parts = _folded(pattern).split("*")
    text = _folded(title)
    if not text.startswith(first):
        return False
    if not parts:
        return text == first
    *between, last = parts
    at = len(first)
    for part in between:
        found = text.find(part, at)
        if found < 0:
            return False
        at = found + len(part)
    return len(text) >= at + len(last) and text.endswith(last)


def mask_of(masks: Iterable[Mask], title: str) -> str | None:
    """The kind of the first mask that a title falls under."""
    if title.strip() == "":
        return None
    return next(
        (mask["kind"] for mask in masks if any(matches_title(pattern, title) for pattern in mask["columns"])),
        None,
    )


class SheetMask:
    """Hides what is below titles that stand anywhere in the first rows of one sheet, row by row.

    Empty cells beside a title are its own: of merged cells only the first has the words. A row with a single
    filled cell is a heading, which stands over everything.
    """

    def __init__(self, masks: list[Mask]):
        self.titles: list[str] = []
        self._masks = masks
        self._kinds: dict[int, str] = {}
        self._tail: tuple[int, str] | None = None
        self._rows = 0

    def apply(self, row: list[Cell]) -> list[Cell]:
        """The next row, with what is hidden in it."""
        kinds = [self._kind_at(column) for column in range(len(row))]
        if self._rows < TITLE_ROWS:
            self._find_titles(row, kinds)
        self._rows += 1
        return [
            value if kind is None else mask_value(kind, value) for kind, value in zip(kinds, row, strict=True)
        ]

    def _kind_at(self, column: int) -> str | None:
        known = self._kinds.get(column)
        if known is None and self._tail is not None and column >= self._tail[0]:
            return self._tail[1]
        return known

    def _find_titles(self, row: list[Cell], known: list[str | None]) -> None:
        filled = sum(value is not None and value != "" for value in row)
        carried: str | None = None
        for column, value in enumerate(row):
            if value is not None and value != "":
                fresh = known[column] is None and isinstance(value, str)
                carried = mask_of(self._masks, value) if fresh else None
                if carried is not None:
                    self.titles.append(value)
            if carried is not None and known[column] is None and (value is not None or filled > 1):
                self._kinds[column] = carried
        if carried is not None and filled > 1 and self._tail is None:
            self._tail = (len(row), carried)


def _keep(words: str, head: int, tail: int) -> str:
    hidden = len(words) - head - tail
    if hidden <= 0:
        return "*" * len(words)
    return words[:head] + "*" * hidden + words[len(words) - tail :]


def _mask_email(words: str) -> str:
    at = words.rfind("@")
    return _keep(words, 0, 0) if at < 1 else words[0] + HIDDEN + words[at:]


def _folded(words: str) -> str:
    return unicodedata.normalize("NFKC", words).strip().lower()
