"""Names, messages, cells and files that would run if anybody let them."""

from pathlib import Path

NAME = "<img src=x onerror=alert(1)>"
EVIL = NAME + "<script>alert(2)</script>"


def main() -> dict:
    """<b>Hostile</b> names and cells."""
    print(EVIL)
    Path(f"out/{NAME}.csv").write_text("a,b\n=1+1," + EVIL + "\n", encoding="utf-8")
    Path("out/page.html").write_text(EVIL, encoding="utf-8")
    Path("out/note.txt").write_text(EVIL, encoding="utf-8")
    return {
        "message": EVIL,
        "metrics": {NAME: EVIL},
        "checks": [{"name": EVIL, "expected": "10.10", "actual": "10.10"}],
        "tables": {"t": [{NAME: EVIL, "formula": '=HYPERLINK("http://x")'}]},
        "charts": {
            "c": {
                "title": {"text": EVIL, "link": "javascript:alert(1)"},
                "tooltip": {"formatter": EVIL},
                "xAxis": {"type": "category", "data": [EVIL]},
                "yAxis": {},
                "series": [{"type": "bar", "data": [1]}],
            }
        },
        NAME: EVIL,
    }
