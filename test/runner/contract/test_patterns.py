"""Patterns that Python and JavaScript read alike are taken, others are not."""

import pytest
from runner.contract.patterns import pattern_fault


@pytest.mark.parametrize(
    "pattern",
    [
        r"^\d{4}-(0[1-9]|1[0-2])$",
        r"[^\]a-z\-]+?",
        r"(?:a|b)(?=c)(?<!d)",
        r"\u4e00\x41\/",
        r"a{2,}b{3}",
        r"^[一-龥]+$",
        r"\.\*",
        "",
    ],
)
def test_common_syntax(pattern):
    assert pattern_fault(pattern) is None


@pytest.mark.parametrize(
    "pattern",
    [
        "(?P<n>a)",
        "(?i)a",
        r"\Aa\Z",
        "a++",
        "a*+",
        "{2}x}",
        "a{,3}",
        "[]a]",
        "[^]a]",
        "(",
        "[",
        r"\p{L}",
        r"\-",
        "a)",
        "\\",
        "(?#x)",
        "(?>a)",
    ],
)
def test_syntax_of_one_of_the_two(pattern):
    assert pattern_fault(pattern) is not None
