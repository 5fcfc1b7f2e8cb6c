"""The documents in events/preview: what the function answers to a few files; TypeScript is tested with them.

`python test/runner/preview/preview_samples.py` writes them anew.
"""

import json
import sys
import tempfile
from pathlib import Path

FOLDER = Path(__file__).parents[3] / "events" / "preview"
sys.path.insert(0, str(Path(__file__).parents[3] / "container"))


def files() -> dict[str, tuple[bytes, str, str | None]]:
    """Sample name → bytes, file name, wanted sheet."""
    from raw_workbook import archive, parts, shared_strings, sheet, workbook

    cells = '<row><c t="s"><v>0</v></c><c><v>12.5</v></c><c s="1"><v>46053</v></c></row>'
    table = workbook(sheet1=sheet(cells), strings=shared_strings("<si><t>007</t></si>"))
    return {
        "workbook": (table, "账.xlsx", None),
        "sheet-not-found": (table, "账.xlsx", "二月"),
        "csv": ("编号;金额\n007;1,50\n".encode("gb18030"), "账.csv", None),
        "text": (b"one\ntwo\n", "a.log", None),
        "unsupported": (b"%PDF-1.7\n", "a.pdf", None),
        "damaged": (table[:300], "账.xlsx", None),
        "forbidden-content": (table + b"more", "账.xlsx", None),
        "too-large-unpacked": (archive(parts() | {"xl/media/bomb": bytes(20_000_000)}), "账.xlsx", None),
    }


def text_of(document: dict) -> str:
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"


def _answer(content: bytes, name: str, sheet: str | None) -> dict:
    from preview.handler import _read
    from preview.refusal import Refused

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "file"
        path.write_bytes(content)
        try:
            return _read(path, {"name": name, "sheet": sheet, "rows": 100}, True)
        except Refused as refused:
            return refused.answer()


if __name__ == "__main__":
    FOLDER.mkdir(parents=True, exist_ok=True)
    for sample, arguments in files().items():
        (FOLDER / f"{sample}.json").write_text(text_of(_answer(*arguments)), encoding="utf-8")
