"""What a script declares: its main function's parameters, read from the source without running it."""

import ast
import re

from runner.contract.annotations import AnnotationReader
from runner.contract.defaults import BadDefault, read_default, type_of_default
from runner.contract.entry import find_main
from runner.contract.names import Names
from runner.contract.problems import Problems, Span
from runner.contract.source import Source, read_source
from runner.contract.syntax import parse
from runner.contract.value_type import ValueType

MAX_PARAMETERS = 100
_FILE_NAME = re.compile(r"[A-Za-z][A-Za-z0-9_-]{0,63}\.py", re.ASCII)


class Parameter:
    """One parameter of main. `default` is JSON; `nullable` says that None may be passed."""

    __slots__ = ("default", "has_default", "keyword_only", "name", "nullable", "type")

    def __init__(self, name: str, value_type: ValueType, *, nullable: bool, keyword_only: bool):
        self.name = name
        self.type = value_type
        self.nullable = nullable
        self.keyword_only = keyword_only
        self.has_default = False
        self.default = None

    @property
    def required(self) -> bool:
        """Whether a run has to give a value; a list of files that may be empty need not be given."""
        empty_list_fits = (
            self.type.kind == "list" and self.type.holds_files and not self.type.limits["minItems"]
        )
        return not (self.has_default or self.nullable or empty_list_fits)


class Signature:
    """The name, the parsed module, the main function and its parameters in order."""

    __slots__ = ("main", "module", "name", "parameters", "source")

    def __init__(self, name: str, source: Source, module: ast.Module, main, parameters: list[Parameter]):
        self.name = name
        self.source = source
        self.module = module
        self.main = main
        self.parameters = parameters


def read_signature(file_name: str, data: bytes, problems: Problems) -> Signature | None:
    """Read a script; everything wrong with it is added to `problems`, and None returned if anything is."""
    if not _FILE_NAME.fullmatch(file_name):
        shown = file_name if len(file_name) <= 80 else file_name[:79] + "…"
        problems.add("bad_file_name", Span(1, 1, 1, 1), name=f'"{shown}"')
    source = read_source(data, problems)
    module = None if source is None else parse(source, problems)
    main = None if module is None else find_main(module, source, problems)
    if main is None:
        return None
    parameters = _Parameters(Names(module), source, problems).read(main.args)
    return None if problems else Signature(file_name.removesuffix(".py"), source, module, main, parameters)


class _Parameters:
    def __init__(self, names: Names, source: Source, problems: Problems):
        self._names = names
        self._source = source
        self._problems = problems
        self._reader = AnnotationReader(names, source, problems)

    def read(self, arguments: ast.arguments) -> list[Parameter]:
        self._refuse(arguments)
        ordinary = [*arguments.posonlyargs, *arguments.args]
        missing = [None] * (len(ordinary) - len(arguments.defaults))
        pairs = [
            *zip(ordinary, [*missing, *arguments.defaults], strict=True),
            *zip(arguments.kwonlyargs, arguments.kw_defaults, strict=True),
        ]
        keyword_only = set(map(id, arguments.kwonlyargs))
        parameters = (self._parameter(node, default, id(node) in keyword_only) for node, default in pairs)
        return [parameter for parameter in parameters if parameter is not None]

    def _refuse(self, arguments: ast.arguments) -> None:
        for stars, node in (("*", arguments.vararg), ("**", arguments.kwarg)):
            if node is not None:
                self._problems.add("star_args", self._source.span(node), stars=stars, name=node.arg)
        seen = set()
        named = [*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs]
        for node in named:
            if node.arg in seen:
                self._problems.add("duplicate_parameter", self._source.span(node), name=node.arg)
            seen.add(node.arg)
            if len(node.arg) > 64 or node.arg.startswith("__"):
                shown = node.arg if len(node.arg) <= 80 else node.arg[:79] + "…"
                self._problems.add("bad_parameter_name", self._source.span(node), name=shown)
        if len(named) > MAX_PARAMETERS:
            self._problems.add(
                "too_many_parameters",
                self._source.span(named[MAX_PARAMETERS]),
                count=len(named),
                limit=MAX_PARAMETERS,
            )

    def _parameter(self, node: ast.arg, default_node, keyword_only: bool) -> Parameter | None:
        annotated = None
        if node.annotation is not None:
            annotated = self._reader.read(node.annotation)
            if annotated is None and default_node is None:
                return None
        value_type, nullable = annotated or (None, False)
        default = None
        if default_node is not None:
            try:
                default = read_default(default_node, value_type, node.arg, self._names)
            except BadDefault as error:
                self._problems.add(error.key, self._source.span(error.node), **error.details)
                return None
        if node.annotation is None:
            value_type = type_of_default(default)
            if value_type is None:
                self._problems.add(
                    "default_mismatch.mixed_list", self._source.span(default_node), name=node.arg
                )
        if value_type is None:
            return None
        if value_type.kind == "list" and value_type.holds_files:
            value_type.limits.setdefault("minItems", 1)
        parameter = Parameter(node.arg, value_type, nullable=nullable, keyword_only=keyword_only)
        if default_node is not None:
            parameter.has_default = True
            parameter.default = default
            parameter.nullable = nullable or default is None
        return parameter
