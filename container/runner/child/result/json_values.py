"""Python value → JSON value without loss of meaning, or an error that names the key path."""

import enum
import math
import sys

from runner.child.result.problems import ResultError

SAFE_INTEGER = 2**53 - 1  # larger ones lose digits in JavaScript, so they travel as text
MAX_DEPTH = 50


def to_json(value, path: str, depth: int = 0):
    """Convert anything a script may return inside its dict.

    NaN and infinities → None, Decimal and integers beyond 2^53 → text, dates → ISO 8601, Enum → its value,
    numpy and pandas scalars → the like, arrays and tuples → lists. Raises ResultError for the rest.
    """
    if depth > MAX_DEPTH:
        raise ResultError(path, f"is nested more than {MAX_DEPTH} levels deep, or contains itself")
    if isinstance(value, dict):
        return _object(value, path, depth)
    if isinstance(value, (list, tuple)):
        return [to_json(item, f"{path}[{index}]", depth + 1) for index, item in enumerate(value)]
    found, scalar = scalar_to_json(value)
    if found:
        return scalar
    numpy = sys.modules.get("numpy")
    if numpy is not None and isinstance(value, numpy.ndarray):
        return to_json([*value] if value.ndim else value.item(), path, depth + 1)
    raise ResultError(path, f"a value of the type {_type_name(value)} has no JSON form: {_advice(value)}")


def scalar_to_json(value) -> tuple[bool, object]:
    """(True, JSON value) of a scalar, else (False, None)."""
    if value is None or value is True or value is False:
        return True, value
    if isinstance(value, enum.Enum):
        return scalar_to_json(value.value)
    if isinstance(value, str):
        return True, clean_text(value)
    if isinstance(value, int):
        return True, int(value) if abs(value) <= SAFE_INTEGER else integer_text(value)
    if isinstance(value, float):
        return True, float(value) if math.isfinite(value) else None
    if is_of(value, "decimal", "Decimal"):
        return True, decimal_text(value)
    if is_of(value, "datetime", "date", "time"):
        return True, value.isoformat() if value == value else None  # pandas.NaT is no equal of itself
    if is_of(value, "datetime", "timedelta"):
        return True, str(value) if value == value else None
    if is_of(value, "pathlib", "PurePath"):
        return True, clean_text(value.as_posix())
    if is_of(value, "uuid", "UUID"):
        return True, str(value)
    return _library_scalar(value)


def is_of(value, module: str, *classes: str) -> bool:
    """isinstance without the import: a value of a class whose module is not loaded cannot exist."""
    loaded = sys.modules.get(module)
    return loaded is not None and isinstance(value, tuple(getattr(loaded, name) for name in classes))


def decimal_text(value) -> str | None:
    """All digits as they are, trailing zeros too; plain notation where that is short enough to read."""
    if not value.is_finite():
        return None
    return format(value, "f") if -40 < value.adjusted() < 40 else str(value)


def clean_text(text: str) -> str:
    """Text with a UTF-8 form: lone surrogates become escapes."""
    return str.__str__(text).encode("utf-8", "backslashreplace").decode("utf-8")


def integer_text(value: int) -> str:
    """Decimal digits; Python refuses those of more than 4,300, which are then written in hexadecimal."""
    try:
        return int.__repr__(value)
    except ValueError:
        return hex(value)


def _library_scalar(value) -> tuple[bool, object]:
    numpy = sys.modules.get("numpy")
    if numpy is not None and isinstance(value, numpy.generic):
        if isinstance(value, (numpy.datetime64, numpy.timedelta64)):
            return True, None if numpy.isnat(value) else str(value)
        if isinstance(value, numpy.floating):
            return scalar_to_json(float(value))
        if isinstance(value, (numpy.bool_, numpy.integer, numpy.str_)):
            return scalar_to_json(value.item())
        return False, None
    pandas = sys.modules.get("pandas")
    if pandas is not None and value is pandas.NA:
        return True, None
    if is_of(value, "pandas", "Period", "Interval"):
        return True, str(value)
    return False, None


def _object(value: dict, path: str, depth: int) -> dict:
    converted = {}
    for key, item in value.items():
        found, name = scalar_to_json(key)
        if not found:
            raise ResultError(path, f"the key {_shown(key)} must be a text")
        text = name if isinstance(name, str) else _key_text(name)
        if text in converted:
            raise ResultError(path, f"two keys are both written {_shown(text)} in JSON: rename one")
        converted[text] = to_json(item, f"{path}.{text[:80]}" if path else text[:80], depth + 1)
    return converted


def _key_text(name) -> str:
    """As `json` writes keys that are no texts."""
    if name is None:
        return "null"
    return str(name).lower() if isinstance(name, bool) else str(name)


def _type_name(value) -> str:
    kind = type(value)
    return kind.__qualname__ if kind.__module__ == "builtins" else f"{kind.__module__}.{kind.__qualname__}"


def _advice(value) -> str:
    name = type(value).__name__
    if name in ("DataFrame", "LazyFrame"):
        return 'return it under "tables"'
    if name in ("Series", "Index"):
        return "use .to_dict() or .tolist()"
    if name in ("Figure", "Axes"):
        return 'return it under "charts"'
    if isinstance(value, (set, frozenset)):
        return "use sorted(…)"
    if isinstance(value, (bytes, bytearray)):
        return "write it to a file in out/"
    if hasattr(value, "__iter__"):
        return "use list(…)"
    return "return text, numbers, lists and dicts"


def _shown(value) -> str:
    try:
        text = repr(value)
    except Exception:
        return f"a {type(value).__name__}"
    return text if len(text) <= 60 else text[:59] + "…"
