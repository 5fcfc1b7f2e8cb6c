"""The document that an upload is answered with: what a script is, or everything that is wrong with it."""

import ast

from runner.contract.docstring import read_docstring
from runner.contract.problems import Problems, Span
from runner.contract.schema import parameters_schema
from runner.contract.signature import Signature, read_signature
from runner.contract.syntax import check_compiles


def inspect_script(file_name: str, data: bytes) -> dict:
    """Inspect a script without running it; never raises for anything that a file can hold.

    Returns {"ok": True, "name", "summary", "description", "is_async", "parameters": JSON Schema} or
    {"ok": False, "errors": [{"reason", "line", "column", "end_line", "end_column", "messages": {"en",
    "zh-CN"}}]}. Lines and columns count from 1, columns in characters (code points), ends are exclusive.
    """
    problems = Problems()
    document = None
    try:
        signature = read_signature(file_name, data, problems)
        if signature is not None:
            check_compiles(signature.source, problems)
            document = _describe(signature)
    except (RecursionError, MemoryError):
        problems.add("too_complex", Span(1, 1, 1, 1))
    return failure(problems) if problems else document


def failure(problems: Problems) -> dict:
    """The document of a script that is refused."""
    return {"ok": False, "errors": [problem.document() for problem in problems.sorted()]}


def _describe(signature: Signature) -> dict:
    main, module = signature.main, signature.module
    docstring = read_docstring(ast.get_docstring(main) or ast.get_docstring(module))
    return {
        "ok": True,
        "name": signature.name,
        "summary": docstring.summary,
        "description": docstring.description,
        "is_async": isinstance(main, ast.AsyncFunctionDef),
        "parameters": parameters_schema(signature, docstring.parameters),
    }
