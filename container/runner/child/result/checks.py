"""Control totals: exact differences, and whether they tie."""

import math
from decimal import Context, Decimal

from runner.child.result.json_values import decimal_text, is_of, scalar_to_json
from runner.child.result.problems import ResultError

MAX_CHECKS = 1000
MAX_NAME_CHARACTERS = 50
MAX_TEXT_CHARACTERS = 500
# A sum of binary floats misses the exact total by a few units in the 16th digit; that is no difference
# in the books.
FLOAT_NOISE = Decimal("1e-12")
_EXACT = Context(prec=2000)
_MAX_EXPONENT = 400
_KEYS = {"name", "expected", "actual", "tolerance"}


def compare_checks(checks) -> list[dict]:
    """[{"name", "expected", "actual", "tolerance", "difference", "ties"}]; numbers are exact decimal texts.

    `difference` is actual - expected; it ties when its size is at most the tolerance. Without a
    tolerance that is 0, or one part in 10^12 where a float takes part. Texts that are not numbers tie
    when they are equal; NaN and None never tie.
    """
    if not isinstance(checks, (list, tuple)):
        raise ResultError("checks", "a list of dicts with name, expected and actual is wanted")
    if len(checks) > MAX_CHECKS:
        raise ResultError("checks", f"at most {MAX_CHECKS:,} checks are kept, not {len(checks):,}")
    return [_compare(check, f"checks[{index}]") for index, check in enumerate(checks)]


def _compare(check, path: str) -> dict:
    if not isinstance(check, dict):
        raise ResultError(path, "a dict with name, expected and actual is wanted")
    for key in ("name", "expected", "actual"):
        if key not in check:
            raise ResultError(path, f'"{key}" is missing')
    for key in check:
        if key not in _KEYS:
            raise ResultError(
                f"{path}.{key}", 'a check has "name", "expected", "actual" and perhaps "tolerance"'
            )
    expected, actual = (_number(check[key], f"{path}.{key}") for key in ("expected", "actual"))
    tolerance = check.get("tolerance")
    result = {"name": _name(check["name"], path)}
    if isinstance(expected, Decimal) and isinstance(actual, Decimal):
        difference = _EXACT.subtract(actual, expected)
        allowed = _tolerance(tolerance, check, expected, actual, f"{path}.tolerance")
        return {
            **result,
            "expected": decimal_text(expected),
            "actual": decimal_text(actual),
            "tolerance": decimal_text(allowed),
            "difference": decimal_text(difference),
            "ties": abs(difference) <= allowed,
        }
    texts = [None if value is None else str(value) for value in (expected, actual)]
    shown = [text if text is None else text[:MAX_TEXT_CHARACTERS] for text in texts]
    return {
        **result,
        "expected": shown[0],
        "actual": shown[1],
        "tolerance": None,
        "difference": None,
        "ties": texts[0] is not None and texts[0] == texts[1],
    }


def _tolerance(tolerance, check: dict, expected: Decimal, actual: Decimal, path: str) -> Decimal:
    if tolerance is not None:
        allowed = _number(tolerance, path)
        if not isinstance(allowed, Decimal) or allowed < 0:
            raise ResultError(path, "a number of at least 0 is wanted")
        return allowed
    if any(
        isinstance(check[key], float) or is_of(check[key], "numpy", "floating")
        for key in ("expected", "actual")
    ):
        return _EXACT.multiply(max(abs(expected), abs(actual)), FLOAT_NOISE)
    return Decimal(0)


def _number(value, path: str):
    """A finite number as an exact Decimal; else a text, or None for what is no value."""
    if is_of(value, "numpy", "generic"):
        value = value.item()
    if isinstance(value, float):
        value = Decimal(repr(value)) if math.isfinite(value) else None
    elif isinstance(value, int) and not isinstance(value, bool):
        value = Decimal(value) if abs(value) < 10**_MAX_EXPONENT else None
    elif isinstance(value, str):
        return _from_text(value)
    elif not isinstance(value, (Decimal, bool, type(None))):
        found, scalar = scalar_to_json(value)
        if not found:
            raise ResultError(path, f"a number or text is wanted, not {type(value).__name__}")
        return scalar
    if isinstance(value, Decimal) and (not value.is_finite() or abs(value.adjusted()) > _MAX_EXPONENT):
        return None
    return value


def _from_text(text: str):
    try:
        number = Decimal(text.strip().replace(",", ""))
    except ArithmeticError:
        return text
    return number if number.is_finite() and abs(number.adjusted()) <= _MAX_EXPONENT else text


def _name(name, path: str) -> str:
    if not isinstance(name, str) or not name.strip():
        raise ResultError(f"{path}.name", "a text is wanted")
    return " ".join(scalar_to_json(name)[1].split())[:MAX_NAME_CHARACTERS]
