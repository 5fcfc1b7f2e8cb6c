"""JSON value → Python value of a ValueType; the same rules check defaults, choices and a run's parameters."""

import datetime
import re

from runner.contract.literals import SAFE_INTEGER
from runner.contract.messages import message, shown
from runner.contract.value_type import ValueType

_DECIMAL = re.compile(r"[+-]?(\d+(\.\d*)?|\.\d+)", re.ASCII)
_MAX_DECIMAL_DIGITS = 1000
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_DATETIME = re.compile(
    r"\d{4}-\d{2}-\d{2}[Tt ]\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?([Zz]|[+-]\d{2}:\d{2})?", re.ASCII
)
_TIME = re.compile(r"\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?([Zz]|[+-]\d{2}:\d{2})?", re.ASCII)


class ValueProblem(Exception):
    """A value does not fit: message key and details, and where inside a list or object it stands (`[3]`)."""

    def __init__(self, key: str, path: str = "", **details):
        super().__init__(key)
        self.key = key
        self.path = path
        self.details = details

    def text(self, language: str) -> str:
        """The sentence, with the place inside the value before it."""
        sentence = message(self.key, language, self.details)
        return f"{self.path}: {sentence}" if self.path else sentence

    def __str__(self) -> str:
        return self.text("en")


def to_python(value_type: ValueType, value, enums: dict | None = None):
    """Convert one JSON value (not files); raises ValueProblem.

    `enums` maps class names to the script's Enum classes; without it an enum value stays the JSON value.
    A Decimal never passes through float: it is made from text, an integer, or a JSON number read as Decimal.
    """
    converted = _CONVERTERS[value_type.kind](value_type, value, enums)
    _check_limits(value_type, value, converted)
    return converted


def _string(value_type, value, enums):
    if not isinstance(value, str):
        raise ValueProblem("value.string", value=shown(value))
    return value


def _integer(value_type, value, enums):
    whole = (isinstance(value, (int, float)) and not isinstance(value, bool)) or _is_decimal(value)
    if whole and abs(value) > SAFE_INTEGER:
        raise ValueProblem("value.integer_range", value=shown(value))
    if not whole or value != value // 1:
        raise ValueProblem("value.integer", value=shown(value))
    return int(value)


def _number(value_type, value, enums):
    if isinstance(value, bool) or not (isinstance(value, (int, float)) or _is_decimal(value)):
        raise ValueProblem("value.number", value=shown(value))
    try:
        number = float(value)
    except OverflowError:
        number = float("inf")
    if number - number != 0:  # NaN and the infinities
        raise ValueProblem("value.number", value=shown(value))
    return number


def _boolean(value_type, value, enums):
    if not isinstance(value, bool):
        raise ValueProblem("value.boolean", value=shown(value))
    return value


def _decimal(value_type, value, enums):
    text = (
        str(value)
        if isinstance(value, int) and not isinstance(value, bool) and abs(value) < 10**1000
        else value
    )
    if _is_decimal(value):
        return value
    if not isinstance(text, str) or len(text) > _MAX_DECIMAL_DIGITS or not _DECIMAL.fullmatch(text):
        raise ValueProblem("value.decimal", value=shown(value))
    from decimal import Decimal  # 2 ms that most runs need not pay

    return Decimal(text)


def _is_decimal(value) -> bool:
    return type(value).__name__ == "Decimal" and value.is_finite()


def _iso(key: str, pattern, parse):
    def convert(value_type, value, enums):
        if not isinstance(value, str) or not pattern.fullmatch(value):
            raise ValueProblem(key, value=shown(value))
        try:
            return parse(value.upper())
        except ValueError:  # the 30th of February
            raise ValueProblem(key, value=shown(value)) from None

    return convert


def _choice(value_type, value, enums):
    for choice in value_type.values:
        if value == choice and isinstance(value, bool) == isinstance(choice, bool):
            return choice
    choices = ", ".join(shown(choice) for choice in value_type.values[:20])
    raise ValueProblem("value.choice", value=shown(value), choices=choices)


def _enum(value_type, value, enums):
    value = _choice(value_type, value, enums)
    return value if enums is None else enums[value_type.enum_name](value)


def _list(value_type, value, enums):
    if not isinstance(value, list):
        raise ValueProblem("value.list", value=shown(value))
    return [_inside(f"[{index}]", value_type.item, item, enums) for index, item in enumerate(value)]


def _object(value_type, value, enums):
    if not isinstance(value, dict):
        raise ValueProblem("value.object", value=shown(value))
    if value_type.item is None:
        return plain_numbers(value)
    return {key: _inside(f"[{shown(key)}]", value_type.item, item, enums) for key, item in value.items()}


def _inside(path: str, value_type, value, enums):
    try:
        return to_python(value_type, value, enums)
    except ValueProblem as problem:
        problem.path = path + problem.path
        raise


def plain_numbers(value):
    """JSON numbers that were read as Decimal back to the floats that `json` gives everybody."""
    if isinstance(value, dict):
        return {key: plain_numbers(item) for key, item in value.items()}
    if isinstance(value, list):
        return [plain_numbers(item) for item in value]
    return float(value) if _is_decimal(value) else value


def _file(value_type, value, enums):
    raise ValueProblem("value.file", value=shown(value))


_CONVERTERS = {
    "string": _string,
    "integer": _integer,
    "number": _number,
    "boolean": _boolean,
    "decimal": _decimal,
    "date": _iso("value.date", _DATE, datetime.date.fromisoformat),
    "datetime": _iso("value.datetime", _DATETIME, datetime.datetime.fromisoformat),
    "time": _iso("value.time", _TIME, datetime.time.fromisoformat),
    "choice": _choice,
    "enum": _enum,
    "list": _list,
    "object": _object,
    "path": _file,
    "file": _file,
}


def _check_limits(value_type: ValueType, value, converted) -> None:
    limits = value_type.limits
    if not limits:
        return
    if "enum" in limits and value not in limits["enum"]:
        choices = ", ".join(shown(choice) for choice in limits["enum"][:20])
        raise ValueProblem("value.choice", value=shown(value), choices=choices)
    _check_bounds(value_type, value, converted)
    if "maxLength" in limits and len(value) > limits["maxLength"]:
        raise ValueProblem("value.max_length", length=len(value), limit=limits["maxLength"])
    if "pattern" in limits and not re.search(limits["pattern"], value, re.ASCII):
        raise ValueProblem("value.pattern", value=shown(value), pattern=limits["pattern"])
    check_item_count(value_type, value)


def _check_bounds(value_type: ValueType, value, converted) -> None:
    for name, key in (("minimum", "value.minimum"), ("maximum", "value.maximum")):
        limit = value_type.limits.get(name, value_type.limits.get(f"format{name.title()}"))
        if limit is None:
            continue
        bound = to_python(ValueType(value_type.kind), limit)
        try:
            outside = converted < bound if name == "minimum" else converted > bound
        except TypeError:  # one of the two has a UTC offset, the other has none
            raise ValueProblem("value.datetime", value=shown(value)) from None
        if outside:
            raise ValueProblem(key, value=shown(value), limit=limit)


def check_item_count(value_type: ValueType, items) -> None:
    """Hold a list against minItems and maxItems."""
    least, most = value_type.limits.get("minItems"), value_type.limits.get("maxItems")
    if least is not None and len(items) < least:
        raise ValueProblem("value.min_items", count=len(items), limit=least)
    if most is not None and len(items) > most:
        raise ValueProblem("value.max_items", count=len(items), limit=most)
