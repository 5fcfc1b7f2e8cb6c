"""The bytes of a script: encodings, line ends, null bytes and the columns that come out."""

import pytest
from inspected import inspect_source, reasons

GOOD = "def main(x: int = 1): pass\n"


@pytest.mark.parametrize(
    "data",
    [
        b"\xef\xbb\xbf" + GOOD.encode(),
        b"# -*- coding: utf-8 -*-\n" + GOOD.encode(),
        b"#!/usr/bin/env python\n# vim: set fileencoding=UTF-8 :\n" + GOOD.encode(),
        b"# coding: ascii\n" + GOOD.encode(),
        b"x = 1\n# coding: gbk\n" + GOOD.encode(),
        b"\n\n# coding: gbk\n" + GOOD.encode(),
        GOOD.encode().replace(b"\n", b"\r\n"),
        GOOD.encode().replace(b"\n", b"\r"),
        b"'''\\d'''\n" + GOOD.encode(),
    ],
)
def test_readable_sources(data):
    assert inspect_source(data)["ok"]


def test_a_source_of_exactly_one_mebibyte_is_taken_and_one_byte_more_is_not():
    padding = b"#" * (1024 * 1024 - len(GOOD))
    assert inspect_source(GOOD.encode() + padding)["ok"]
    assert reasons(inspect_source(GOOD.encode() + padding + b"#")) == ["too_large"]


@pytest.mark.parametrize(
    ("data", "reason", "line", "column"),
    [
        ("# 说明\nx = '中文'\n".encode("gbk"), "not_utf8", 1, 4),
        ("# 说明\n".encode() + "y = '文'".encode("gbk"), "not_utf8", 2, 6),
        (b"# coding: gbk\n" + GOOD.encode(), "coding_not_utf8", 1, 11),
        (b"#!/bin/python\r\n# -*- coding: latin-1 -*-\r\n" + GOOD.encode(), "coding_not_utf8", 2, 15),
        ("名 = 1\0".encode(), "null_byte", 1, 6),
        (b"a\r\nb\rc\n\0", "null_byte", 4, 1),
        (b"\xff\xfed\x00e\x00f\x00", "not_utf8", 1, 1),
    ],
)
def test_unreadable_sources_name_the_byte(data, reason, line, column):
    error = inspect_source(data)["errors"][0]
    assert (error["reason"], error["line"], error["column"]) == (reason, line, column)


def test_columns_count_characters_and_lines_count_every_kind_of_line_end():
    source = "# 第一行\r\ntext = '🙂'\rdef main(月份: bytes, 部门: bytes): pass\n"
    errors = inspect_source(source)["errors"]
    assert [(error["line"], error["column"], error["end_column"]) for error in errors] == [
        (3, 14, 19),
        (3, 25, 30),
    ]


def test_a_form_feed_and_unicode_separators_are_no_line_ends():
    source = "x = '\u2028\x0c'\ndef main(a: bytes): pass\n"
    assert inspect_source(source)["errors"][0]["line"] == 2
