"""Strict checks of JSON values that came from elsewhere: exact types, exact keys, bounded sizes.

Each function returns the value or raises ShapeError, whose text names the place and never repeats the value
(it may be a presigned URL).
"""

import math
import re


class ShapeError(ValueError):
    """A value does not have the shape that its format fixes."""


def record(value: object, where: str, keys: tuple[str, ...], optional: tuple[str, ...] = ()) -> dict:
    """A JSON object with exactly these keys (plus any of `optional`)."""
    if not isinstance(value, dict):
        raise ShapeError(f"{where} must be an object")
    missing = [key for key in keys if key not in value]
    unknown = [key for key in value if key not in keys and key not in optional]
    if missing:
        raise ShapeError(f"{where} lacks {', '.join(missing)}")
    if unknown:
        raise ShapeError(f"{where} has {len(unknown)} unknown key(s)")
    return value


def text(value: object, where: str, *, max_bytes: int, pattern: str | None = None) -> str:
    """A string that is valid Unicode, at most `max_bytes` of UTF-8, matching `pattern` as a whole."""
    if not isinstance(value, str):
        raise ShapeError(f"{where} must be a string")
    try:
        size = len(value.encode("utf-8"))
    except UnicodeEncodeError:
        raise ShapeError(f"{where} has a lone surrogate") from None
    if size > max_bytes:
        raise ShapeError(f"{where} is longer than {max_bytes} bytes")
    if pattern is not None and not re.fullmatch(pattern, value):
        raise ShapeError(f"{where} does not match {pattern}")
    return value


def whole(value: object, where: str, low: int, high: int) -> int:
    """A JSON integer (no bool, no float) from `low` to `high`."""
    if type(value) is not int or not low <= value <= high:
        raise ShapeError(f"{where} must be a whole number from {low} to {high}")
    return value


def number(value: object, where: str, low: float, high: float) -> float:
    """A finite JSON number (no bool) from `low` to `high`."""
    if type(value) not in (int, float) or not math.isfinite(value) or not low <= value <= high:  # type: ignore[arg-type, operator]
        raise ShapeError(f"{where} must be a number from {low} to {high}")
    return value  # type: ignore[return-value]


def items(value: object, where: str, *, at_most: int) -> list:
    """A JSON array of at most `at_most` items."""
    if not isinstance(value, list) or len(value) > at_most:
        raise ShapeError(f"{where} must be an array of at most {at_most} items")
    return value


def flag(value: object, where: str) -> bool:
    """A JSON boolean."""
    if not isinstance(value, bool):
        raise ShapeError(f"{where} must be true or false")
    return value
