"""A parameter's default: a literal of the parameter's type."""

import ast
import json

from runner.contract.enums import enum_member_value
from runner.contract.literals import NotLiteral, literal
from runner.contract.messages import shown
from runner.contract.value_type import ValueType
from runner.contract.values import ValueProblem, to_python

MAX_DEFAULT_BYTES = 4096


class BadDefault(Exception):
    """Message key, the node it is about, and the details."""

    def __init__(self, key: str, node, **details):
        super().__init__(key)
        self.key = key
        self.node = node
        self.details = details


def read_default(node, value_type: ValueType | None, name: str, names):
    """The JSON value of a default, or None for `None`; raises BadDefault.

    An Enum parameter may also name a member (`Level.HIGH`). A Decimal is written as text or whole number,
    because a float literal is no longer the number that the author wrote.
    """
    member = _enum_member(node, value_type, names)
    try:
        value = literal(node) if member is None else member
    except NotLiteral as error:
        if error.too_large:
            detail = ValueProblem("value.integer_range", value=shown(error.node.value)).text
            raise BadDefault("default_mismatch", error.node, name=name, detail=detail) from None
        raise BadDefault("default_not_literal", error.node, name=name) from None
    if value is None or value_type is None:
        return _limited(value, node, name)
    if value_type.holds_files:
        empty = value == [] and value_type.kind == "list"
        if empty:
            return None
        raise BadDefault("default_mismatch.file", node, name=name, suggestion=f"{value_type} | None = None")
    if value_type.kind == "decimal" and isinstance(value, int) and not isinstance(value, bool):
        value = str(value)
    try:
        to_python(value_type, value)
    except ValueProblem as problem:
        raise BadDefault("default_mismatch", node, name=name, detail=problem.text) from None
    return _limited(value, node, name)


def type_of_default(value) -> ValueType | None:
    """The type of a parameter without an annotation; None where the default does not tell."""
    if isinstance(value, list):
        kinds = {type_of_default(item).kind if not isinstance(item, (list, dict)) else None for item in value}
        if len(kinds) > 1 or None in kinds:
            return None
        return ValueType("list", item=ValueType(kinds.pop() if kinds else "string"))
    for python_type, kind in ((bool, "boolean"), (int, "integer"), (float, "number"), (dict, "object")):
        if isinstance(value, python_type):
            return ValueType(kind)
    return ValueType("string")  # a text, or None, or no default at all


def _enum_member(node, value_type, names):
    if value_type is None or value_type.kind != "enum":
        return None
    if (
        isinstance(node, ast.Attribute)
        and isinstance(node.value, ast.Name)
        and node.value.id == value_type.enum_name
    ):
        return enum_member_value(names.classes[value_type.enum_name], node.attr)
    return None


def _limited(value, node, name: str):
    size = len(json.dumps(value, ensure_ascii=False).encode("utf-8", "surrogatepass"))
    if size > MAX_DEFAULT_BYTES:
        raise BadDefault(
            "default_too_large", node, name=name, size=f"{size:,}", limit=f"{MAX_DEFAULT_BYTES:,}"
        )
    return value
