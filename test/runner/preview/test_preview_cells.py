"""Properties of values: what JSON's readers get is what was there."""

import json
import math
from datetime import date, datetime

from hypothesis import given
from hypothesis import strategies as st
from preview.cells import cell_value, text, trim
from preview.limits import MAX_CELL_CHARACTERS
from preview.page import Page


@given(st.floats())
def test_a_number_is_itself_or_a_word(value):
    shown = cell_value(value)
    if math.isfinite(value):
        assert json.loads(json.dumps(shown), parse_int=float) == value
    else:
        assert isinstance(shown, str)


@given(st.integers())
def test_a_whole_number_is_never_rounded(value):
    """JavaScript reads every number as a double."""
    shown = cell_value(value)
    assert int(shown if isinstance(shown, str) else float(shown)) == value


@given(st.text(st.characters(codec=None)))
def test_a_text_is_well_formed_and_bounded(value):
    shown = text(value)
    assert len(shown) <= MAX_CELL_CHARACTERS
    assert shown.encode("utf-8").decode("utf-8") == shown
    if value.isascii() and len(value) <= MAX_CELL_CHARACTERS:
        assert shown == value


@given(st.datetimes(), st.booleans())
def test_a_moment_is_iso_8601(value, date_only):
    shown = cell_value(value, date_only=date_only)
    assert date.fromisoformat(shown) == value.date() if date_only else datetime.fromisoformat(shown) == value


@given(st.lists(st.lists(st.none() | st.integers(0, 9), max_size=4), max_size=8), st.integers(1, 6))
def test_a_page_has_the_wanted_rows_and_says_what_is_missing(rows, wanted):
    page = Page(wanted)
    for row in rows:
        if not page.add(row):
            break
    answer = page.answer("csv", [], None)
    shown = [trim(row) for row in rows[:wanted]]
    while shown and not shown[-1]:
        shown.pop()
    assert answer["rows"] == shown
    assert answer["truncated"] == (len(rows) > wanted)
