"""Adds up a few offices' sales: a dict goes in, a message, metrics and a table come out."""

SALES = {"北京": [1200, 1350, 990], "上海": [2100, 1875, 2240], "成都": [760, 815, 905]}


def main():
    rows = [
        {"office": office, "months": len(values), "total": sum(values)} for office, values in SALES.items()
    ]
    total = sum(row["total"] for row in rows)
    print(f"{len(rows)} offices, {total} in total")
    return {
        "message": f"{len(rows)} offices sold {total:,}",
        "metrics": {"offices": len(rows), "total": total},
        "tables": {"sales": rows},
        "data": SALES,
    }
