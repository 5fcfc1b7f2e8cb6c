"""Annotation → ValueType, read from the syntax tree."""

import ast

from runner.contract.enums import enum_values, is_enum
from runner.contract.literals import NotLiteral, literal
from runner.contract.metadata import apply_metadata
from runner.contract.names import Names, import_for
from runner.contract.problems import Problems, Span
from runner.contract.source import Source
from runner.contract.value_type import MAX_CHOICES, ValueType

_MAX_DEPTH = 16
_SIMPLE = {
    "builtins.str": "string",
    "builtins.int": "integer",
    "builtins.float": "number",
    "builtins.bool": "boolean",
    "decimal.Decimal": "decimal",
    "datetime.date": "date",
    "datetime.datetime": "datetime",
    "datetime.time": "time",
    "builtins.dict": "object",
    "typing.Dict": "object",
    "pathlib.Path": "path",
    "openscript.File": "file",
}
_LISTS = {"builtins.list", "typing.List"}
_OBJECTS = {"builtins.dict", "typing.Dict"}
_ANY = {"typing.Any", "builtins.object"}
_BYTES = {"builtins.bytes", "builtins.bytearray"}
_COLLECTIONS = {f"builtins.{name}" for name in ("tuple", "set", "frozenset")} | {
    f"{module}.{name}"
    for module in ("typing", "collections.abc")
    for name in ("Tuple", "Set", "FrozenSet", "Sequence", "Iterable", "Collection", "MutableSequence")
}
_MODULE_TYPES = {"datetime": "datetime", "decimal": "Decimal", "pathlib": "Path", "openscript": "File"}


class Unreadable(Exception):
    """The annotation has no type; the problem has been noted."""


class AnnotationReader:
    """Reads annotations of one script; problems are noted at the place in the source where they stand."""

    def __init__(self, names: Names, source: Source, problems: Problems):
        self._names = names
        self._source = source
        self._problems = problems
        self._anchor: Span | None = None  # of the quoted annotation being read

    def read(self, node) -> tuple[ValueType, bool] | None:
        """(type, may be None) of a parameter's annotation, or None when a problem was noted."""
        try:
            return self._nullable(node, 0)
        except Unreadable:
            return None

    def fail(self, key: str, node, **details):
        """Note a problem at a node of the annotation, and give up on it."""
        self._problems.add(key, self.span(node), **details)
        raise Unreadable

    def span(self, node) -> Span:
        """Where a node stands; all of a quoted annotation stands at its quotes."""
        return self._anchor or self._source.span(node)

    def _nullable(self, node, depth: int) -> tuple[ValueType, bool]:
        """Like `_type`, where `| None` is allowed."""
        if depth > _MAX_DEPTH:
            self.fail("unsupported_annotation.too_deep", node)
        quoted = _quoted(node)
        if quoted is not None:
            return self._in_quotes(node, quoted, depth)
        alias = self._names.aliases.get(node.id) if isinstance(node, ast.Name) else None
        if alias is not None:
            return self._nullable(alias, depth + 1)
        members = self._union_members(node)
        if members is not None:
            wanted = [member for member in members if not _is_none(member)]
            if len(wanted) != 1:
                self.fail("unsupported_annotation.union", node, annotation=_written(node))
            value_type, nullable = self._nullable(wanted[0], depth + 1)
            return value_type, nullable or len(wanted) < len(members)
        if isinstance(node, ast.Subscript) and self._names.canonical(node.value) == "typing.Annotated":
            inner, *metadata = node.slice.elts if isinstance(node.slice, ast.Tuple) else [node.slice]
            value_type, nullable = self._nullable(inner, depth + 1)
            apply_metadata(value_type, metadata, self._names, self.span, self._problems)
            return value_type, nullable
        if isinstance(node, ast.Subscript) and self._names.canonical(node.value) == "typing.Literal":
            return self._literal(node)
        return self._type(node, depth), False

    def _in_quotes(self, node, text: str, depth: int) -> tuple[ValueType, bool]:
        outer, self._anchor = self._anchor, self.span(node)
        try:
            inner = ast.parse(text.strip(), mode="eval").body
        except (SyntaxError, ValueError, RecursionError, MemoryError):
            self.fail("unsupported_annotation.string", node, annotation=_written(node))
        else:
            return self._nullable(inner, depth + 1)
        finally:
            self._anchor = outer

    def _union_members(self, node) -> list | None:
        if isinstance(node, ast.BinOp) and isinstance(node.op, ast.BitOr):
            members = []
            while isinstance(node, ast.BinOp) and isinstance(node.op, ast.BitOr):
                members.append(node.right)
                node = node.left
            return [node, *reversed(members)]
        if isinstance(node, ast.Subscript):
            name = self._names.canonical(node.value)
            if name == "typing.Optional":
                return [node.slice, ast.Constant(value=None)]
            if name == "typing.Union":
                return list(node.slice.elts) if isinstance(node.slice, ast.Tuple) else [node.slice]
        return None

    def _literal(self, node) -> tuple[ValueType, bool]:
        items = node.slice.elts if isinstance(node.slice, ast.Tuple) else [node.slice]
        if len(items) > MAX_CHOICES:
            self.fail("unsupported_annotation.too_many_choices", node, limit=MAX_CHOICES)
        values = []
        for item in items:
            try:
                value = literal(item)
            except NotLiteral:
                self.fail("unsupported_annotation.literal", item)
            if isinstance(value, (float, list, dict)):
                self.fail("unsupported_annotation.literal", item)
            if not any(value == other and type(value) is type(other) for other in values):
                values.append(value)
        present = [value for value in values if value is not None]
        if not present:
            self.fail("unsupported_annotation.literal", node)
        return ValueType("choice", values=present), len(present) < len(values)

    def _type(self, node, depth: int) -> ValueType:
        if isinstance(node, ast.Name) and node.id in self._names.classes:
            return self._enum(node)
        if isinstance(node, ast.Subscript):
            return self._generic(node, depth)
        name = self._names.canonical(node)
        if name in _SIMPLE:
            return ValueType(_SIMPLE[name])
        return self._explain(node, name)

    def _generic(self, node, depth: int) -> ValueType:
        name = self._names.canonical(node.value)
        if name in _LISTS:
            item = self._inner(node.slice, node, depth, files=True)
            return ValueType("list", item=item)
        if name in _OBJECTS:
            arguments = node.slice.elts if isinstance(node.slice, ast.Tuple) else []
            if len(arguments) != 2 or self._names.canonical(arguments[0]) != "builtins.str":
                self.fail("unsupported_annotation.dict_key", node)
            anything = self._names.canonical(arguments[1]) in _ANY
            return ValueType("object", item=None if anything else self._inner(arguments[1], node, depth))
        return self._explain(node, name)

    def _inner(self, node, outer, depth: int, files: bool = False) -> ValueType:
        item, nullable = self._nullable(node, depth + 1)
        if nullable:
            self.fail("unsupported_annotation.inner_none", node, annotation=_written(outer))
        if item.holds_files and (item.kind == "list" or not files):
            self.fail("unsupported_annotation.inner_file", node, annotation=_written(outer))
        return item

    def _enum(self, node) -> ValueType:
        definition = self._names.classes[node.id]
        if not is_enum(definition, self._names):
            self.fail("unsupported_annotation", node, annotation=_written(node))
        values = enum_values(definition, self._names, self._source, self._problems)
        if values is None:
            raise Unreadable
        return ValueType("enum", values=values, enum_name=node.id)

    def _explain(self, node, name: str | None):
        """Say why this is no type, as exactly as can be seen; never returns."""
        written = _written(node)
        if name in _LISTS:
            self.fail("unsupported_annotation.bare_list", node)
        if name in _COLLECTIONS:
            self.fail("unsupported_annotation.collection", node, annotation=written)
        if name in _BYTES:
            self.fail("unsupported_annotation.bytes", node)
        if name in _ANY:
            self.fail("unsupported_annotation.any", node, annotation=written)
        if name is not None and name.rpartition(".")[2] in ("DataFrame", "LazyFrame", "Series", "ndarray"):
            self.fail("unsupported_annotation.data_frame", node, annotation=written)
        if self._names.is_module(node):
            suggestion = f"{node.id}.{_MODULE_TYPES.get(name, '…')}"
            self.fail("unsupported_annotation.module", node, name=node.id, suggestion=suggestion)
        base = node
        while isinstance(base, (ast.Subscript, ast.Attribute)):
            base = base.value
        if isinstance(base, ast.Name) and not self._names.is_defined(base.id):
            statement = import_for(base.id)
            if statement is not None:
                self.fail("unsupported_annotation.not_imported", base, name=base.id, statement=statement)
            self.fail("unsupported_annotation.unknown_name", base, name=base.id)
        self.fail("unsupported_annotation", node, annotation=written)


def _quoted(node) -> str | None:
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else None


def _is_none(node) -> bool:
    return isinstance(node, ast.Constant) and node.value is None


def _written(node, limit: int = 80) -> str:
    """The annotation as text, cut short."""
    try:
        text = ast.unparse(node)
    except (RecursionError, ValueError):
        return "this annotation"
    return text if len(text) <= limit else text[: limit - 1] + "…"
