"""Param, Accept, Count and MaxSize: what they add to the schema, and what of them is refused."""

import pytest
from inspected import inspect_parameters, property_of, reasons


@pytest.mark.parametrize(
    ("parameter", "added"),
    [
        ("Annotated[int, Param(title='Year', description='d', ge=2000, le=2100)]",
         {"title": "Year", "description": "d", "minimum": 2000, "maximum": 2100}),
        ("Annotated[str, Param(pattern=r'^\\d{4}$', max_length=4)]", {"pattern": "^\\d{4}$", "maxLength": 4}),
        ("Annotated[str, Param(choices=['a', 'b', 'a'])]", {"enum": ["a", "b"]}),
        ("Annotated[Decimal, Param(ge='0.01', le=5)]", {"formatMinimum": "0.01", "formatMaximum": "5"}),
        ("Annotated[date, Param(ge='2026-01-01')]", {"formatMinimum": "2026-01-01"}),
        ("Annotated[int | None, Param(title='T')]", {"title": "T"}),
        ("Annotated[int, Param(title='T')] | None", {"title": "T"}),
        ("t.Annotated[int, os_.Param(title=None, ge=-1)]", {"minimum": -1}),
        ("Annotated[int, 'other library', object(), Param(ge=1)]", {"minimum": 1}),
        ("Annotated[list[File], Accept('.XLSX', '.csv', '.xlsx'), Count(1, 20), MaxSize('50MB')]",
         {"x-accept": [".xlsx", ".csv"], "minItems": 1, "maxItems": 20, "x-maxSize": 52428800}),
        ("Annotated[list[int], Count(2)]", {"minItems": 2}),
        ("Annotated[list[int], Count(minimum=0, maximum=3)]", {"minItems": 0, "maxItems": 3}),
        ("Annotated[Path, MaxSize(1000), Accept('.tar.gz')]", {"x-maxSize": 1000, "x-accept": [".tar.gz"]}),
        ("Annotated[File, MaxSize(size='2 KiB')]", {"x-maxSize": 2048}),
    ],
)  # fmt: skip
def test_metadata_becomes_schema_keywords(parameter, added):
    schema = property_of(f"x: {parameter}")
    assert {key: value for key, value in schema.items() if key not in ("type", "format", "items")} == added


def test_metadata_of_an_item_stands_at_the_item():
    schema = property_of("x: list[Annotated[str, Param(max_length=3)]]")
    assert schema == {"type": "array", "items": {"type": "string", "maxLength": 3}}


@pytest.mark.parametrize(
    ("marked", "text"),  # § stands where the fault is
    [
        ("str, Param(§'Year')", "no argument 'Year'"),
        ("str, Param(§titel='x')", "titel"),
        ("str, Param(§**{})", "no argument **"),
        ("str, Param(title=§name())", "write the value itself"),
        ("str, §Param", "write the value itself"),
        ("str, Param(title=§3)", "title of Param must be a text"),
        ("str, Param(ge=§1)", "ge does not apply to str"),
        ("int, Param(ge=§'1')", "whole number"),
        ("Decimal, Param(ge=§'x')", "exact number"),
        ("int, Param(ge=3, le=§1)", "exchange them"),
        ("date, Param(ge='2026-02-01', le=§'2026-01-01')", "exchange them"),
        ("datetime, Param(ge='2026-02-01T00:00', le=§'2026-03-01T00:00Z')", "exchange them"),
        ("int, Param(pattern=§'x')", "does not apply to int"),
        ("str, Param(max_length=§0)", "at least 1"),
        ("str, Param(pattern=§'(')", "pattern cannot be used"),
        ("str, Param(pattern=§'(?P<a>b)')", "(?P<"),
        ("str, Param(choices=§[])", "1 to 500"),
        ("int, Param(choices=§['a'])", "'a'"),
        ("bool, Param(choices=§[True])", "does not apply to bool"),
        ("int, §Accept('.xlsx')", "Accept does not apply to int"),
        ("File, §Accept()", "at least one"),
        ("File, Accept(§'xlsx')", "file name ending"),
        ("File, §Count(1)", "Count does not apply to File"),
        ("list[File], §Count(3, 2)", "exchange them"),
        ("list[File], Count(§-1)", "at least 0"),
        ("list[File], Count(minimum=§-1)", "at least 0"),
        ("list[File], §Count()", "Count(1, 20)"),
        ("list[File], Count(1, 2, §3)", "no argument 3"),
        ("File, MaxSize(§'5 apples')", "50MB"),
        ("File, MaxSize(§0)", "50MB"),
        ("File, §MaxSize()", "50MB"),
        ("int, Param(ge=1), §Param(le=2)", "twice"),
    ],
)
def test_metadata_that_cannot_be_used(marked, text):
    document = inspect_parameters(f"x: Annotated[{marked.replace('§', '')}]")
    assert reasons(document) == ["bad_metadata"]
    error = document["errors"][0]
    assert text in error["messages"]["en"]
    assert error["column"] == f"def main(x: Annotated[{marked}".index("§") + 1


def test_metadata_without_its_import_says_how_to_import():
    from inspected import inspect_source

    document = inspect_source(
        "from typing import Annotated\ndef main(x: Annotated[int, Param(ge=1)]): pass\n"
    )
    assert reasons(document) == ["unsupported_annotation"]
    assert "from openscript import Param" in document["errors"][0]["messages"]["en"]
    assert document["errors"][0]["column"] == 28
