"""`Annotated[T, Param(…), Accept(…), Count(…), MaxSize(…)]`: calls in the tree → limits of a ValueType."""

import ast

from runner.contract.literals import NotLiteral, literal
from runner.contract.metadata_rules import RULES, MetadataError, allowed_arguments
from runner.contract.names import import_for
from runner.contract.value_type import ValueType

_CALLS = ("Param", "Accept", "Count", "MaxSize")


def apply_metadata(value_type: ValueType, metadata: list, names, span, problems) -> None:
    """Read each call and set `value_type.limits`; metadata of other libraries is left alone (PEP 593)."""
    seen = set()
    for node in metadata:
        function = node.func if isinstance(node, ast.Call) else node
        call = _call_name(function, names)
        if call is None:
            continue
        if isinstance(function, ast.Name) and not names.is_defined(function.id):
            problems.add(
                "unsupported_annotation.not_imported", span(function), name=call, statement=import_for(call)
            )
            continue
        if call in seen:
            problems.add("bad_metadata.repeated", span(node), call=call)
            continue
        seen.add(call)
        _apply_call(value_type, call, node, span, problems)


def _call_name(function, names) -> str | None:
    canonical = names.canonical(function)
    if canonical is not None and canonical.startswith("openscript."):
        name = canonical.partition(".")[2]
        return name if name in _CALLS else None
    if isinstance(function, ast.Name) and function.id in _CALLS and not names.is_defined(function.id):
        return function.id
    return None


def _apply_call(value_type: ValueType, call: str, node, span, problems) -> None:
    if not isinstance(node, ast.Call):
        problems.add("bad_metadata.not_literal", span(node), call=call)
        return
    values, places = [], {}
    keywords = {}
    for argument in [*node.args, *node.keywords]:
        value_node = argument.value if isinstance(argument, ast.keyword) else argument
        try:
            value = literal(value_node)
        except NotLiteral as error:
            problems.add("bad_metadata.not_literal", span(error.node), call=call)
            return
        if isinstance(argument, ast.keyword):
            if argument.arg not in allowed_arguments(call):
                allowed = ", ".join(allowed_arguments(call))
                problems.add(
                    "bad_metadata.argument",
                    span(argument),
                    call=call,
                    name=argument.arg or "**",
                    allowed=allowed,
                )
                return
            keywords[argument.arg] = value
            places[argument.arg] = value_node
        else:
            places |= dict.fromkeys((len(values), *allowed_arguments(call)[len(values) :][:1]), value_node)
            values.append(value)
    try:
        RULES[call](value_type, values, keywords)
    except MetadataError as error:
        place = places.get(error.argument, node)
        problems.add(error.key, span(place), **{"call": call, **error.details})
