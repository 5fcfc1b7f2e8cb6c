"""What a workbook's cells become."""

import datetime
import io

import openpyxl
import pytest
from raw_workbook import archive, shared_strings, sheet, workbook


def _saved(book: openpyxl.Workbook) -> bytes:
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def _cell(reference: str, value: str, kind: str = "n", style: int = 0) -> str:
    return f'<c r="{reference}" t="{kind}" s="{style}"><v>{value}</v></c>'


def test_a_real_workbook_shows_its_sheets_and_the_rows_of_the_first(preview):
    book = openpyxl.Workbook()
    book.active.title = "北京 办事处"
    book.active.append(["编号", "金额", "日期"])
    book.active.append(["007", 12.5, datetime.date(2026, 1, 31)])
    book.create_sheet("上海").append(["x"])
    answer = preview(_saved(book), "北京.xlsx")
    assert answer["kind"] == "workbook"
    assert [found["name"] for found in answer["sheets"]] == ["北京 办事处", "上海"]
    assert answer["sheets"][0] == {"name": "北京 办事处", "rows": 2, "columns": 3}
    assert answer["sheet"] == "北京 办事处"
    assert answer["rows"] == [["编号", "金额", "日期"], ["007", 12.5, "2026-01-31"]]
    assert answer["truncated"] is False
    assert preview(_saved(book), "北京.xlsx", sheet="上海")["rows"] == [["x"]]


def test_a_sheet_that_is_not_there_is_answered_with_those_that_are(preview):
    answer = preview(workbook(), "a.xlsx", sheet="Sheet 2")
    assert answer == {"ok": False, "reason": "sheet_not_found", "sheets": ["Sheet 1"]}


_CELLS = [
    ('<c t="n"><v>0.1</v></c>', 0.1),
    ('<c t="n"><v>0.30000000000000004</v></c>', 0.30000000000000004),
    ('<c t="n"><v>1E-7</v></c>', 1e-07),
    ('<c t="n"><v>-5</v></c>', -5),
    ('<c t="n"><v>3.0</v></c>', 3),
    ('<c t="n"><v>123456789012</v></c>', 123456789012),
    ('<c t="n"><v>9007199254740992</v></c>', 9007199254740992),
    ('<c t="n"><v>9007199254740993</v></c>', "9007199254740993"),
    ('<c t="n"><v>1E999</v></c>', "inf"),
    ('<c t="str"><v>0012345</v></c>', "0012345"),
    ('<c t="s"><v>0</v></c>', "007"),
    ('<c t="b"><v>1</v></c>', True),
    ('<c t="e"><v>#DIV/0!</v></c>', "#DIV/0!"),
    ('<c s="1"><v>46053</v></c>', "2026-01-31"),
    ('<c s="2"><v>46053</v></c>', "2026-01-31T00:00:00"),
    ('<c s="2"><v>46053.5</v></c>', "2026-01-31T12:00:00"),
    ('<c s="3"><v>1.5</v></c>', "36:00:00"),
    ('<c s="1"><v>-99999999</v></c>', "#VALUE!"),
    ('<c t="inlineStr"><is><t>=1+1</t></is></c>', "=1+1"),
    ("<c><f>B1*2</f><v>42</v></c>", 42),
    ("<c><f>B1*2</f></c><c><v>1</v></c>", None),
]


def test_every_cell_keeps_its_meaning(preview):
    rows = "".join(f"<row>{xml}</row>" for xml, _ in _CELLS)
    answer = preview(workbook(sheet1=sheet(rows), strings=shared_strings("<si><t>007</t></si>")), "a.xlsx")
    shown = [row[0] for row in answer["rows"]]
    assert shown == [expected for _, expected in _CELLS]
    assert [type(value) for value in shown] == [type(expected) for _, expected in _CELLS]


def test_rows_and_columns_beyond_the_answer_are_said_to_be_there(preview):
    long = "".join(f'<row r="{n}">{_cell(f"A{n}", str(n))}</row>' for n in range(1, 12))
    answer = preview(workbook(sheet1=sheet(long)), "a.xlsx", rows=10)
    assert (len(answer["rows"]), answer["truncated"]) == (10, True)
    assert preview(workbook(sheet1=sheet(long)), "a.xlsx", rows=11)["truncated"] is False
    wide = workbook(sheet1=sheet(f'<row r="1">{_cell("A1", "1")}{_cell("IW1", "257")}</row>'))
    answer = preview(wide, "a.xlsx")
    assert (answer["rows"], answer["truncated"]) == ([[1]], True)


def test_a_long_text_is_cut(preview):
    content = workbook(
        strings=shared_strings(f"<si><t>{'长' * 5000}</t></si>"), sheet1=sheet(_row_of_shared())
    )
    assert preview(content, "a.xlsx")["rows"] == [["长" * 2000]]


def _row_of_shared() -> str:
    return f'<row r="1">{_cell("A1", "0", "s")}</row>'


def test_an_answer_stays_below_what_a_function_may_answer(preview):
    row = "".join(f'<c t="s"><v>{0}</v></c>' for _ in range(200))
    content = workbook(
        strings=shared_strings(f"<si><t>{'长' * 2000}</t></si>"), sheet1=sheet(f"<row>{row}</row>" * 5)
    )
    answer = preview(content, "a.xlsx")
    assert (len(answer["rows"]), answer["truncated"]) == (1, True)


@pytest.mark.parametrize(
    "members",
    [
        {"word/document.xml": b"<w/>", "[Content_Types].xml": b"<Types/>"},
        {"a.txt": b"text"},
        {"[Content_Types].xml": b"<Types/>", "xl/workbook.bin": b"\0"},
        {"mimetype": b"application/vnd.oasis.opendocument.spreadsheet", "content.xml": b"<x/>"},
    ],
)
def test_other_archives_are_not_supported(preview, members):
    answer = preview(archive(members), "a.xlsx")
    assert (answer["ok"], answer["kind"], answer["rows"]) == (True, "unsupported", [])
