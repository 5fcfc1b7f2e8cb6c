"""What each metadata call may say about which type."""

import re

from runner.contract.messages import shown
from runner.contract.patterns import pattern_fault
from runner.contract.value_type import MAX_CHOICES, ValueType
from runner.contract.values import ValueProblem, to_python

MAX_PATTERN_LENGTH = 300
MAX_TITLE_LENGTH = 200
MAX_DESCRIPTION_LENGTH = 1000
_UNITS = {
    "": 1,
    "B": 1,
    "KB": 1024,
    "MB": 1024**2,
    "GB": 1024**3,
    "KIB": 1024,
    "MIB": 1024**2,
    "GIB": 1024**3,
}
_NUMBERS = ("integer", "number")
_ORDERED_TEXTS = ("decimal", "date", "datetime", "time")


class MetadataError(Exception):
    """An argument that cannot be used: message key, its details, and the argument's index or name."""

    def __init__(self, key: str, argument=None, **details):
        super().__init__(key)
        self.key = key
        self.argument = argument
        self.details = details


def allowed_arguments(call: str) -> tuple[str, ...]:
    """The keyword arguments of a call."""
    return {
        "Param": ("title", "description", "ge", "le", "pattern", "max_length", "choices"),
        "Count": ("minimum", "maximum"),
        "MaxSize": ("size",),
    }.get(call, ())


def _param(value_type: ValueType, positional: list, given: dict) -> None:
    if positional:
        raise MetadataError(
            "bad_metadata.argument",
            0,
            name=shown(positional[0]),
            allowed=", ".join(allowed_arguments("Param")),
        )
    given = {name: value for name, value in given.items() if value is not None}
    limits = value_type.limits
    for name, length in (("title", MAX_TITLE_LENGTH), ("description", MAX_DESCRIPTION_LENGTH)):
        if name in given:
            limits[name] = _text(given[name], name, length)
    for name in ("ge", "le"):
        if name in given:
            _bound(value_type, name, given[name])
    _check_range(value_type)
    for name in ("pattern", "max_length"):
        if name in given and value_type.kind != "string":
            raise MetadataError("bad_metadata.not_for_type", name, name=name, type=str(value_type))
    if "pattern" in given:
        limits["pattern"] = _pattern(given["pattern"])
    if "max_length" in given:
        limits["maxLength"] = _count(given["max_length"], "max_length", 1)
    if "choices" in given:
        limits["enum"] = _choices(value_type, given["choices"])


def _accept(value_type: ValueType, positional: list, given: dict) -> None:
    _only_files(value_type, "Accept")
    if not positional:
        raise _value_error(None, "extensions", 'at least one, such as ".xlsx"', "至少一个，例如 “.xlsx”")
    for index, extension in enumerate(positional):
        if not isinstance(extension, str) or not re.fullmatch(r"(\.\w[\w-]{0,15}){1,3}", extension):
            raise _value_error(
                index, "extensions", 'a file name ending such as ".xlsx"', "文件名后缀，例如 “.xlsx”"
            )
    value_type.limits["x-accept"] = list(dict.fromkeys(extension.lower() for extension in positional))


def _count_call(value_type: ValueType, positional: list, given: dict) -> None:
    if value_type.kind != "list":
        raise MetadataError("bad_metadata.not_for_type", None, name="Count", type=str(value_type))
    if len(positional) > 2:
        raise MetadataError("bad_metadata.argument", 2, name=shown(positional[2]), allowed="minimum, maximum")
    numbers = {**dict(zip(("minimum", "maximum"), positional, strict=False)), **given}
    if "minimum" not in numbers:
        raise _value_error(None, "minimum", "given, such as Count(1, 20)", "给出的整数，例如 Count(1, 20)")
    value_type.limits["minItems"] = _count(numbers["minimum"], "minimum", 0)
    if numbers.get("maximum") is not None:
        value_type.limits["maxItems"] = _count(numbers["maximum"], "maximum", 1)
        if value_type.limits["minItems"] > value_type.limits["maxItems"]:
            raise MetadataError("bad_metadata.range", None, low=numbers["minimum"], high=numbers["maximum"])


def _max_size(value_type: ValueType, positional: list, given: dict) -> None:
    _only_files(value_type, "MaxSize")
    argument = "size" if "size" in given else 0
    size = [*positional, given.get("size")][0]
    if isinstance(size, str):
        match = re.fullmatch(r"\s*(\d{1,12})\s*([A-Za-z]*)\s*", size)
        unit = _UNITS.get(match.group(2).upper()) if match else None
        size = int(match.group(1)) * unit if match and unit else None
    if not isinstance(size, int) or isinstance(size, bool) or not 1 <= size <= 2**53 - 1:
        raise _value_error(
            argument, "size", 'a size such as "50MB" or a number of bytes', "大小，例如 “50MB”，或字节数"
        )
    value_type.limits["x-maxSize"] = size


RULES = {"Param": _param, "Accept": _accept, "Count": _count_call, "MaxSize": _max_size}


def _bound(value_type: ValueType, name: str, value) -> None:
    side = "minimum" if name == "ge" else "maximum"
    if value_type.kind in _ORDERED_TEXTS:
        value = _as_text(value_type, value)
        side = f"format{side.title()}"
    elif value_type.kind not in _NUMBERS:
        raise MetadataError("bad_metadata.not_for_type", name, name=name, type=str(value_type))
    _fitting(ValueType(value_type.kind), value, name, "bad_metadata.choice")
    value_type.limits[side] = value


def _check_range(value_type: ValueType) -> None:
    limits = value_type.limits
    for low_key, high_key in (("minimum", "maximum"), ("formatMinimum", "formatMaximum")):
        if low_key not in limits or high_key not in limits:
            continue
        low, high = (to_python(ValueType(value_type.kind), limits[key]) for key in (low_key, high_key))
        try:
            exchanged = low > high
        except TypeError:  # one with and one without a UTC offset
            exchanged = True
        if exchanged:
            raise MetadataError("bad_metadata.range", "le", low=limits[low_key], high=limits[high_key])


def _choices(value_type: ValueType, values) -> list:
    if value_type.kind in ("list", "object", "path", "file", "choice", "enum", "boolean"):
        raise MetadataError("bad_metadata.not_for_type", "choices", name="choices", type=str(value_type))
    if not isinstance(values, list) or not 1 <= len(values) <= MAX_CHOICES:
        raise _value_error(
            "choices",
            "choices",
            f"a list of 1 to {MAX_CHOICES} values",
            f"包含 1 到 {MAX_CHOICES} 个值的列表",
        )
    values = [_as_text(value_type, value) for value in values]
    for value in values:
        _fitting(value_type, value, "choices", "bad_metadata.choice")
    return [value for index, value in enumerate(values) if value not in values[:index]]


def _as_text(value_type: ValueType, value):
    """Whole numbers may be written as such for a Decimal, whose JSON form is text."""
    whole = isinstance(value, int) and not isinstance(value, bool)
    return str(value) if whole and value_type.kind == "decimal" and abs(value) < 10**1000 else value


def _fitting(value_type: ValueType, value, argument, key: str) -> None:
    try:
        to_python(value_type, value)
    except ValueProblem as error:
        raise MetadataError(key, argument, value=shown(value), detail=error.text) from None


def _pattern(value) -> str:
    text = _text(value, "pattern", MAX_PATTERN_LENGTH)
    fault = pattern_fault(text)
    if fault is not None:
        raise MetadataError("bad_metadata.pattern", "pattern", detail=fault)
    return text


def _text(value, name: str, length: int) -> str:
    if not isinstance(value, str) or not value or len(value) > length:
        raise _value_error(name, name, f"a text of 1 to {length} characters", f" 1 到 {length} 个字符的文本")
    return value


def _count(value, name: str, least: int) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or not least <= value <= 1_000_000:
        raise _value_error(name, name, f"a whole number of at least {least}", f"不小于 {least} 的整数")
    return value


def _only_files(value_type: ValueType, call: str) -> None:
    if not value_type.holds_files:
        raise MetadataError("bad_metadata.not_for_type", None, name=call, type=str(value_type))


def _value_error(argument, name: str, english: str, chinese: str) -> MetadataError:
    def expected(language: str) -> str:
        return chinese if language == "zh-CN" else english

    return MetadataError("bad_metadata.value", argument, name=name, expected=expected)
