"""Values that a script returns become JSON without a loss, or an error names the key path."""

import datetime
import enum
import json
import math
import uuid
from decimal import Decimal
from pathlib import PurePosixPath

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from runner.child.result.json_values import to_json
from runner.child.result.problems import ResultError


class Colour(enum.Enum):
    RED = "red"


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (None, None),
        (True, True),
        (np.bool_(True), True),
        (2**53 - 1, 2**53 - 1),
        (2**53, "9007199254740992"),
        (np.uint64(2**64 - 1), "18446744073709551615"),
        (np.int8(-3), -3),
        (float("nan"), None),
        (float("-inf"), None),
        (np.float32("nan"), None),
        (np.float64(0.1), 0.1),
        (np.longdouble(0.5), 0.5),
        (Decimal("12.30"), "12.30"),
        (Decimal("-0.00"), "-0.00"),
        (Decimal("1E+3"), "1000"),
        (Decimal("1E+300"), "1E+300"),
        (Decimal("NaN"), None),
        (datetime.date(2026, 1, 31), "2026-01-31"),
        (datetime.datetime(2026, 1, 31, 9, 0, tzinfo=datetime.UTC), "2026-01-31T09:00:00+00:00"),
        (datetime.time(9, 30), "09:30:00"),
        (datetime.timedelta(days=1), "1 day, 0:00:00"),
        (pd.NaT, None),
        (pd.NA, None),
        (pd.Timestamp("2026-01-31 09:00"), "2026-01-31T09:00:00"),
        (pd.Period("2026-01"), "2026-01"),
        (np.datetime64("2026-01-31"), "2026-01-31"),
        (np.datetime64("NaT", "D"), None),
        (Colour.RED, "red"),
        (PurePosixPath("out/a.csv"), "out/a.csv"),
        (uuid.UUID(int=1), "00000000-0000-0000-0000-000000000001"),
        ("\ud800", "\\ud800"),
        ((1, [2, (3,)]), [1, [2, [3]]]),
        (np.array([[1, 2], [3, 4]]), [[1, 2], [3, 4]]),
        (np.array([1.5, np.nan]), [1.5, None]),
        (np.array(7), 7),
        (np.array(["2026-01-31"], dtype="datetime64[D]"), ["2026-01-31"]),
        ({True: "b"} | {None: 1, 2.5: 2, datetime.date(2026, 1, 1): 3},
         {"true": "b", "null": 1, "2.5": 2, "2026-01-01": 3}),
    ],
)  # fmt: skip
def test_value_becomes_json(value, expected):
    converted = to_json(value, "x")
    assert converted == expected
    assert type(converted) is type(expected)
    json.dumps(converted, allow_nan=False).encode("utf-8")


@pytest.mark.parametrize(
    ("value", "message"),
    [
        ({"a": [1, {2, 3}]}, "x.a[1]: a value of the type set has no JSON form: use sorted(…)"),
        (b"bytes", "write it to a file in out/"),
        (pd.Series([1]), "use .to_dict() or .tolist()"),
        (pd.DataFrame(), 'return it under "tables"'),
        (object(), "return text, numbers, lists and dicts"),
        ({}.values(), "use list(…)"),
        (1j, "complex"),
        ({(1, 2): 3}, "the key (1, 2) must be a text"),
        ({1: 1, "1": 2}, "two keys are both written '1'"),
    ],
)
def test_what_has_no_json_form_is_named_with_its_path(value, message):
    with pytest.raises(ResultError) as caught:
        to_json(value, "x")
    assert message in str(caught.value)
    assert str(caught.value).startswith("x")


def test_a_value_that_contains_itself_is_refused():
    value: list = []
    value.append(value)
    with pytest.raises(ResultError, match="contains itself"):
        to_json(value, "x")


@given(st.decimals())
def test_a_decimal_keeps_its_value_and_its_zeros(value):
    text = to_json(value, "x")
    if value.is_finite():
        assert Decimal(text) == value
        assert (
            Decimal(text).as_tuple().digits[-1:] == value.as_tuple().digits[-1:]
            or value.as_tuple().exponent > 0
        )
    else:
        assert text is None


@given(st.floats())
def test_a_float_is_itself_or_null(value):
    assert to_json(value, "x") == (value if math.isfinite(value) else None)


@given(st.integers())
def test_an_integer_never_loses_a_digit(value):
    assert int(to_json(value, "x")) == value
    assert isinstance(to_json(value, "x"), str) == (abs(value) >= 2**53)


@given(st.text(alphabet=st.characters()))
def test_any_text_has_a_utf8_form(text):
    converted = to_json(text, "x")
    converted.encode("utf-8")
    if not any("\ud800" <= character <= "\udfff" for character in text):
        assert converted == text
