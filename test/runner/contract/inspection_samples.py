"""The scripts behind events/inspection/*.json, and the command that writes those files anew.

python test/runner/contract/inspection_samples.py
"""

import json
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
FOLDER = ROOT / "events" / "inspection"

# Sample name → (file name, source).
REFUSED = {
    "syntax-error": ("merge.py", "def main(month: str)\n    return {}\n"),
    "no-main": ("merge.py", "import csv\n\n\ndef merge(month: str):\n    return {}\n"),
    "bad-annotation": (
        "merge.py",
        "import pandas as pd\n\n\ndef main(sales: pd.DataFrame, 月份: int | str, *files):\n    return {}\n",
    ),
    "default-not-literal": (
        "merge.py",
        "import datetime\n\n\ndef main(month: str = datetime.date.today().isoformat()):\n    return {}\n",
    ),
}


def samples() -> dict[str, dict]:
    """Sample name → inspection document, made by the real code."""
    from runner.contract.inspection import inspect_script

    merge_offices = (ROOT / "examples" / "merge_offices.py").read_bytes()
    documents = {"merge-offices": inspect_script("merge_offices.py", merge_offices)}
    for name, (file_name, source) in REFUSED.items():
        documents[name] = inspect_script(file_name, source.encode())
    return documents


def text_of(document: dict) -> str:
    """The form in which a sample is kept."""
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"


if __name__ == "__main__":
    sys.path.insert(0, str(ROOT / "container"))
    FOLDER.mkdir(parents=True, exist_ok=True)
    for sample, content in samples().items():
        (FOLDER / f"{sample}.json").write_text(text_of(content), encoding="utf-8")
