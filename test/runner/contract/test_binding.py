"""JSON values and files become what the annotations promise, or an error names the parameter."""

import datetime
import json
import pickle
from decimal import Decimal
from enum import Enum
from pathlib import Path

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st
from inspected import PRELUDE, inspect_parameters
from openscript import File
from runner.contract.binding import BindingError, bind
from runner.contract.problems import Problems
from runner.contract.signature import read_signature

ENTRY = {"path": "in/x/a (2).xlsx", "name": "a.XLSX", "size": 10, "sha256": "ab" * 32}


class Level(Enum):
    HIGH = "high"
    LOW = "low"


def bind_parameters(parameters: str, given_values: dict, files: dict | None = None):
    source = (
        f'{PRELUDE}class Level(Enum):\n    HIGH = "high"\n    LOW = "low"\ndef main({parameters}): pass\n'
    )
    signature = read_signature("sample.py", source.encode(), Problems())
    assert signature is not None
    values = json.loads(json.dumps(given_values), parse_float=Decimal)
    return bind(signature, values, files or {}, "/scratch", {"Level": Level})


def bound(parameter: str, value):
    positional, _ = bind_parameters(parameter, {"x": value})
    return positional[0]


@pytest.mark.parametrize(
    ("parameter", "value", "expected"),
    [
        ("x: str", "文", "文"),
        ("x: int", 5.0, 5),
        ("x: float", 5, 5.0),
        ("x: float", 0.1, 0.1),
        ("x: bool", False, False),
        ("x: Decimal", "1.10", Decimal("1.10")),
        ("x: Decimal", "123456789012345678901234567890.01", Decimal("123456789012345678901234567890.01")),
        ("x: Decimal", 1.1, Decimal("1.1")),
        ("x: Decimal", -3, Decimal(-3)),
        ("x: date", "2026-02-28", datetime.date(2026, 2, 28)),
        ("x: time", "09:30", datetime.time(9, 30)),
        ("x: datetime", "2026-02-28T09:30", datetime.datetime(2026, 2, 28, 9, 30)),
        (
            "x: datetime",
            "2026-02-28t09:30:00.5z",
            datetime.datetime(2026, 2, 28, 9, 30, 0, 500_000, datetime.UTC),
        ),
        ("x: Literal['a', 1]", 1, 1),
        ("x: Level", "low", Level.LOW),
        ("x: list[Level]", ["low", "high"], [Level.LOW, Level.HIGH]),
        ("x: list[Decimal]", ["1.0", 2], [Decimal("1.0"), Decimal(2)]),
        ("x: dict", {"a": [1.5, {"b": None}]}, {"a": [1.5, {"b": None}]}),
        ("x: dict[str, Decimal]", {"a": "1.0"}, {"a": Decimal("1.0")}),
        ("x: int | None", None, None),
    ],
)
def test_value_becomes_what_the_annotation_says(parameter, value, expected):
    result = bound(parameter, value)
    assert result == expected
    assert type(result) is type(expected)
    if isinstance(expected, Decimal):
        assert str(result) == str(expected)


def test_numbers_in_a_dict_are_floats_again():
    assert type(bound("x: dict", {"a": 1.5})["a"]) is float


@pytest.mark.parametrize(
    ("parameters", "values", "positional", "keyword"),
    [
        ("a: int, /, b: str = 'q', *, c: Decimal = '1.20', d: date = '2026-01-31'", {"a": 1},
         [1, "q"], {"c": Decimal("1.20"), "d": datetime.date(2026, 1, 31)}),
        ("a: Level = Level.LOW, b: int | None, c=None, *, e: list[int] = (1, 2)", {},
         [Level.LOW, None, None], {"e": [1, 2]}),
        ("a: int = 3, b: int = 4", {"a": None, "b": 5}, [3, 5], {}),
    ],
)  # fmt: skip
def test_defaults_are_converted_like_given_values(parameters, values, positional, keyword):
    if "b: int | None, c" in parameters:
        parameters = parameters.replace("b: int | None,", "b: int | None = None,")
    assert bind_parameters(parameters, values) == (positional, keyword)


@pytest.mark.parametrize(
    ("parameter", "value", "message"),
    [
        ("x: str", 5, 'parameter "x": a text is wanted, not 5'),
        ("x: int", "5", "parameter \"x\": a whole number is wanted, not '5'"),
        ("x: int", 5.5, 'parameter "x": a whole number is wanted, not 5.5'),
        ("x: int", True, 'parameter "x": a whole number is wanted, not True'),
        ("x: int", 2**60, "too many digits"),
        ("x: bool", 1, "true or false"),
        ("x: Decimal", "1e5", "exact number"),
        ("x: Decimal", "NaN", "exact number"),
        ("x: Decimal", "１", "exact number"),
        ("x: date", "2026-02-30", "2026-01-31"),
        ("x: date", "20260228", "2026-01-31"),
        ("x: time", "25:00", "09:30"),
        ("x: Level", "mid", "not one of 'high', 'low'"),
        ("x: Literal[1]", True, "not one of"),
        ("x: list[list[int]]", [[1], [2, "3"]], 'parameter "x[1][1]": a whole number'),
        ("x: dict[str, int]", {"a": "b"}, "parameter \"x['a']\""),
        ("x: Annotated[int, Param(ge=3)]", 2, "below the smallest"),
        ("x: Annotated[Decimal, Param(le='1.5')]", "1.51", "above the largest allowed value 1.5"),
        ("x: Annotated[date, Param(ge='2026-01-01')]", "2025-12-31", "below the smallest"),
        ("x: Annotated[str, Param(pattern='^a$')]", "b", "pattern"),
        ("x: Annotated[str, Param(max_length=2)]", "abc", "at most 2"),
        ("x: Annotated[str, Param(choices=['a'])]", "b", "not one of"),
        ("x: Annotated[list[int], Count(2, 3)]", [1], "at least 2"),
        ("x: Annotated[list[int], Count(2, 3)]", [1, 2, 3, 4], "at most 3"),
        ("x: int", None, "a value is wanted"),
        ("x: File", "file_01J", "input file"),
    ],
)
def test_unfit_value_is_named(parameter, value, message):
    with pytest.raises(BindingError) as caught:
        bound(parameter, value)
    assert message in str(caught.value)


def test_every_wrong_parameter_is_named_unknown_ones_too():
    with pytest.raises(BindingError) as caught:
        bind_parameters("a: int, b: str, c: int", {"a": "x", "z": 1, "c": 1}, {"q": [ENTRY]})
    text = str(caught.value)
    for part in ('"a"', '"b": a value is wanted', '"z": main has no such', '"q": main has no such'):
        assert part in text
    assert '"c"' not in text


def test_a_file_knows_its_original_name_size_and_digest():
    positional, keyword = bind_parameters("x: list[File], *, y: Path", {}, {"x": [ENTRY], "y": [ENTRY]})
    file = positional[0][0]
    assert isinstance(file, File)
    assert (str(file), file.original_name, file.size, file.sha256) == (
        "/scratch/in/x/a (2).xlsx", "a.XLSX", 10, "ab" * 32,
    )  # fmt: skip
    copy = pickle.loads(pickle.dumps(file))
    assert (copy, copy.original_name, copy.sha256) == (file, "a.XLSX", "ab" * 32)
    assert type(keyword["y"]) is type(Path())


@pytest.mark.parametrize(
    ("parameter", "entries", "expected"),
    [
        ("x: File | None = None", [], None),
        ("x: list[File] | None = None", [], None),
        ("x: Annotated[list[File], Count(0, 3)]", [], []),
    ],
)
def test_absent_files(parameter, entries, expected):
    assert bind_parameters(parameter, {}, {"x": entries} if entries else {})[0] == [expected]


@pytest.mark.parametrize(
    ("parameter", "entries", "message"),
    [
        ("x: File", [], "a value is wanted"),
        ("x: File", [ENTRY, ENTRY], "one file is wanted, 2 given"),
        ("x: list[File]", [], "at least 1 wanted"),
        ("x: Annotated[list[File], Count(1, 2)]", [ENTRY] * 3, "at most 2"),
        ("x: Annotated[File, Accept('.csv')]", [ENTRY], 'the file "a.XLSX" is not taken here: .csv wanted'),
        ("x: Annotated[list[File], MaxSize(9)]", [ENTRY], "at most 9"),
        ("x: list[Annotated[File, MaxSize(9)]]", [ENTRY], "at most 9"),
        ("x: int", [ENTRY], "no such parameter"),
    ],
)
def test_unfit_files_are_named(parameter, entries, message):
    with pytest.raises(BindingError) as caught:
        bind_parameters(parameter, {"x": 1} if parameter == "x: int" else {}, {"x": entries})
    assert message in str(caught.value)


SCALARS = {
    "str": (st.text(max_size=20), None),
    "int": (st.integers(-(2**53) + 1, 2**53 - 1), None),
    "float": (st.floats(allow_nan=False, allow_infinity=False), None),
    "bool": (st.booleans(), None),
    "Decimal": (
        st.decimals(allow_nan=False, allow_infinity=False, places=3),
        lambda value: format(value, "f"),
    ),
    "date": (st.dates(datetime.date(1000, 1, 1)), datetime.date.isoformat),
    "time": (st.times(), datetime.time.isoformat),
    "datetime": (st.datetimes(datetime.datetime(1000, 1, 1)), datetime.datetime.isoformat),
}


@pytest.mark.parametrize("annotation", SCALARS)
def test_round_trip_of_every_scalar(annotation):
    strategy, to_text = SCALARS[annotation]
    schema = inspect_parameters(f"x: {annotation}")["parameters"]

    @given(strategy)
    def check(value):
        json_value = value if to_text is None else to_text(value)
        jsonschema.validate({"x": json_value}, schema)
        result = bound(f"x: {annotation}", json_value)
        assert result == value
        assert type(result) is type(value)

    check()


JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=4), inner, max_size=3),
    max_leaves=8,
)


@given(JSON)
def test_a_dict_parameter_takes_any_object_and_nothing_else(value):
    if isinstance(value, dict):
        assert bound("x: dict", value) == value
    else:
        with pytest.raises(BindingError):
            bound("x: dict", value)


@pytest.mark.parametrize(
    "annotation", [*SCALARS, "Level", "list[int]", "dict[str, Decimal]", "Literal['a', 2]"]
)
def test_any_json_binds_or_is_refused_by_name(annotation):
    @given(JSON)
    def check(value):
        try:
            bound(f"x: {annotation}", value)
        except BindingError as error:
            assert str(error).startswith('parameter "x')

    check()
