import pytest
from hypothesis import given
from hypothesis import strategies as st
from runner.names import MAX_NAME_BYTES, name_fault, numbered, output_name_fault, printable

any_name = st.text(min_size=1, max_size=300)
good_name = any_name.filter(lambda name: name_fault(name) is None)


@pytest.mark.parametrize(
    "name", ["北京 office.xlsx", "a'b\".csv", "🙂.txt", "...", "-rf", " ", ".hidden", "x" * 255]
)
def test_names_of_the_world_are_kept(name: str) -> None:
    assert name_fault(name) is None
    assert output_name_fault(name) is None


@pytest.mark.parametrize(
    "name", ["", ".", "..", "a/b", "/", "a\0b", "a\nb", "\x7f", "\x85", "\ud800", "x" * 256, "é" * 128]
)
def test_what_is_no_single_file_name_is_refused(name: str) -> None:
    assert name_fault(name) is not None


@pytest.mark.parametrize("name", ["a\\b", "${filename}", "x${filename}y"])
def test_an_output_name_has_two_more_rules(name: str) -> None:
    assert name_fault(name) is None
    assert output_name_fault(name) is not None


def test_a_number_goes_before_the_suffix() -> None:
    assert numbered("report.xlsx", 1) == "report.xlsx"
    assert numbered("report.xlsx", 2) == "report (2).xlsx"
    assert numbered("archive.tar.gz", 3) == "archive.tar (3).gz"
    assert numbered(".hidden", 2) == ".hidden (2)"


@given(good_name, st.integers(min_value=2, max_value=10**6))
def test_a_numbered_name_is_a_good_and_another_name(name: str, number: int) -> None:
    result = numbered(name, number)
    assert name_fault(result) is None
    assert result != name
    assert len(result.encode()) <= MAX_NAME_BYTES


@given(good_name, st.integers(2, 1000), st.integers(2, 1000))
def test_different_numbers_give_different_names(name: str, first: int, second: int) -> None:
    assert (numbered(name, first) == numbered(name, second)) == (first == second)


@given(st.binary(max_size=2000))
def test_any_bytes_can_be_shown(raw: bytes) -> None:
    shown = printable(raw)
    assert len(shown) <= 300
    assert shown.encode("utf-8") is not None
    assert all(character.isprintable() or ord(character) > 0x9F for character in shown)
