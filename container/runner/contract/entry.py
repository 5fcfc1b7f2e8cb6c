"""The entry point: the one top-level `def main` or `async def main` of a script."""

import ast
from collections import deque

from runner.contract.problems import Problems, Span
from runner.contract.source import Source

_FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)
_BLOCKS = (ast.If, ast.Try, ast.TryStar, ast.With, ast.For, ast.While)
_SCOPES = (*_FUNCTIONS, ast.ClassDef, ast.Lambda)


def find_main(module: ast.Module, source: Source, problems: Problems):
    """The definition of main, or None with the reason in `problems`."""
    found = [node for node in module.body if isinstance(node, _FUNCTIONS) and node.name == "main"]
    if not found:
        _explain_absence(module, source, problems)
        return None
    for extra in found[1:]:
        problems.add("duplicate_main", _name_span(extra, source), line=found[0].lineno)
    main = found[0]
    yielding = _first_yield(main)
    if yielding is not None:
        problems.add("generator_main", source.span(yielding))
    return main


def _explain_absence(module: ast.Module, source: Source, problems: Problems) -> None:
    for node in module.body:
        if isinstance(node, _FUNCTIONS) and node.name.lower() == "main":
            return problems.add("no_main.case", _name_span(node, source), name=node.name)
        if isinstance(node, ast.ClassDef) and node.name == "main":
            return problems.add("no_main.not_a_function", _name_span(node, source))
        if isinstance(node, ast.Assign) and any(
            isinstance(t, ast.Name) and t.id == "main" for t in node.targets
        ):
            return problems.add("no_main.not_a_function", source.span(node))
        if isinstance(node, ast.ImportFrom) and any((a.asname or a.name) == "main" for a in node.names):
            return problems.add("no_main.not_a_function", source.span(node))
        if isinstance(node, (*_BLOCKS, ast.ClassDef)):
            for inner in ast.walk(node):
                if isinstance(inner, _FUNCTIONS) and inner.name == "main":
                    return problems.add("no_main.nested", _name_span(inner, source))
    return problems.add("no_main", Span(1, 1, 1, 1))


def _name_span(node, source: Source) -> Span:
    """The first line of a definition: its body may be long."""
    span = source.span(node)
    return Span(span.line, span.column, span.line, len(source.lines[span.line - 1]) + 1)


def _first_yield(main):
    """A `yield` of main itself; those of functions inside it are their own."""
    pending = deque(main.body)
    while pending:
        node = pending.popleft()
        if isinstance(node, (ast.Yield, ast.YieldFrom)):
            return node
        if not isinstance(node, _SCOPES):
            pending.extend(ast.iter_child_nodes(node))
    return None
