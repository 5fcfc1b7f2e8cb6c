"""Values of table cells: JSON scalars, each with the kind that decides its column's type."""

import json

from runner.child.result.json_values import is_of, scalar_to_json, to_json

NULL = "null"


def cell(value, path: str) -> tuple[object, str]:
    """(JSON scalar, kind); kinds are string, integer, number, boolean, date, datetime and null.

    A Decimal is a number whose JSON form is text; lists and dicts are kept as JSON text.
    """
    if isinstance(value, str):
        return scalar_to_json(value)[1], "string"
    found, scalar = scalar_to_json(value)
    if not found:
        return json.dumps(to_json(value, path), ensure_ascii=False), "string"
    if scalar is None:
        return None, NULL
    if isinstance(scalar, bool):
        return scalar, "boolean"
    if isinstance(scalar, int):
        return scalar, "integer"
    if isinstance(scalar, float) or is_of(value, "decimal", "Decimal"):
        return scalar, "number"
    if is_of(value, "datetime", "datetime"):
        return scalar, "datetime"
    if is_of(value, "datetime", "date"):
        return scalar, "date"
    return scalar, "string"


def column_type(kinds: set[str]) -> str:
    """The type of a column from the kinds of its cells; what is mixed is text to the reader."""
    kinds = kinds - {NULL}
    if len(kinds) == 1:
        return next(iter(kinds))
    if kinds == {"integer", "number"}:
        return "number"
    if kinds == {"date", "datetime"}:
        return "datetime"
    return "string"
