"""Every row of the contract's table of types, in every way in which it can be written."""

import jsonschema
import pytest
from inspected import PRELUDE, inspect_parameters, inspect_source, property_of, reasons

FILE = {"type": "string", "format": "file"}
FILES = {"type": "array", "items": FILE, "minItems": 1}
ENUM = 'class Level(Enum):\n    HIGH = "high"\n    LOW = "low"\n    UPPER = "high"\n'


@pytest.mark.parametrize(
    ("parameter", "schema"),
    [
        ("x: str", {"type": "string"}),
        ("x: int", {"type": "integer"}),
        ("x: float", {"type": "number"}),
        ("x: bool", {"type": "boolean"}),
        ("x: Decimal", {"type": "string", "format": "decimal"}),
        ("x: date", {"type": "string", "format": "date"}),
        ("x: datetime", {"type": "string", "format": "date-time"}),
        ("x: time", {"type": "string", "format": "time"}),
        ("x: dt.datetime", {"type": "string", "format": "date-time"}),
        ('x: Literal["a", "b", "a"]', {"type": "string", "enum": ["a", "b"]}),
        ("x: Literal[1, 2]", {"type": "integer", "enum": [1, 2]}),
        ("x: Literal[True, False]", {"type": "boolean", "enum": [True, False]}),
        ('x: Literal["a", 1, True]', {"enum": ["a", 1, True]}),
        ("x: list[int]", {"type": "array", "items": {"type": "integer"}}),
        ("x: List[Decimal]", {"type": "array", "items": {"type": "string", "format": "decimal"}}),
        ("x: list[list[str]]", {"type": "array", "items": {"type": "array", "items": {"type": "string"}}}),
        ("x: dict", {"type": "object"}),
        ("x: Dict", {"type": "object"}),
        ("x: dict[str, Any]", {"type": "object"}),
        ("x: dict[str, int]", {"type": "object", "additionalProperties": {"type": "integer"}}),
        ("x: Path", FILE),
        ("x: File", FILE),
        ("x: os_.File", FILE),
        ("x: list[Path]", FILES),
        ("x: list[File]", FILES),
        ("x: int | None", {"type": "integer"}),
        ("x: None | int", {"type": "integer"}),
        ("x: Optional[int]", {"type": "integer"}),
        ("x: t.Optional[int]", {"type": "integer"}),
        ("x: Union[int, None]", {"type": "integer"}),
        ("x: Literal['a', None]", {"type": "string", "enum": ["a"]}),
        ("x: 'int'", {"type": "integer"}),
        ("x: 'list[\"int\"]'", {"type": "array", "items": {"type": "integer"}}),
        ("x", {"type": "string"}),
        ("x=3", {"type": "integer", "default": 3}),
        ("x=-2.5", {"type": "number", "default": -2.5}),
        ("x=True", {"type": "boolean", "default": True}),
        ("x='a' 'b'", {"type": "string", "default": "ab"}),
        ("x=None", {"type": "string"}),
        ("x=[1, -2]", {"type": "array", "items": {"type": "integer"}, "default": [1, -2]}),
        ("x=[]", {"type": "array", "items": {"type": "string"}, "default": []}),
        ("x={'a': [1, None]}", {"type": "object", "default": {"a": [1, None]}}),
        ("x: Decimal = '1.20'", {"type": "string", "format": "decimal", "default": "1.20"}),
        ("x: Decimal = -1", {"type": "string", "format": "decimal", "default": "-1"}),
        ("x: date = '2026-01-31'", {"type": "string", "format": "date", "default": "2026-01-31"}),
        ("x: float = 1", {"type": "number", "default": 1}),
        ("x: list[str] = ('a', 'b')", {"type": "array", "items": {"type": "string"}, "default": ["a", "b"]}),
    ],
)
def test_annotation_becomes_schema(parameter, schema):
    assert property_of(parameter) == schema


@pytest.mark.parametrize("parameter", ["x: Level", "x: 'Level'", "x: Level = Level.LOW", "x: Level = 'low'"])
def test_enum_of_the_file_becomes_its_distinct_values(parameter):
    schema = property_of(parameter, ENUM)
    assert schema["enum"] == ["high", "low"]
    assert schema["type"] == "string"
    assert schema.get("default") == ("low" if "=" in parameter else None)


@pytest.mark.parametrize(
    ("parameter", "before", "schema"),
    [
        (
            "x: Month",
            'Month = Annotated[str, Param(pattern="^[0-9]+$")]',
            {"type": "string", "pattern": "^[0-9]+$"},
        ),
        ("x: Amounts", "Amount = Decimal\nAmounts: t.TypeAlias = list[Amount]", None),
        (
            "x: Mine",
            "try:\n    from decimal import Decimal as Mine\nexcept ImportError:\n    Mine = str",
            None,
        ),
        ("x: Code", "if t.TYPE_CHECKING:\n    Code = int\n", {"type": "integer"}),
        (
            "x: Level",
            "class Level(IntEnum):\n    ONE = 1\n    TWO = 2\n",
            {"type": "integer", "enum": [1, 2]},
        ),
        ("x: Level", 'class Level(str, Enum):\n    A = "a"\n', {"type": "string", "enum": ["a"]}),
    ],
)
def test_aliases_and_conditional_names_are_followed(parameter, before, schema):
    found = property_of(parameter, before)
    if schema is None:
        assert "decimal" in str(found) or found == {"type": "string"}
    else:
        assert found == schema


def test_names_may_be_imported_with_a_star_or_by_module():
    source = (
        "from typing import *\nfrom openscript import *\nimport datetime, decimal, pathlib\n"
        "def main(a: Optional[Literal['x']], b: Annotated[List[File], Count(2)], c: datetime.date, "
        "d: decimal.Decimal, e: pathlib.Path): pass\n"
    )
    properties = inspect_source(source)["parameters"]["properties"]
    assert properties["b"]["minItems"] == 2
    assert [properties[name].get("format") for name in "cde"] == ["date", "decimal", "file"]


def test_postponed_annotations_are_the_same():
    source = (
        f"from __future__ import annotations\n{PRELUDE}\ndef main(x: list[File] | None, y: Decimal): pass\n"
    )
    document = inspect_source(source)
    assert document["parameters"]["required"] == ["y"]


def test_required_order_and_closedness_follow_the_signature():
    document = inspect_parameters("b: int, /, a: str = 'q', *, d: date | None, c: bool, e: list[File]")
    schema = document["parameters"]
    assert schema["x-order"] == ["b", "a", "d", "c", "e"] == list(schema["properties"])
    assert schema["required"] == ["b", "c", "e"]
    assert schema["additionalProperties"] is False
    jsonschema.Draft202012Validator.check_schema(schema)


@pytest.mark.parametrize(
    ("parameter", "required"),
    [
        ("x: Annotated[list[File], Count(0, 3)]", []),
        ("x: list[File]", ["x"]),
        ("x: list[File] = None", []),
        ("x: File | None = None", []),
        ("x: list[File] = []", []),
        ("x: int = None", []),
        ("x", ["x"]),
    ],
)
def test_what_a_run_has_to_give(parameter, required):
    assert inspect_parameters(parameter)["parameters"]["required"] == required


@pytest.mark.parametrize(
    ("parameters", "is_async", "name"),
    [("async def main(): pass", True, "sample"), ("def main(): pass", False, "sample")],
)
def test_async_main_and_the_name(parameters, is_async, name):
    document = inspect_source(parameters)
    assert (document["is_async"], document["name"]) == (is_async, name)


def test_a_local_class_hides_the_import_of_its_name():
    assert reasons(inspect_parameters("x: Decimal", "class Decimal: pass\n")) == ["unsupported_annotation"]
