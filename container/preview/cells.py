"""Values of cells as JSON: nothing that a reader would take for another number, name or day."""

import math
from datetime import date, datetime, time, timedelta

from preview import limits

# Beyond these JavaScript's numbers are no longer exact.
_MAX_EXACT = 2**53

Cell = str | int | float | bool | None


def cell_value(value: object, *, date_only: bool = False) -> Cell:
    """A cell's value as JSON.

    Text stays as it is (an id keeps its zeros), cut at the limit. Whole numbers are whole; one that readers
    of JSON would round is text. Days and times are ISO 8601; `date_only`: the cell's format shows no time.
    """
    if value is None or isinstance(value, bool):
        return value
    if isinstance(value, int):
        return value if abs(value) <= _MAX_EXACT else str(value)
    if isinstance(value, float):
        return _number(value)
    if isinstance(value, datetime):
        return value.date().isoformat() if date_only else value.isoformat()
    if isinstance(value, (date, time)):
        return value.isoformat()
    if isinstance(value, timedelta):
        return _duration(value)
    return text(str(value))


def text(value: str) -> str:
    """A text within the limit, and well-formed: a lone surrogate has no UTF-8 form."""
    cut = value[: limits.MAX_CELL_CHARACTERS]
    return cut.encode("utf-8", "replace").decode("utf-8")


def trim(row: list[Cell]) -> list[Cell]:
    """A row without the empty cells at its end."""
    end = len(row)
    while end > 0 and row[end - 1] is None:
        end -= 1
    return row[:end]


def _number(value: float) -> int | float | str:
    if not math.isfinite(value):
        return str(value)
    if value.is_integer() and abs(value) <= _MAX_EXACT:
        return int(value)
    return value


def _duration(value: timedelta) -> str:
    """Hours may exceed 24: the format `[h]:mm:ss` of timesheets."""
    seconds = round(value.total_seconds())
    sign = "-" if seconds < 0 else ""
    minutes, second = divmod(abs(seconds), 60)
    hour, minute = divmod(minutes, 60)
    return f"{sign}{hour}:{minute:02}:{second:02}"
