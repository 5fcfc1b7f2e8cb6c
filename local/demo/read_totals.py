"""Print the totals of a merged workbook as JSON: `python read_totals.py merged.xlsx`."""

import json
import sys
from decimal import Decimal

from python_calamine import CalamineWorkbook

SHEETS = {"sales": "销售明细", "expenses": "费用明细", "payroll": "人员明细"}


def main() -> None:
    """Add up the last column of each sheet, as exact as Excel shows it (15 digits)."""
    workbook = CalamineWorkbook.from_path(sys.argv[1])
    totals = {}
    for name, sheet in SHEETS.items():
        rows = workbook.get_sheet_by_name(sheet).to_python()[1:]
        totals[name] = str(sum((Decimal(f"{row[-1]:.15g}") for row in rows), Decimal(0)))
    print(json.dumps(totals))


main()
