"""The rules of masks, by the cases that hold TypeScript to them too."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from preview.mask_rules import SheetMask, mask_value, matches_title

CASES = json.loads((Path(__file__).parents[3] / "events/mask/cases.json").read_text(encoding="utf-8"))
KINDS = ["phone", "identity_number", "bank_account", "email", "name", "hidden"]


@pytest.mark.parametrize(("kind", "value", "expected"), CASES["values"])
def test_values(kind, value, expected):
    assert mask_value(kind, value) == expected


@pytest.mark.parametrize(("pattern", "title", "expected"), CASES["titles"])
def test_titles(pattern, title, expected):
    assert matches_title(pattern, title) is expected


@pytest.mark.parametrize("case", CASES["sheets"])
def test_sheets(case):
    mask = SheetMask(case["masks"])
    assert [mask.apply(row) for row in case["rows"]] == case["expected"]
    assert mask.titles == case["masked"]


@given(st.text(alphabet="0123456789", min_size=11, max_size=19))
def test_the_middle_is_gone(digits):
    shown = mask_value("phone", digits)
    assert shown == digits[:3] + "*" * (len(digits) - 7) + digits[-4:]


@given(st.sampled_from(KINDS), st.one_of(st.text(), st.integers(), st.floats(), st.booleans(), st.none()))
def test_any_value_is_masked_without_error(kind, value):
    shown = mask_value(kind, value)
    assert shown is None or isinstance(shown, str)
