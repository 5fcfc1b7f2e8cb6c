"""Control totals tie exactly, or the difference is told exactly."""

from decimal import Decimal
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from runner.child.result.checks import compare_checks
from runner.child.result.problems import ResultError


def compare(expected, actual, **more):
    return compare_checks([{"name": "total", "expected": expected, "actual": actual, **more}])[0]


@pytest.mark.parametrize(
    ("expected", "actual", "more", "difference", "ties"),
    [
        (Decimal("1.10"), Decimal("1.1"), {}, "0.00", True),
        (Decimal("1.10"), Decimal("1.11"), {}, "0.01", False),
        (5, 5, {}, "0", True),
        ("1,234.50", Decimal("1234.5"), {}, "0.00", True),
        (Decimal("1.10"), Decimal("1.11"), {"tolerance": "0.01"}, "0.01", True),
        (Decimal("1.10"), Decimal("1.111"), {"tolerance": Decimal("0.01")}, "0.011", False),
        (0.3, 0.1 + 0.2, {}, "0.00000000000000004", True),
        (0.3, 0.1 + 0.2, {"tolerance": 0}, "0.00000000000000004", False),
        (np.float64(1e9), np.float64(1e9) + 0.01, {}, "0.01", False),
        (np.int64(3), 3, {}, "0", True),
        (10**30, 10**30 + 1, {}, "1", False),
        ("2026-10", "2026-10", {}, None, True),
        ("2026-10", "2026-09", {}, None, False),
        (float("nan"), float("nan"), {}, None, False),
        (None, None, {}, None, False),
    ],
)
def test_comparison(expected, actual, more, difference, ties):
    result = compare(expected, actual, **more)
    assert (result["difference"], result["ties"]) == (difference, ties)


def test_the_document_says_everything_as_exact_text():
    assert compare(Decimal("100.00"), Decimal("99.5"), tolerance="0.1") == {
        "name": "total", "expected": "100.00", "actual": "99.5", "tolerance": "0.1", "difference": "-0.50",
        "ties": False,
    }  # fmt: skip


@given(
    st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**20), max_value=10**20),
    st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**20), max_value=10**20),
)
def test_the_difference_is_exact(expected, actual):
    result = compare(expected, actual)
    assert Fraction(result["expected"]) + Fraction(result["difference"]) == Fraction(actual)
    assert result["ties"] == (expected == actual)


@given(st.lists(st.integers(-(10**9), 10**9), min_size=1, max_size=200))
def test_a_sum_of_floats_ties_with_the_exact_sum_of_cents(cents):
    exact = sum((Decimal(each) / 100 for each in cents), Decimal(0))
    magnitude = sum(abs(each) for each in cents)
    if abs(sum(cents)) * 1000 > magnitude:  # otherwise the rounding of large terms shows in a small sum
        assert compare(exact, sum(each / 100 for each in cents))["ties"]


@pytest.mark.parametrize(
    ("checks", "message"),
    [
        ({}, "checks: a list of dicts"),
        ([1], "checks[0]: a dict"),
        ([{"name": "a", "expected": 1}], 'checks[0]: "actual" is missing'),
        ([{"name": "a", "expected": 1, "actual": 1, "tolerence": 1}], "checks[0].tolerence"),
        ([{"name": " ", "expected": 1, "actual": 1}], "checks[0].name"),
        ([{"name": "a", "expected": [1], "actual": 1}], "checks[0].expected"),
        ([{"name": "a", "expected": 1, "actual": 1, "tolerance": -1}], "checks[0].tolerance"),
        ([{"name": "a", "expected": 1, "actual": 1, "tolerance": "x"}], "checks[0].tolerance"),
    ],
)
def test_checks_that_are_none(checks, message):
    with pytest.raises(ResultError) as caught:
        compare_checks(checks)
    assert message in str(caught.value)
