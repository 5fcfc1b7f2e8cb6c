"""The rows of an answer, collected until they are enough or too much."""

import json

from preview import limits
from preview.cells import Cell, trim


class Page:
    """Takes rows until `wanted` are there or the answer is full; `truncated` says that there was more."""

    def __init__(self, wanted: int):
        self.rows: list[list[Cell]] = []
        self.truncated = False
        self._wanted = wanted
        self._bytes = 0

    def add(self, row: list[Cell]) -> bool:
        """Take a row; False: no more is wanted."""
        if len(self.rows) >= self._wanted:
            self.truncated = True
            return False
        row = trim(row)
        if len(row) > limits.MAX_COLUMNS:
            row = trim(row[: limits.MAX_COLUMNS])
            self.truncated = True
        self._bytes += len(json.dumps(row)) + 1
        if self._bytes > limits.MAX_ANSWER_BYTES:
            self.truncated = True
            return False
        self.rows.append(row)
        return True

    def answer(self, kind: str, sheets: list[dict], sheet: str | None) -> dict:
        """The answer in the form of the event's schema; empty rows at the end are left out."""
        rows, _ = self.size()
        shown = {"rows": self.rows[:rows], "truncated": self.truncated}
        return {"ok": True, "kind": kind, "sheets": sheets, "sheet": sheet, **shown}

    def size(self) -> tuple[int, int]:
        """Rows up to the last that holds anything, and the widest row's columns."""
        filled = [number for number, row in enumerate(self.rows, start=1) if row]
        return max(filled, default=0), max(map(len, self.rows), default=0)


def unsupported() -> dict:
    """The answer for a file of a kind that is not previewed."""
    return Page(0).answer("unsupported", [], None)
