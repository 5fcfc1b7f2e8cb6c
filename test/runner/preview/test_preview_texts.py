"""CSV and plain text: encodings, delimiters, and files that only look like text."""

import pytest
from preview.encoding import decode

_CHINESE = "编号,名称,金额\n001,办公用品,1200.50\n"


@pytest.mark.parametrize(
    ("encoding", "words"),
    [
        ("utf-8", _CHINESE),
        ("utf-8-sig", _CHINESE),
        ("utf-16", _CHINESE),
        ("utf-16-le", "id,name\n001,x\n"),
        ("utf-16-be", "id,name\n001,x\n"),
        ("utf-32", _CHINESE),
        ("gb18030", _CHINESE),
        ("gb18030", "姓名,金额\n张三,100\n"),
        ("gb18030", "姓名\n朱镕基\n欧阳修\n"),
        ("big5", "姓名,金額\n張三,100\n臺北市政府,200\n"),
        ("cp932", "名前,金額\n田中さん,100\nカタカナ,200\n"),
        ("cp949", "이름,금액\n김철수,100\n서울특별시,200\n"),
        ("cp1252", "Name;Betrag\nMüller;100,5\nJosé;3\nStraße;4\n"),
        ("cp1251", "Имя;Сумма\nИван Петров;100\nМосква;200\n"),
    ],
)
def test_the_encoding_is_found(encoding, words):
    assert decode(words.encode(encoding)) == words


def test_a_character_cut_in_two_is_left_out():
    assert decode("金额".encode()[:-1]) == "金"


@pytest.mark.parametrize("content", [b"\0\1\2\3" * 50, bytes(range(32)) * 20, b"\x7fELF\2\1\1\0\0\0"])
def test_a_binary_file_is_no_text(preview, content):
    assert decode(content) is None
    assert preview(content, "a.csv")["kind"] == "unsupported"


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_the_delimiter_is_found_and_cells_stay_text(preview, delimiter):
    lines = [["id", "words", "amount"], ["007", "a 'b' c", "1.10"], ["008", "d", "12345678901234567890"]]
    answer = preview("\n".join(delimiter.join(line) for line in lines).encode(), "a.csv")
    assert (answer["kind"], answer["rows"], answer["truncated"]) == ("csv", lines, False)


def test_the_delimiter_is_not_taken_from_inside_quotes(preview):
    content = b'name;note\n"a";"x, y, z"\n"b";"1, 2, 3"\n'
    assert preview(content, "a.csv")["rows"] == [["name", "note"], ["a", "x, y, z"], ["b", "1, 2, 3"]]


def test_quoted_line_ends_belong_to_their_cell(preview):
    assert preview(b'a,b\r\n"1\r\n2",3\r\n', "a.csv")["rows"] == [["a", "b"], ["1\r\n2", "3"]]


def test_one_column_is_a_table_too(preview):
    assert preview(b"id\n001\n002\n", "a.csv")["rows"] == [["id"], ["001"], ["002"]]


def test_an_empty_file_has_no_rows(preview):
    answer = preview(b"", "a.csv")
    assert (answer["kind"], answer["rows"], answer["truncated"]) == ("csv", [], False)


def test_only_the_beginning_of_a_large_text_is_read(preview):
    content = b"id,value\n" + b"1,some value of some length\n" * 200_000
    answer = preview(content, "a.csv", rows=1000)
    assert (len(answer["rows"]), answer["truncated"]) == (1000, True)
    line = preview(b"x" * 3_000_000, "a.csv")
    assert (line["rows"], line["truncated"]) == ([["x" * 2000]], True)


def test_rows_beyond_the_wanted_are_said_to_be_there(preview):
    answer = preview(b"a,b\n" * 11, "a.csv", rows=10)
    assert (len(answer["rows"]), answer["truncated"]) == (10, True)


@pytest.mark.parametrize("name", ["a.txt", "a.log", "a.html", "a.svg", "noname"])
def test_plain_text_is_lines(preview, name):
    answer = preview(b"<script>\nalert(1)\n", name)
    assert (answer["kind"], answer["rows"]) == ("text", [["<script>"], ["alert(1)"]])


def test_a_table_that_some_program_calls_xls_is_shown(preview):
    tabs = preview("编号\t金额\n001\t5\n".encode("gb18030"), "导出.xls")
    assert (tabs["kind"], tabs["rows"]) == ("csv", [["编号", "金额"], ["001", "5"]])
    page = preview(b"<html><table><tr><td>1</td></tr></table></html>", "a.xls")
    assert (page["kind"], page["rows"]) == ("text", [["<html><table><tr><td>1</td></tr></table></html>"]])


@pytest.mark.parametrize("content", [b"%PDF-1.7\n1 0 obj\n", b"GIF89a,,,", b"PAR1abc", b"\x89PNG\r\n\x1a\n"])
def test_other_formats_are_not_supported(preview, content):
    assert preview(content, "a.bin")["kind"] == "unsupported"
