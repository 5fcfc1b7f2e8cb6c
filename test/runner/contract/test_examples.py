"""The sample scripts, run through the real child on generated inputs with known totals."""

import csv
import datetime
import json
from decimal import Decimal

import openpyxl
import pytest
from child_process import ROOT, run_child
from hypothesis import given, settings
from hypothesis import strategies as st
from make_workbooks import make_workbooks
from python_calamine import CalamineWorkbook
from runner.contract.inspection import inspect_script

EXAMPLES = ROOT / "examples"
SCRIPTS = sorted(path for path in EXAMPLES.glob("*.py") if path.name != "make_workbooks.py")


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda path: path.stem)
def test_every_sample_is_accepted_with_summary_and_described_parameters(path):
    document = inspect_script(path.name, path.read_bytes())
    assert document["ok"], document
    assert document["summary"]


@pytest.fixture(scope="module")
def offices(tmp_path_factory):
    folder = tmp_path_factory.mktemp("offices")
    return folder, make_workbooks(folder, offices=3, rows=120, seed=7)


def merge(tmp_path, folder, **parameters):
    files = {"workbooks": sorted(folder.glob("*.xlsx"))}
    parameters = {"month": "2026-10", **parameters}
    return run_child(tmp_path, EXAMPLES / "merge_offices.py", parameters=parameters, files=files)


def test_the_merge_ties_with_the_generator_s_totals(tmp_path, offices):
    folder, totals = offices
    run = merge(tmp_path, folder)
    result = run.result["result"]
    assert all(check["ties"] for check in result["checks"])
    by_name = {check["name"]: check for check in result["checks"]}
    for name, key in (("销售合计", "sales"), ("费用合计", "expenses"), ("人员合计", "payroll")):
        assert Decimal(by_name[name]["actual"]) == Decimal(totals[key])
    assert result["metrics"]["行数"] == totals["rows"]
    assert result["files"] == ["merged.xlsx"]
    assert result["charts"][0]["kind"] == "echarts"
    assert [event["event"] for event in run.events][:: len(run.events) - 1] == ["entered", "returned"]


def test_the_merged_workbook_holds_every_row_with_its_office_code_as_text(tmp_path, offices):
    folder, totals = offices
    run = merge(tmp_path, folder, note="=1+1")
    workbook = openpyxl.load_workbook(run.out / "merged.xlsx")
    assert workbook.sheetnames == ["汇总", "销售明细", "费用明细", "人员明细"]
    rows = list(workbook["销售明细"].iter_rows(min_row=2, values_only=True))
    assert {row[0] for row in rows} == {"0001", "0002", "0003"}
    assert sum(Decimal(repr(row[-1])) for row in rows) == Decimal(totals["sales"])
    assert rows[0][3].startswith("0001")
    assert len(workbook["汇总"]._charts) == 1
    assert workbook["汇总"]["A2"].value == "=1+1" or workbook["汇总"]["A2"].data_type == "s"
    meta, summary = run.table("汇总")
    assert [column["type"] for column in meta["columns"][:3]] == ["string", "string", "number"]
    assert [row[2] for row in summary] == [office["sales"] for office in totals["offices"]]


@pytest.mark.parametrize(
    ("cell", "value", "message"),
    [
        (("封面", "B2"), 101, "封面：代码应为 4 位文本（如 0101），现在是 101"),
        (("封面", "B3"), "2026-09", "封面：月份应为 2026-10，现在是 '2026-09'"),
        (("销售", "C1"), "客户名", "工作表 销售，单元格 C1：表头应为 “客户”，现在是 “客户名”"),
        (("销售", "G5"), "十元", "工作表 销售，单元格 G5：应为数字，现在是 “十元”"),
        (("费用", "A3"), datetime.date(2026, 9, 30), "工作表 费用，单元格 A3：应为 2026-10 的日期"),
        (("人员", "A2"), 1001, "工作表 人员，单元格 A2：工号 应为文本"),
        (("费用", "A32"), "总计", "工作表 费用，单元格 A32"),
    ],
)
def test_a_faulty_workbook_is_named_with_file_sheet_and_cell(tmp_path, offices, cell, value, message):
    folder = tmp_path / "changed"
    folder.mkdir()
    name = "上海办事处 2026-10.xlsx"
    for path in offices[0].glob("*.xlsx"):
        (folder / path.name).write_bytes(path.read_bytes())
    workbook = openpyxl.load_workbook(folder / name)
    sheet, address = cell
    workbook[sheet][address] = value
    workbook.save(folder / name)
    failure = merge(tmp_path / "run", folder).failure
    assert failure["kind"] == "user_error"
    assert failure["message"].startswith(name)
    assert message in failure["message"]


def test_an_office_s_own_total_that_is_wrong_shows_as_a_difference(tmp_path, offices):
    folder = tmp_path / "changed"
    folder.mkdir()
    source = offices[0] / "北京办事处 2026-10.xlsx"
    workbook = openpyxl.load_workbook(source)
    total = workbook["销售"].cell(122, 7)
    total.value = total.value + 0.01
    workbook.save(folder / source.name)
    checks = merge(tmp_path / "run", folder).result["result"]["checks"]
    assert [(check["name"], check["difference"]) for check in checks if not check["ties"]] == [
        ("销售合计", "-0.01")
    ]


def test_the_same_office_twice_is_refused(tmp_path, offices):
    folder = tmp_path / "twice"
    folder.mkdir()
    source = next(offices[0].glob("*.xlsx"))
    for name in ("a.xlsx", "b.xlsx"):
        (folder / name).write_bytes(source.read_bytes())
    assert "出现两次：a.xlsx 和 b.xlsx" in merge(tmp_path / "run", folder).failure["message"]


@settings(max_examples=5, deadline=None)
@given(seed=st.integers(0, 10**6), rows=st.integers(1, 30))
def test_the_generator_is_deterministic_and_its_totals_are_those_of_the_cells(tmp_path_factory, seed, rows):
    folders = [tmp_path_factory.mktemp("made") for _ in range(2)]
    first, second = (make_workbooks(folder, offices=2, rows=rows, seed=seed) for folder in folders)
    assert first == second == json.loads((folders[0] / "totals.json").read_text(encoding="utf-8"))
    for office in first["offices"]:
        contents = [(folder / office["file"]).read_bytes() for folder in folders]
        assert contents[0] == contents[1]
        workbook = CalamineWorkbook.from_path(str(folders[0] / office["file"]))
        cells = workbook.get_sheet_by_name("销售").to_python()[1:]
        assert sum(Decimal(f"{row[-1]:.15g}") for row in cells[:-1]) == Decimal(office["sales"])
        assert Decimal(f"{cells[-1][-1]:.15g}") == Decimal(office["sales"])


@pytest.mark.parametrize(("name", "key"), [("demo01", "status"), ("demo02", "data")])
def test_the_demos_return_their_dict(tmp_path, name, key):
    assert key in run_child(tmp_path, EXAMPLES / f"{name}.py").result["result"]["values"]


def write_csv(path, rows):
    with open(path, "w", encoding="utf-8-sig", newline="") as file:
        csv.writer(file).writerows(rows)
    return path


def test_reconciling_finds_what_only_one_side_has(tmp_path):
    header = ("日期", "摘要", "金额")
    bank = [
        header,
        ("2026-10-01", "收款", "1,000.10"),
        ("2026-10-02", "手续费", "-5"),
        ("2026-10-20", "收款", "7"),
    ]
    books = [header, ("2026-10-03", "收款", "1000.10"), ("2026-10-01", "收款", "7.00")]
    files = {
        "statement": [write_csv(tmp_path / "bank.csv", bank)],
        "ledger": [write_csv(tmp_path / "books.csv", books)],
    }
    run = run_child(tmp_path / "run", EXAMPLES / "reconcile_bank.py", files=files)
    result = run.result["result"]
    assert [check["ties"] for check in result["checks"]] == [True, False]
    assert run.table("企业未记账")[1] == [["2026-10-02", "手续费", "-5"], ["2026-10-20", "收款", "7"]]
    assert run.table("银行未入账")[1] == [["2026-10-01", "收款", "7.00"]]
    assert result["metrics"]["未达差额"] == "-5.00"


def test_splitting_keeps_codes_formats_and_every_row(tmp_path):
    workbook = openpyxl.Workbook()
    sheet = workbook.active
    for row in (
        ("办事处", "代码", "金额"),
        ("北京", "0012", 1.5),
        ("上海/浦东", "007", 2),
        ("北京", "=1+1", 3),
    ):
        sheet.append(row)
    sheet["B4"].data_type = "s"
    sheet["C2"].number_format = "0.00"
    workbook.save(tmp_path / "all.xlsx")
    run = run_child(
        tmp_path / "run", EXAMPLES / "split_by_office.py", files={"workbook": [tmp_path / "all.xlsx"]}
    )
    assert run.result["result"]["files"] == ["北京.xlsx", "上海_浦东.xlsx"]
    rows = list(openpyxl.load_workbook(run.out / "北京.xlsx").active.iter_rows(values_only=True))
    assert rows == [("办事处", "代码", "金额"), ("北京", "0012", 1.5), ("北京", "=1+1", 3)]


INVOICES = [
    ("发票号码", "开票日期", "购方税号", "金额", "税率", "税额"),
    ("01234567", "2026-10-01", "91310000MA1FL00000", "100.00", "13%", "13.00"),
    ("01234567", "2026-10-32", "123", "一百", "0.05", "5"),
]


def test_invoice_faults_are_listed_with_their_line(tmp_path):
    files = {"invoices": [write_csv(tmp_path / "in.csv", INVOICES)]}
    run = run_child(
        tmp_path / "run", EXAMPLES / "check_invoices.py", parameters={"until": "2026-10-31"}, files=files
    )
    rows = run.table("问题")[1]
    assert {row[0] for row in rows} == {3}
    assert [row[2] for row in rows] == ["购方税号", "开票日期", "金额", "税率", "发票号码"]
    assert run.result["result"]["metrics"]["金额"] == "100.00"


def test_invoice_check_in_strict_mode_is_a_user_error(tmp_path):
    files = {"invoices": [write_csv(tmp_path / "in.csv", INVOICES)]}
    parameters = {"until": "2026-10-31", "strict": True}
    run = run_child(tmp_path / "run", EXAMPLES / "check_invoices.py", parameters=parameters, files=files)
    assert (run.failure["kind"], run.stderr) == ("user_error", "")
    assert run.failure["message"].startswith("in.csv，第 3 行，购方税号")


def test_ageing_sorts_amounts_into_buckets(tmp_path):
    workbook = openpyxl.Workbook()
    for row in (
        ("客户", "办事处", "到期日", "金额"),
        ("0100", "北京", datetime.date(2026, 10, 31), 100.1),
        ("0100", "北京", datetime.date(2026, 10, 1), 50),
        ("0200", "上海", datetime.date(2026, 7, 1), 8),
    ):
        workbook.active.append(row)
    workbook.save(tmp_path / "open.xlsx")
    run = run_child(
        tmp_path / "run", EXAMPLES / "receivables_aging.py", parameters={"key_date": "2026-10-31"},
        files={"receivables": [tmp_path / "open.xlsx"]},
    )  # fmt: skip
    assert run.table("账龄")[1] == [
        ["0100", "100.1", "50", "0", "0", "0", "150.1"],
        ["0200", "0", "0", "0", "0", "8", "8"],
    ]
    assert run.result["result"]["metrics"]["应计提坏账"] == "4.0"
    assert run.artifacts() == ["charts/aging.png", "账龄.xlsx"]
    assert all(check["ties"] for check in run.result["result"]["checks"])
