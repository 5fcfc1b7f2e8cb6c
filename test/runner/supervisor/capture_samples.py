"""`python test/runner/supervisor/capture_samples.py`: write the samples in events/runner anew, from real
runs.

The samples are what the supervisor really wrote; the TypeScript side parses them in its tests.
"""

import json
import os
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from harness.attempts import Attempt
from harness.object_store import ObjectStore
from harness.slots import claim_slot

SAMPLES = Path(__file__).resolve().parents[3] / "events" / "runner"
SUCCEEDED = '''
from pathlib import Path
import csv
import openscript

def main(workbooks: list[Path], month: str = "2026-10") -> dict:
    """Add up the offices."""
    rows = []
    for index, book in enumerate(workbooks, start=1):
        with open(book, encoding="utf-8") as file:
            for row in csv.DictReader(file):
                rows.append({"office": row["office"], "amount": float(row["amount"])})
        openscript.progress(index / len(workbooks), f"merged {index} of {len(workbooks)}")
    print(f"merged {len(rows)} rows of {month}")
    merged = "".join(f"{row['office']},{row['amount']}\\n" for row in rows)
    Path("out/合并.csv").write_text(merged, encoding="utf-8")
    Path("out/link.csv").symlink_to("/etc/passwd")
    total = sum(row["amount"] for row in rows)
    return {
        "message": f"merged {len(rows)} rows",
        "metrics": {"total": total},
        "tables": {"offices": rows},
        "charts": {"by office": {"series": [{"type": "bar", "data": [row["amount"] for row in rows]}]}},
        "checks": [
            {"name": "total", "expected": 351.5, "actual": total},
            {"name": "rows", "expected": 4, "actual": len(rows)},
        ],
        "files": ["out/合并.csv"],
        "month": month,
    }
'''
RAISES = """
def main() -> dict:
    amounts = {"北京": 100}
    print("reading 上海")
    return {"metrics": {"上海": amounts["上海"]}}
"""
HUNGRY = """
def main() -> dict:
    kept = []
    while True:
        kept.append(bytearray(8 << 20))
"""
INPUTS = [
    ("workbooks", "北京 office.csv", "office,amount\n北京,100.5\n天津,1\n".encode()),
    ("workbooks", "上海 'office'.csv", "office,amount\n上海,250\n".encode()),
]


def write(name: str, document: object) -> None:
    """One sample as indented JSON."""
    (SAMPLES / name).write_text(json.dumps(document, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")


def main() -> None:
    """Three runs, six samples."""
    SAMPLES.mkdir(parents=True, exist_ok=True)
    with ObjectStore() as store, tempfile.TemporaryDirectory() as folder:
        os.chmod(folder, 0o711)
        work_dir, slot = Path(folder), claim_slot()
        succeeded = Attempt(
            store, work_dir, SUCCEEDED, slot=slot, inputs=INPUTS, parameters={"month": "2026-10"}
        )
        write("report-succeeded.json", succeeded.run())
        write("manifest.json", succeeded.manifest)
        write("progress.json", json.loads(succeeded.objects("")["progress.json"]))
        raises = Attempt(store, work_dir, RAISES, slot=slot, number=2)
        write("report-script-error.json", raises.run())
        chunk = raises.objects("log/")["000000001.ndjson"]
        (SAMPLES / "log-chunk.ndjson").write_bytes(chunk)
        hungry = Attempt(store, work_dir, HUNGRY, slot=slot, number=3, limits={"memory_mb": 128})
        write("report-memory-limit.json", hungry.run())


if __name__ == "__main__":
    main()
