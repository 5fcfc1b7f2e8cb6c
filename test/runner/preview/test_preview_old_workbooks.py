"""Workbooks of Excel 97 to 2003."""

import pytest
from compound_file import compound_file
from old_workbook import boolean_or_error, label, number, old_workbook

_SHEETS = {
    "北京": label(0, 0, "编号")
    + label(0, 1, "金额")
    + label(1, 0, "007")
    + number(1, 1, 12.5)
    + number(2, 1, 3.0)
    + number(3, 0, 46053, style=1)
    + number(3, 1, 0.5, style=2)
    + number(4, 0, 46053.5, style=1)
    + boolean_or_error(5, 0, 1, False)
    + boolean_or_error(5, 1, 0x07, True)
    + number(6, 0, 1e10, style=1),
    "上海": label(0, 0, "x"),
}


def test_cells_keep_their_meaning(preview):
    answer = preview(old_workbook(_SHEETS), "旧.xls")
    assert answer["rows"] == [
        ["编号", "金额"],
        ["007", 12.5],
        [None, 3],
        ["2026-01-31", "12:00:00"],
        ["2026-01-31T12:00:00"],
        [True, "#DIV/0!"],
        [10_000_000_000],
    ]
    assert answer["sheets"] == [
        {"name": "北京", "rows": 7, "columns": 2},
        {"name": "上海", "rows": None, "columns": None},
    ]
    assert (answer["kind"], answer["sheet"], answer["truncated"]) == ("workbook", "北京", False)


def test_another_sheet_and_fewer_rows(preview):
    assert preview(old_workbook(_SHEETS), "旧.xls", sheet="上海")["rows"] == [["x"]]
    answer = preview(old_workbook(_SHEETS), "旧.xls", rows=2)
    assert (len(answer["rows"]), answer["truncated"]) == (2, True)
    assert preview(old_workbook(_SHEETS), "旧.xls", sheet="广州") == {
        "ok": False,
        "reason": "sheet_not_found",
        "sheets": ["北京", "上海"],
    }


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (old_workbook(_SHEETS, encrypted=True), "encrypted"),
        (compound_file({"EncryptionInfo": b"\4\0\4\0", "EncryptedPackage": b"\1" * 5000}), "encrypted"),
        (old_workbook(_SHEETS)[:2000], "damaged"),
        (compound_file({"Workbook": b"\xff" * 5000}), "damaged"),
    ],
    ids=["file pass", "encrypted package", "truncated", "no records"],
)
def test_what_cannot_be_read_is_named(preview, content, reason):
    assert preview(content, "旧.xls") == {"ok": False, "reason": reason}


def test_other_compound_files_are_not_supported(preview):
    assert preview(compound_file({"WordDocument": b"\1" * 5000}), "a.doc")["kind"] == "unsupported"
