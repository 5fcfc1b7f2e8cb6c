"""Parses JSON that a script wrote: what every JSON reader understands alike, and nothing else."""

import json
import math

MAX_DEPTH = 64


def parse(data: bytes) -> object:
    """Parse UTF-8 JSON; raises ValueError saying what is wrong, without repeating the data.

    Refused besides syntax errors: NaN and infinities (also written as 1e999), a key twice in one object, lone
    surrogates, nesting deeper than 64, a byte order mark.
    """
    try:
        value = json.loads(
            data.decode("utf-8"), parse_constant=_no_constant, parse_float=_finite, object_pairs_hook=_unique
        )
    except UnicodeDecodeError:
        raise ValueError("is not UTF-8") from None
    except RecursionError:
        raise ValueError(f"is nested deeper than {MAX_DEPTH} levels") from None
    except json.JSONDecodeError as error:
        raise ValueError(f"is not JSON ({error.msg} at character {error.pos})") from None
    _check(value)
    return value


def _no_constant(name: str) -> float:
    raise ValueError(f"has {name}, which is not JSON")


def _finite(text: str) -> float:
    number = float(text)
    if not math.isfinite(number):
        raise ValueError("has a number that is too large")
    return number


def _unique(pairs: list[tuple[str, object]]) -> dict:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("has a key twice in one object")
    return found


def _check(value: object) -> None:
    level: list[object] = [value]
    for _ in range(MAX_DEPTH):
        below: list[object] = []
        for each in level:
            if isinstance(each, dict):
                for key in each:
                    _check_text(key)
                below.extend(each.values())
            elif isinstance(each, list):
                below.extend(each)
            elif isinstance(each, str):
                _check_text(each)
        if not below:
            return
        level = below
    raise ValueError(f"is nested deeper than {MAX_DEPTH} levels")


def _check_text(text: str) -> None:
    if not text.isascii():
        try:
            text.encode("utf-8")
        except UnicodeEncodeError:
            raise ValueError("has a lone surrogate") from None
