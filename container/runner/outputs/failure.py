"""Reads failure.json: how the script says it failed. Every field is a claim, cut to size."""

from typing import NamedTuple

from .beneath import read_small
from .strict_json import parse

MAX_BYTES = 1 << 20
KINDS = ("script_error", "user_error", "exit", "result_invalid")
MAX_MESSAGE = 4000
MAX_TEXT = 64_000
MAX_FRAMES = 50


class Failure(NamedTuple):
    """The script's own end, as it says. `exception` has exactly the report's keys."""

    kind: str
    message: str
    exception: dict | None
    exit_code: int | None


def read_failure(result: int) -> Failure | None:
    """failure.json in the directory with descriptor `result`; None when there is none that can be read."""
    try:
        data = read_small(result, ("failure.json",), MAX_BYTES)
        value = parse(data) if data is not None else None
    except ValueError:
        return None
    if not isinstance(value, dict) or value.get("kind") not in KINDS:
        return None
    code = value.get("exit_code")
    return Failure(
        kind=value["kind"],
        message=_text(value.get("message"), MAX_MESSAGE),
        exception=_exception(value.get("exception")),
        exit_code=code if type(code) is int and abs(code) < 2**31 else None,
    )


def _exception(value: object) -> dict | None:
    if not isinstance(value, dict):
        return None
    frames = value.get("traceback")
    return {
        "type": _text(value.get("type"), 200),
        "message": _text(value.get("message"), MAX_MESSAGE),
        "traceback": [_frame(each) for each in (frames if isinstance(frames, list) else [])[-MAX_FRAMES:]],
        "text": _text(value.get("text"), MAX_TEXT),
    }


def _frame(value: object) -> dict:
    frame = value if isinstance(value, dict) else {}
    return {
        "file": _text(frame.get("file"), 300),
        "line": _number(frame.get("line")) or 0,
        "column": _number(frame.get("column")),
        "function": _text(frame.get("function"), 300),
        "source": _text(frame.get("source"), 1000),
    }


def _text(value: object, at_most: int) -> str:
    if not isinstance(value, str):
        return ""
    return value if len(value) <= at_most else value[: at_most - 1] + "…"


def _number(value: object) -> int | None:
    return value if type(value) is int and 0 <= value < 10**7 else None
