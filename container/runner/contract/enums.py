"""Enum classes that a script defines: their members' values, read without running them."""

import ast

from runner.contract.literals import NotLiteral, literal
from runner.contract.names import Names
from runner.contract.problems import Problems
from runner.contract.source import Source
from runner.contract.value_type import MAX_CHOICES

_ENUM_BASES = {"enum.Enum", "enum.IntEnum", "enum.StrEnum", "enum.Flag", "enum.IntFlag"}
_FLAG_BASES = {"enum.Flag", "enum.IntFlag"}


def is_enum(definition: ast.ClassDef, names: Names) -> bool:
    """Whether the class is an Enum by one of its bases."""
    return any(names.canonical(base) in _ENUM_BASES for base in definition.bases)


def enum_values(definition: ast.ClassDef, names: Names, source: Source, problems: Problems) -> list | None:
    """The members' distinct values in order, or None with the reason in `problems`."""
    members = _members(definition)
    start = len(problems)
    if any(names.canonical(base) in _FLAG_BASES for base in definition.bases):
        problems.add("bad_enum.flag", source.span(definition.bases[0]), name=definition.name)
        return None
    span = source.span(definition)
    keyword = span._replace(end_line=span.line, end_column=span.column + len("class"))
    if not members:
        problems.add("bad_enum.empty", keyword, name=definition.name)
        return None
    if len(members) > MAX_CHOICES:
        problems.add("bad_enum.too_many", keyword, name=definition.name, limit=MAX_CHOICES)
        return None
    values = {}  # a second name for the same value is an alias
    for name, node in members.items():
        value = _value(node)
        if value is None:
            problems.add("bad_enum.member", source.span(node), name=f"{definition.name}.{name}")
        values[value] = None
    return list(values) if len(problems) == start else None


def enum_member_value(definition: ast.ClassDef, member: str):
    """The value of a member by its name, or None where there is no such member."""
    node = _members(definition).get(member)
    return None if node is None else _value(node)


def _members(definition: ast.ClassDef) -> dict[str, ast.expr]:
    members = {}
    for node in definition.body:
        match node:
            case ast.Assign(targets=[ast.Name(id=name)]) if not name.startswith("_"):
                members[name] = node.value
    return members


def _value(node):
    """A text or whole number, else None."""
    try:
        value = literal(node)
    except NotLiteral:
        return None
    return value if isinstance(value, (str, int)) and not isinstance(value, bool) else None
