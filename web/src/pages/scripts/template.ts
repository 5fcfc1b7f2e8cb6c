/** What a new script begins with: the shape of the contract, small enough to read. */
export const scriptTemplate = `"""One line that says what this script does: it is what colleagues choose it by."""

from pathlib import Path

import pandas as pd


def main(workbooks: list[Path], month: str = "2026-10") -> dict:
    """Merge the workbooks into one table.

    Args:
        workbooks: the workbooks to merge
        month: the period, as year and month
    """
    frames = [pd.read_excel(path) for path in workbooks]
    merged = pd.concat(frames, ignore_index=True)
    return {
        "message": f"{len(workbooks)} workbooks merged for {month}",
        "metrics": {"rows": len(merged)},
        "tables": {"merged": merged},
    }
`;
