"""Returned tables: types, exact cells, chunks of 1,000 rows, and the workbook that is saved beside them."""

import datetime
import json
from decimal import Decimal

import openpyxl
import pandas as pd
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from runner.child.result.outputs import Outputs
from runner.child.result.problems import ResultError
from runner.child.result.tables import write_tables


class Written:
    """Writes tables into a folder as the child does, and reads them back."""

    def __init__(self, folder):
        self.folder = folder
        self.out = folder / "work" / "out"
        self.out.mkdir(parents=True)

    def write(self, **tables):
        return write_tables(tables, Outputs(str(self.folder / "work")), str(self.folder / "result"))

    def rows(self, name: str) -> list[list]:
        folder = self.folder / "result" / "tables" / name
        chunks = sorted(path for path in folder.iterdir() if path.name != "meta.json")
        return [row for path in chunks for row in json.loads(path.read_text(encoding="utf-8"))]

    def sheet(self, name: str) -> list[tuple]:
        workbook = openpyxl.load_workbook(self.out / name)
        return list(workbook.worksheets[0].iter_rows(values_only=True))


@pytest.fixture
def written(tmp_path):
    return Written(tmp_path)


def column_types(meta: dict) -> list[str]:
    return [column["type"] for column in meta["columns"]]


FRAME = pd.DataFrame(
    {
        "code": ["0012", "=1+1"],
        "id": [1234567890123456789, 2],
        "amount": [1.5, float("nan")],
        "exact": [Decimal("1.20"), None],
        "day": pd.to_datetime(["2026-01-31", None]),
        "moment": pd.to_datetime(["2026-01-31 09:30", "2026-02-01 00:00"]),
        "count": pd.array([1, None], dtype="Int64"),
        "flag": [True, False],
        "kind": pd.Categorical(["a", "b"]),
        "parts": [[1, "x"], {"k": Decimal("1.0")}],
    }
)


def test_a_data_frame_keeps_its_values_and_its_column_types(written):
    meta = written.write(明细=FRAME)[0]
    assert meta["name"] == "明细"
    assert (meta["row_count"], meta["chunk_rows"]) == (2, 1000)
    assert dict(zip(FRAME.columns, column_types(meta), strict=True)) == {
        "code": "string", "id": "string", "amount": "number", "exact": "number", "day": "date",
        "moment": "datetime", "count": "integer", "flag": "boolean", "kind": "string", "parts": "string",
    }  # fmt: skip
    assert written.rows("明细") == [
        [
            "0012",
            "1234567890123456789",
            1.5,
            "1.20",
            "2026-01-31",
            "2026-01-31T09:30:00",
            1,
            True,
            "a",
            '[1, "x"]',
        ],
        ["=1+1", "2", None, None, None, "2026-02-01T00:00:00", None, False, "b", '{"k": "1.0"}'],
    ]


def test_a_data_frame_is_saved_as_a_workbook_with_the_same_values(written):
    written.write(明细=FRAME)
    header, first, second = written.sheet("明细.xlsx")
    assert list(header) == list(FRAME.columns)
    assert first[:5] == ("0012", "1234567890123456789", 1.5, 1.2, datetime.datetime(2026, 1, 31))
    assert second[0] == "=1+1"
    formula = openpyxl.load_workbook(written.out / "明细.xlsx").worksheets[0]["A3"]
    assert formula.data_type == "s"


def test_chunks_hold_a_thousand_rows(written):
    meta = written.write(t=pd.DataFrame({"n": range(2500)}))[0]
    folder = written.folder / "result" / "tables" / "t"
    assert sorted(path.name for path in folder.iterdir()) == [
        "000000.json",
        "000001.json",
        "000002.json",
        "meta.json",
    ]
    assert [len(json.loads((folder / f"00000{i}.json").read_text())) for i in range(3)] == [1000, 1000, 500]
    assert written.rows("t") == [[n] for n in range(2500)]
    assert json.loads((folder / "meta.json").read_text()) == meta


@pytest.mark.parametrize(
    ("frame", "columns"),
    [
        (pd.DataFrame({"a": [1, 2, 3]})[lambda f: f["a"] > 1], ["a"]),
        (pd.DataFrame({"o": ["x", "y"], "a": [1, 2]}).groupby("o").sum(), ["o", "a"]),
        (pd.DataFrame({"a": [1]}, index=["total"]), ["index", "a"]),
        (pd.DataFrame({("a", "x"): [1], ("a", ""): [2]}), ["a / x", "a"]),
        (
            pd.DataFrame({"a": [1]}, index=pd.MultiIndex.from_tuples([(1, 2)], names=["k", None])),
            ["k", "level_1", "a"],
        ),
        (pd.DataFrame([[1, 2]], columns=["a", "a"]), ["a", "a"]),
        (pd.DataFrame({"o": [1], "a": [2]}).set_index("o", drop=False), ["o_", "o", "a"]),
        (pd.DataFrame(), []),
    ],
)
def test_an_index_that_says_something_is_kept(written, frame, columns):
    assert [column["name"] for column in written.write(t=frame)[0]["columns"]] == columns


def test_records_keep_the_order_in_which_columns_appear(written):
    records = [{"code": "007", "n": 1}, {"n": 2.5, "day": datetime.date(2026, 1, 1)}, {}]
    meta = written.write(t=records)[0]
    assert meta["columns"] == [
        {"name": "code", "type": "string"}, {"name": "n", "type": "number"}, {"name": "day", "type": "date"},
    ]  # fmt: skip
    assert written.rows("t") == [["007", 1, None], [None, 2.5, "2026-01-01"], [None, None, None]]
    assert list(written.out.iterdir()) == []


def test_a_polars_frame(written):
    frame = pl.DataFrame({"code": ["01"], "n": [2**60], "day": [datetime.date(2026, 1, 31)], "x": [None]})
    meta = written.write(t=frame)[0]
    assert column_types(meta) == ["string", "string", "date", "string"]
    assert written.rows("t") == [["01", str(2**60), "2026-01-31", None]]
    assert written.sheet("t.xlsx")[1][:2] == ("01", str(2**60))


def test_files_in_out_are_read(written):
    (written.out / "a.csv").write_text("码,n\n0012,1\n007\n", encoding="utf-8-sig")
    (written.out / "b.csv").write_bytes("码\n中文\n".encode("gb18030"))
    (written.out / "c.json").write_text('[{"n": 1}]', encoding="utf-8")
    pd.DataFrame({"code": ["01"], "n": [1.5]}).to_excel(written.out / "d.xlsx", index=False)
    (written.out / "sub").mkdir()
    (written.out / "sub" / "e.tsv").write_text("x\ty\n1\t2\n", encoding="utf-8")
    paths = {
        "a": "out/a.csv",
        "b": "out/b.csv",
        "c": "out/c.json",
        "d": str(written.out / "d.xlsx"),
        "e": "out/sub/e.tsv",
    }
    written.write(**paths)
    assert {name: written.rows(name) for name in paths} == {
        "a": [["0012", "1"], ["007", None]], "b": [["中文"]], "c": [[1]], "d": [["01", 1.5]],
        "e": [["1", "2"]],
    }  # fmt: skip


@pytest.mark.parametrize(
    ("table", "message"),
    [
        (5, "a DataFrame, a list of dicts, or the path"),
        ([1], "tables.t[0]: a dict is wanted"),
        ([{1: 2}], "column names are texts"),
        ([{"a": object()}], "tables.t[0].a: a value of the type object"),
        ("out/absent.csv", "there is no file"),
        ("/etc/passwd", "is not in out/"),
        ("out/../../x.csv", "is not in out/"),
        ("out/a.txt", "csv, tsv, xlsx or json"),
        ("out/broken.xlsx", "cannot be read"),
        ("out/ragged.csv", "line 2 has more cells"),
        ([{"x" * 201: 1}], "longer than 200"),
    ],
)
def test_what_is_no_table_is_named(written, table, message):
    for name in ("a.txt", "broken.xlsx"):
        (written.out / name).write_text("x")
    (written.out / "ragged.csv").write_text("a\n1,2\n")
    with pytest.raises(ResultError) as caught:
        written.write(t=table)
    assert message in str(caught.value)


@pytest.mark.parametrize("name", ["", " a", "a/b", "..", ".hidden", "a\nb", "a:b", "x" * 201, "${filename}"])
def test_names_that_cannot_be_a_folder(written, name):
    with pytest.raises(ResultError, match="cannot be a name"):
        written.write(**{name: []})


def test_an_existing_file_is_not_overwritten(written):
    (written.out / "t.xlsx").write_text("the script's own")
    written.write(t=pd.DataFrame({"a": [1]}))
    assert (written.out / "t.xlsx").read_text() == "the script's own"
    assert written.sheet("t (2).xlsx") == [("a",), (1,)]


def test_what_a_worksheet_would_cut_is_saved_as_csv(written):
    long_text = "长" * 32_768
    written.write(t=pd.DataFrame({"text": [long_text], "n": [1]}))
    assert sorted(path.name for path in written.out.iterdir()) == ["t.csv"]
    assert (written.out / "t.csv").read_text(encoding="utf-8-sig") == f"text,n\n{long_text},1\n"


CELLS = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(allow_nan=False, allow_infinity=False),
    st.decimals(allow_nan=False, allow_infinity=False, places=2),
    st.dates(),
    st.text(st.characters(exclude_categories=["Cs"]), max_size=10),
    st.from_regex(r"\A0[0-9]{1,20}\Z"),
)


@settings(max_examples=60, deadline=None)
@given(rows=st.lists(st.tuples(CELLS, CELLS), min_size=1, max_size=20))
def test_any_cells_survive_the_way_through_a_data_frame(tmp_path_factory, rows):
    written = Written(tmp_path_factory.mktemp("table"))
    frame = pd.DataFrame(
        {"a": pd.Series([row[0] for row in rows], dtype=object), "b": [str(row[1]) for row in rows]}
    )
    meta = written.write(t=frame)[0]
    assert meta["row_count"] == len(rows)
    for row, read in zip(rows, written.rows("t"), strict=True):
        value, text = row[0], read[0]
        assert read[1] == str(row[1])
        if isinstance(value, Decimal):
            assert Decimal(text) == value
        elif isinstance(value, datetime.date):
            assert text == value.isoformat()
        elif isinstance(value, int) and abs(value) >= 2**53:
            assert text == str(value)
        else:
            assert text == value
            assert type(text) is type(value)
