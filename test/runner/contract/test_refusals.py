"""Every refusal: its reason, its line and column, and what to write instead in both languages."""

import pytest
from inspected import inspect_parameters, inspect_source, reasons

# Source; expected (reason, line, column of the fault, a part of the English sentence).
REFUSALS = [
    ("def mian(): pass\n", ("no_main", 1, 1, 'define "def main(...):"')),
    ("\ndef Main(): pass\n", ("no_main", 2, 1, 'not "Main"')),
    ("class App:\n    def main(self): pass\n", ("no_main", 2, 5, "top level")),
    ("if True:\n    def main(): pass\n", ("no_main", 2, 5, "top level")),
    ("from app import main\n", ("no_main", 1, 1, "not a function")),
    ("main = print\n", ("no_main", 1, 1, "not a function")),
    ("def main(): pass\ndef main(): pass\n", ("duplicate_main", 2, 1, "line 1")),
    ("def main():\n    yield 1\n", ("generator_main", 2, 5, "openscript.progress()")),
    ("def main(*rows): pass\n", ("star_args", 1, 11, '"*rows"')),
    ("def main(a, **rest): pass\n", ("star_args", 1, 15, '"**rest"')),
    ("def main(a, b, a): pass\n", ("duplicate_parameter", 1, 16, '"a"')),
    ("def main(__a): pass\n", ("bad_parameter_name", 1, 10, "__")),
    (f"def main({'a' * 65}): pass\n", ("bad_parameter_name", 1, 10, "64 characters")),
    ("def main(a: lits[str]): pass\n", ("unsupported_annotation", 1, 13, '"lits" is not defined')),
    ("def main(a: File): pass\n", ("unsupported_annotation", 1, 13, "from openscript import File")),
    ("def main(a: t.Any): pass\n", ("unsupported_annotation", 1, 13, '"t" is not defined')),
    (
        "import datetime\ndef main(a: datetime): pass\n",
        ("unsupported_annotation", 2, 13, "datetime.datetime"),
    ),
    ("def main(a: int | str): pass\n", ("unsupported_annotation", 1, 13, "choose one of int | str")),
    ("def main(a: list): pass\n", ("unsupported_annotation", 1, 13, "list[str]")),
    ("def main(a: tuple[int, int]): pass\n", ("unsupported_annotation", 1, 13, "list[T]")),
    ("def main(a: bytes): pass\n", ("unsupported_annotation", 1, 13, "File")),
    (
        "import polars\ndef main(a: polars.DataFrame): pass\n",
        ("unsupported_annotation", 2, 13, "read it inside main"),
    ),
    ("from typing import Any\ndef main(a: Any): pass\n", ("unsupported_annotation", 2, 13, "str for text")),
    ("def main(a: list[int | None]): pass\n", ("unsupported_annotation", 1, 18, "whole parameter")),
    ("def main(a: dict[int, str]): pass\n", ("unsupported_annotation", 1, 13, "dict[str, T]")),
    (
        "from pathlib import Path\ndef main(a: dict[str, Path]): pass\n",
        ("unsupported_annotation", 2, 23, "list[File]"),
    ),
    ("def main(a: 'list['): pass\n", ("unsupported_annotation", 1, 13, "remove the quotes")),
    ("def main(a: 'lits[str]'): pass\n", ("unsupported_annotation", 1, 13, '"lits"')),
    (
        "from typing import Literal\ndef main(a: Literal[1.5]): pass\n",
        ("unsupported_annotation", 2, 21, "Literal[...]"),
    ),
    ("A = list[A]\ndef main(a: A): pass\n", ("unsupported_annotation", 1, 5, "refers to itself")),
    ("def main(a: 3 + 4): pass\n", ("unsupported_annotation", 1, 13, "3 + 4 cannot be")),
    ("from enum import Enum\nclass E(Enum): pass\ndef main(a: E): pass\n", ("bad_enum", 2, 1, "no members")),
    (
        "from enum import Enum, auto\nclass E(Enum):\n    A = auto()\ndef main(a: E): pass\n",
        ("bad_enum", 3, 9, "E.A"),
    ),
    ("from enum import Flag\nclass E(Flag):\n    A = 1\ndef main(a: E): pass\n", ("bad_enum", 2, 9, "Flag")),
    ("def main(a=len('x')): pass\n", ("default_not_literal", 1, 12, "computed when the script runs")),
    ("LIMIT = 3\ndef main(a: int = LIMIT): pass\n", ("default_not_literal", 2, 19, "write the value itself")),
    ("def main(a=[1, f'{2}']): pass\n", ("default_not_literal", 1, 16, '"a"')),
    ("def main(a=1e999): pass\n", ("default_not_literal", 1, 12, '"a"')),
    ("def main(a: int = '3'): pass\n", ("default_mismatch", 1, 19, "whole number is wanted")),
    ("def main(a: int = True): pass\n", ("default_mismatch", 1, 19, "whole number is wanted")),
    (
        "from decimal import Decimal\ndef main(a: Decimal = 1.2): pass\n",
        ("default_mismatch", 2, 23, '"1234.50"'),
    ),
    ("def main(a=9007199254740993): pass\n", ("default_mismatch", 1, 12, "use str")),
    (
        "from datetime import date\ndef main(a: date = '2026-02-30'): pass\n",
        ("default_mismatch", 2, 20, "2026-01-31"),
    ),
    (
        "from openscript import File\ndef main(a: File = 'x'): pass\n",
        ("default_mismatch", 2, 20, "File | None = None"),
    ),
    ("def main(a=[1, 'b']): pass\n", ("default_mismatch", 1, 12, "annotate it")),
    (f"def main(a='{'x' * 5000}'): pass\n", ("default_too_large", 1, 12, "4,096")),
    ("def main(月份: int | str): pass\n", ("unsupported_annotation", 1, 14, "choose one")),
    ("def main():\n    return (1\n", ("syntax_error", 2, 12, "'(' was never closed")),
    ("def main():\n    print('a'，'b')\n", ("syntax_error", 2, 14, "invalid character")),
    ("def main(): pass\nreturn 3\n", ("syntax_error", 2, 1, "outside function")),
]


@pytest.mark.parametrize(("source", "expected"), REFUSALS, ids=[source[:50] for source, _ in REFUSALS])
def test_refusal_names_the_place_and_the_remedy(source, expected):
    document = inspect_source(source)
    assert len(document["errors"]) == 1, document
    error = document["errors"][0]
    reason, line, column, text = expected
    assert (error["reason"], error["line"], error["column"]) == (reason, line, column)
    assert text in error["messages"]["en"]
    assert any("\u4e00" <= character <= "\u9fff" for character in error["messages"]["zh-CN"])
    assert (error["end_line"], error["end_column"]) >= (line, column)


def test_all_faults_are_told_at_once_in_the_order_of_the_source():
    document = inspect_parameters("a: list, b=len(''), *c, d: int = 'x', e: bytes = open")
    assert reasons(document) == [
        "unsupported_annotation",
        "default_not_literal",
        "star_args",
        "default_mismatch",
        "unsupported_annotation",
        "default_not_literal",
    ]


def test_at_most_fifty_faults_are_told():
    document = inspect_parameters(", ".join(f"a{number}: bytes" for number in range(90)))
    assert len(document["errors"]) == 50


def test_more_parameters_than_a_form_holds():
    document = inspect_parameters(", ".join(f"a{number}" for number in range(101)))
    assert reasons(document) == ["too_many_parameters"]


@pytest.mark.parametrize(
    "name", ["1st.py", "月.py", "a b.py", "a.txt", ".py", "../a.py", "a.py\n", f"{'a' * 65}.py"]
)
def test_file_names_that_cannot_be_a_script(name):
    assert reasons(inspect_source("def main(): pass", name)) == ["bad_file_name"]


@pytest.mark.parametrize("name", ["a.py", "merge-offices_2.py", f"{'a' * 64}.py"])
def test_file_names_that_can(name):
    assert inspect_source("def main(): pass", name)["ok"]
