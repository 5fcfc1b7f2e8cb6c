"""Names, messages, cells and files that would run if anybody let them."""

from pathlib import Path

EVIL = "<img src=x onerror=\"document.title='run'\"><script>document.title='run'</script>"


def main() -> dict:
    """<b>Hostile</b> names and cells."""
    print(EVIL)
    Path("out/<img src=x onerror=alert(1)>.csv").write_text("a,b\n=1+1," + EVIL + "\n", encoding="utf-8")
    Path("out/page.html").write_text(EVIL, encoding="utf-8")
    Path("out/note.txt").write_text(EVIL, encoding="utf-8")
    return {
        "message": EVIL,
        "metrics": {EVIL: EVIL},
        "checks": [{"name": EVIL, "expected": "10.10", "actual": "10.10"}],
        "tables": {"t": [{EVIL: EVIL, "formula": "=HYPERLINK(\"http://x\")"}]},
        "charts": {
            "c": {
                "title": {"text": EVIL, "link": "javascript:alert(1)"},
                "tooltip": {"formatter": EVIL},
                "xAxis": {"type": "category", "data": [EVIL]},
                "yAxis": {},
                "series": [{"type": "bar", "data": [1]}],
            }
        },
        EVIL: EVIL,
    }
