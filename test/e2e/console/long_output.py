"""Writes a long log and returns a long table."""


def main(lines: int = 1000, rows: int = 1000) -> dict:
    """Write a long log and return a long table.

    Args:
        lines: log lines
        rows: rows of the table
    """
    for start in range(1, lines + 1, 1000):
        print("\n".join(f"row {n}" for n in range(start, min(start + 1000, lines + 1))))
    table = [{"n": n, "name": f"row {n}", "amount": f"{n * 7919 % rows}.10"} for n in range(rows)]
    return {"message": f"{rows} rows", "tables": {"long": table}}
