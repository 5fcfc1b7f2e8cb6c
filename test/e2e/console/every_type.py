"""One parameter of every type; the values come back as they arrived."""

import datetime
from decimal import Decimal
from typing import Annotated, Literal

from openscript import Accept, Count, File, MaxSize, Param


def main(
    title: Annotated[str, Param(title="标题", max_length=20)],
    amount: Annotated[Decimal, Param(ge="0.01", description="exact to the last digit")],
    day: datetime.date,
    at: datetime.datetime,
    offices: Annotated[list[str], Count(1, 5)],
    currency: Literal["CNY", "USD"],
    books: Annotated[list[File], Accept(".csv"), Count(0, 3), MaxSize("1MB")] = [],
    clock: datetime.time | None = None,
    count: Annotated[int, Param(ge=1, le=10)] = 3,
    ratio: float | None = None,
    flag: bool = False,
    years: list[int] = [],
    mapping: dict | None = None,
    note: str | None = None,
) -> dict:
    """Return what came in."""
    return {
        "message": f"{title} {amount}",
        "amount": amount,
        "day": day,
        "at": at,
        "offices": offices,
        "currency": currency,
        "clock": clock,
        "count": count,
        "ratio": ratio,
        "flag": flag,
        "years": years,
        "mapping": mapping,
        "note": note,
        "books": [book.original_name for book in books],
    }
