"""The masked copy of a file: nothing hidden is left in any part of it."""

import datetime
import io
import zipfile

import openpyxl
import pytest
from preview import limits, mask_handler

MASKS = [{"columns": ["手机*"], "kind": "phone"}, {"columns": ["身份证*"], "kind": "identity_number"}]
PHONE, IDENTITY = "13812345678", "110101199003071234"


def _book() -> openpyxl.Workbook:
    book = openpyxl.Workbook()
    book.active.title = "通讯录"
    for row in (
        ["十月通讯录"],
        ["姓名", "手机号", "身份证号", "入职", "金额", "备注"],
        ["张三", PHONE, IDENTITY, datetime.date(2026, 1, 31), 12.5, "=1+1"],
        ["李四", int(PHONE), None, datetime.date(2026, 2, 1), 3, "长" * 3000],
    ):
        book.active.append(row)
    book.active["F3"].data_type = "s"
    book.create_sheet("其他").append(["手机", PHONE])
    return book


def _saved(book: openpyxl.Workbook) -> bytes:
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def test_a_workbook(mask):
    answer, copy = mask(_saved(_book()), "a.xlsx", MASKS)
    assert answer == {"ok": True, "masked": ["手机号", "身份证号", "手机"]}
    rows = list(openpyxl.load_workbook(io.BytesIO(copy))["通讯录"].iter_rows(values_only=True))
    hired = datetime.datetime(2026, 1, 31)
    assert rows[2] == ("张三", "138****5678", "110101********1234", hired, 12.5, "=1+1")
    assert rows[3][1:3] == ("138****5678", None)
    assert rows[3][5] == "长" * 3000
    with zipfile.ZipFile(io.BytesIO(copy)) as parts:
        assert "<f>" not in parts.read("xl/worksheets/sheet1.xml").decode()
        for name in parts.namelist():
            # The second sheet holds one to the right of a title, where nothing is hidden.
            assert PHONE not in parts.read(name).decode() or name == "xl/worksheets/sheet2.xml"


def test_only_what_is_below_a_title_is_hidden(mask):
    _, copy = mask(_saved(_book()), "a.xlsx", MASKS)
    assert list(openpyxl.load_workbook(io.BytesIO(copy))["其他"].values) == [("手机", PHONE)]


def test_formulas_become_their_stored_results(mask):
    book = openpyxl.Workbook()
    book.active.append(["手机号", "合计"])
    book.active.append(["=1+1", "=SUM(1,2)"])
    _, copy = mask(_saved(book), "a.xlsx", MASKS)
    with zipfile.ZipFile(io.BytesIO(copy)) as parts:
        assert "<f>" not in parts.read("xl/worksheets/sheet1.xml").decode()


def test_a_workbook_without_such_columns_has_no_copy(mask):
    book = openpyxl.Workbook()
    book.active.append(["编号", "金额"])
    assert mask(_saved(book), "a.xlsx", MASKS) == ({"ok": True, "masked": []}, None)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_texts(mask, encoding, delimiter):
    rows = [["姓名", "手机号"], ["张三，经理", PHONE], ["李四", ""]]
    words = "\r\n".join(delimiter.join(row) for row in rows)
    answer, copy = mask(words.encode(encoding), "a.tsv" if delimiter == "\t" else "a.csv", MASKS)
    assert answer == {"ok": True, "masked": ["手机号"]}
    assert copy.decode("utf-8-sig").splitlines() == [
        delimiter.join(row) for row in [["姓名", "手机号"], ["张三，经理", "138****5678"], ["李四", ""]]
    ]


def test_a_text_is_hidden_to_its_end(mask):
    words = "手机号,序号\n" + "".join(f"{PHONE},{number}\n" for number in range(250_000))
    answer, copy = mask(words.encode(), "a.csv", MASKS)
    assert answer["ok"]
    assert PHONE not in copy.decode("utf-8-sig")
    assert copy.count(b"\n") == 250_001


@pytest.mark.parametrize(
    ("content", "name", "reason"),
    [
        (bytes.fromhex("D0CF11E0A1B11AE1") + b"\0" * 600, "a.xls", "format"),
        (b"<table></table>", "a.xls", "format"),
        (b"PK\x03\x04 is no archive", "a.xlsx", "damaged"),
        (bytes(range(256)) * 4, "a.csv", "format"),
    ],
)
def test_what_cannot_be_copied_says_why(mask, content, name, reason):
    assert mask(content, name, MASKS) == ({"ok": False, "reason": reason}, None)


@pytest.mark.parametrize(
    ("title", "expected"),
    [("手机号", {"ok": False, "reason": "too_large"}), ("编号", {"ok": True, "masked": []})],
)
def test_of_what_is_too_large_the_beginning_tells_whether_anything_is_hidden(
    mask, monkeypatch, title, expected
):
    monkeypatch.setattr(limits, "MAX_MASKED_BYTES", 10)
    book = openpyxl.Workbook()
    book.active.append([title])
    # Longer than what is read of a text.
    text = f"{title},序号\n{PHONE},1\n".encode() + b"1,2\n" * 600_000
    for content, name in ((text, "a.csv"), (_saved(book), "a.xlsx")):
        assert mask(content, name, MASKS) == (expected, None)


@pytest.mark.parametrize("event", [{}, {"url": "x"}, None])
def test_an_event_of_another_form_is_a_mistake_of_the_caller(event):
    with pytest.raises(ValueError, match="exactly"):
        mask_handler.handler(event, None)
