import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from runner.outputs.strict_json import MAX_DEPTH, parse

sound = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**60), 2**60)
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(st.characters(exclude_categories=["Cs"])),
    lambda below: (
        st.lists(below, max_size=4)
        | st.dictionaries(st.text(st.characters(exclude_categories=["Cs"])), below, max_size=4)
    ),
)


@given(sound)
def test_sound_json_comes_back(value: object) -> None:
    assert parse(json.dumps(value).encode()) == value


@given(st.binary(max_size=200))
def test_any_bytes_are_parsed_or_refused_in_words(data: bytes) -> None:
    try:
        json.dumps(parse(data), allow_nan=False).encode()
    except ValueError as error:
        assert str(error)


@pytest.mark.parametrize(
    "data",
    [
        b"NaN",
        b"[Infinity]",
        b"1e999",
        b"-1e999",
        b'{"a":1,"a":2}',
        b'"\\ud800"',
        b'{"\\udfff":1}',
        b"\xef\xbb\xbf1",
        b"",
        b"1 2",
        b"[1,]",
        b"\xff",
        b"[" * 100_000,
        b"[" * 100_000 + b"]" * 100_000,
        b"9" * 5000,
    ],
)
def test_what_readers_understand_differently_is_refused(data: bytes) -> None:
    with pytest.raises(ValueError, match=r"\S"):
        parse(data)


def test_the_depth_limit_is_exact() -> None:
    assert parse(b"[" * (MAX_DEPTH - 1) + b"]" * (MAX_DEPTH - 1)) is not None
    with pytest.raises(ValueError, match="nested"):
        parse(b"[" * (MAX_DEPTH + 1) + b"]" * (MAX_DEPTH + 1))
