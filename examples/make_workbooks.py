"""Makes office workbooks with known totals, for trying `merge_offices.py`.

    python examples/make_workbooks.py OUT_DIR --offices 3 --rows 400 --seed 7

Writes one workbook per office (sheets 封面, 销售, 费用, 人员) and totals.json, whose amounts are exact
decimal texts. The same arguments give the same bytes.
"""

import argparse
import datetime
import json
import random
from decimal import Decimal
from pathlib import Path

import xlsxwriter

CITIES = (
    "北京 上海 广州 深圳 成都 重庆 杭州 南京 武汉 西安 苏州 天津 长沙 郑州 青岛 沈阳 大连 "
    "厦门 宁波 昆明 合肥 福州 济南 南昌 贵阳 南宁 海口 太原 兰州 银川 西宁 拉萨 哈尔滨 长春 "
    "呼和浩特 石家庄 乌鲁木齐 无锡 佛山 东莞 温州 泉州 常州 徐州 烟台 潍坊 洛阳 宜昌 绵阳 珠海"
).split()
CUSTOMERS = "宏远贸易 天成科技 金桥商贸 瑞丰实业 海纳电子 锦绣纺织 恒通物流 新世纪百货".split()
PRODUCTS = {"打印机": 1899, "显示器": 1299, "键盘": 199, "扫描仪": 2399, "投影仪": 4599, "硒鼓": 329}
ACCOUNTS = "差旅费 办公费 房租 水电费 招待费 运输费".split()
DEPARTMENTS = "销售部 财务部 行政部 仓储部".split()
SURNAMES, GIVEN_NAMES = "王李张刘陈杨赵黄周吴", "伟芳娜敏静丽强磊洋艳勇军杰娟涛"

SALES_HEADER = ("日期", "单号", "客户", "产品", "数量", "单价", "金额")
EXPENSES_HEADER = ("日期", "凭证号", "科目", "摘要", "金额")
STAFF_HEADER = ("工号", "姓名", "部门", "基本工资", "奖金", "实发工资")


def make_workbooks(folder: Path, *, offices: int, rows: int, seed: int, month: str = "2026-10") -> dict:
    """Write the workbooks and totals.json into `folder`; returns the content of totals.json."""
    folder.mkdir(parents=True, exist_ok=True)
    made = []
    for index in range(offices):
        rounds, city = divmod(index, len(CITIES))
        name = f"{CITIES[city]}{rounds + 1 if rounds else ''}办事处"
        generator = random.Random(f"{seed}/{index}")
        made.append(_make_office(folder, f"{index + 1:04d}", name, month, rows, generator))
    totals = {
        "month": month,
        "seed": seed,
        "sales": str(sum(Decimal(office["sales"]) for office in made)),
        "expenses": str(sum(Decimal(office["expenses"]) for office in made)),
        "payroll": str(sum(Decimal(office["payroll"]) for office in made)),
        "rows": sum(office["rows"] for office in made),
        "offices": made,
    }
    text = json.dumps(totals, ensure_ascii=False, indent=2) + "\n"
    (folder / "totals.json").write_text(text, encoding="utf-8")
    return totals


def _make_office(folder: Path, code: str, name: str, month: str, rows: int, generator: random.Random) -> dict:
    sheets = {
        "销售": (SALES_HEADER, _sales(code, month, rows, generator)),
        "费用": (EXPENSES_HEADER, _expenses(month, max(1, rows // 4), generator)),
        "人员": (STAFF_HEADER, _staff(code, max(1, rows // 20), generator)),
    }
    file_name = f"{name} {month}.xlsx"
    workbook = xlsxwriter.Workbook(folder / file_name)
    workbook.set_properties({"title": name, "created": datetime.datetime(2026, 1, 1)})
    styles = {
        "head": workbook.add_format({"bold": True, "bg_color": "#DDEBF7", "border": 1}),
        "date": workbook.add_format({"num_format": "yyyy-mm-dd"}),
        "money": workbook.add_format({"num_format": "#,##0.00"}),
        "total": workbook.add_format({"bold": True, "top": 1, "num_format": "#,##0.00"}),
    }
    cover = workbook.add_worksheet("封面")
    for row, pair in enumerate((("办事处", name), ("代码", code), ("月份", month), ("币种", "CNY"))):
        cover.write_row(row, 0, pair)
    totals = {}
    for sheet_name, (header, lines) in sheets.items():
        totals[sheet_name] = _write_sheet(workbook.add_worksheet(sheet_name), header, lines, styles)
    workbook.close()
    return {
        "code": code,
        "name": name,
        "file": file_name,
        "sales": str(totals["销售"]),
        "expenses": str(totals["费用"]),
        "payroll": str(totals["人员"]),
        "rows": sum(len(lines) for _, lines in sheets.values()),
    }


def _write_sheet(sheet, header: tuple, lines: list[tuple], styles: dict) -> Decimal:
    sheet.write_row(0, 0, header, styles["head"])
    sheet.freeze_panes(1, 0)
    sheet.set_column(0, len(header) - 1, 14)
    for row, line in enumerate(lines, start=1):
        for column, value in enumerate(line):
            if isinstance(value, datetime.date):
                sheet.write_datetime(row, column, value, styles["date"])
            elif isinstance(value, Decimal):
                sheet.write_number(row, column, float(value), styles["money"])
            else:
                sheet.write(row, column, value)
    total = sum((line[-1] for line in lines), Decimal(0))
    sheet.write(len(lines) + 1, 0, "合计", styles["total"])
    sheet.write_number(len(lines) + 1, len(header) - 1, float(total), styles["total"])
    return total


def _sales(code: str, month: str, rows: int, generator: random.Random) -> list[tuple]:
    lines = []
    for number in range(rows):
        product = generator.choice(list(PRODUCTS))
        price = Decimal(PRODUCTS[product]) + Decimal(generator.randrange(-5000, 5000)) / 100
        quantity = generator.randint(1, 30)
        order = f"{code}{number + 1:06d}"
        day, customer = _day(month, generator), generator.choice(CUSTOMERS)
        lines.append((day, order, customer, product, quantity, price, price * quantity))
    return sorted(lines, key=lambda line: line[:2])


def _expenses(month: str, rows: int, generator: random.Random) -> list[tuple]:
    lines = []
    for number in range(rows):
        account = generator.choice(ACCOUNTS)
        amount = Decimal(generator.randrange(5_000, 900_000)) / 100
        lines.append((_day(month, generator), f"记-{number + 1:04d}", account, f"支付{account}", amount))
    return lines


def _staff(code: str, rows: int, generator: random.Random) -> list[tuple]:
    lines = []
    for number in range(rows):
        given_name = "".join(generator.choices(GIVEN_NAMES, k=generator.randint(1, 2)))
        name, department = generator.choice(SURNAMES) + given_name, generator.choice(DEPARTMENTS)
        salary = Decimal(generator.randrange(5_000, 18_000))
        bonus = Decimal(generator.randrange(0, 500_000)) / 100
        lines.append((f"{code}-{number + 1:03d}", name, department, salary, bonus, salary + bonus))
    return lines


def _day(month: str, generator: random.Random) -> datetime.date:
    return datetime.date.fromisoformat(f"{month}-{generator.randint(1, 28):02d}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("folder", type=Path, metavar="OUT_DIR")
    parser.add_argument("--offices", type=int, default=3)
    parser.add_argument("--rows", type=int, default=400, help="sales rows per office")
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--month", default="2026-10", help="YYYY-MM")
    options = parser.parse_args()
    totals = make_workbooks(
        options.folder, offices=options.offices, rows=options.rows, seed=options.seed, month=options.month
    )
    offices, sales = len(totals["offices"]), totals["sales"]
    print(f"{offices} workbooks in {options.folder}: sales {sales}, rows {totals['rows']}")


if __name__ == "__main__":
    main()
