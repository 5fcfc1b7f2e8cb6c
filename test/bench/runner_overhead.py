"""Measures what the runner adds to an empty script, and prints medians as JSON.

    python test/bench/runner_overhead.py [--runs 20] [--launcher bwrap]

Two spans, in milliseconds: from the start of the supervisor's process until `main` is entered, and from the
return of `main` until the report is stored, as an observer outside sees them. The object store is on
loopback, so that its share is small; a real one adds a few round trips to each span.
"""

import argparse
import json
import os
import statistics
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "runner" / "supervisor"))

from harness.attempts import Attempt
from harness.object_store import ObjectStore
from harness.slots import claim_slot

# The script says itself when main was entered and left: the clock is the machine's, the same inside and
# outside.
EMPTY = """
import time

def main() -> dict:
    return {"entered": time.time(), "left": time.time()}
"""
WARM_UP_RUNS = 2


def one_run(launcher: str, slot: int, number: int, store: ObjectStore, work_dir: Path) -> dict[str, float]:
    """One empty run: the spans an observer sees, and those the report tells."""
    reported: list[float] = []
    attempt = Attempt(store, work_dir, EMPTY, launcher=launcher, slot=slot, number=number)
    key = attempt.prefix + "report.json"
    store.on_stored = lambda stored: reported.append(time.time()) if stored == key else None
    start = time.time()
    process = attempt.start()
    process.communicate(timeout=60)
    exited = time.time()
    report = attempt.report()
    values = report["result"]["values"]
    spans = {
        "start_to_main": values["entered"] - start,
        "main_to_report": reported[0] - values["left"],
        "report_to_exit": exited - reported[0],
    }
    told = {f"told_{name}": ms / 1000 for name, ms in report["timings_ms"].items() if ms is not None}
    return {**spans, "overhead": spans["start_to_main"] + spans["main_to_report"], **told}


def main() -> None:
    """Parse the arguments, run, print."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--runs", type=int, default=20)
    parser.add_argument("--launcher", choices=("bwrap", "inproc"), default="bwrap")
    options = parser.parse_args()
    with ObjectStore() as store, tempfile.TemporaryDirectory(prefix="openscript-bench-") as folder:
        os.chmod(folder, 0o711)
        slot = claim_slot()
        numbers = range(1, WARM_UP_RUNS + options.runs + 1)
        runs = [one_run(options.launcher, slot, number, store, Path(folder)) for number in numbers][
            WARM_UP_RUNS:
        ]
    medians = {name: round(statistics.median(run[name] for run in runs) * 1000, 1) for name in runs[0]}
    worst = round(max(run["overhead"] for run in runs) * 1000, 1)
    verdict = {"launcher": options.launcher, "runs": options.runs, "median_ms": medians, "worst_ms": worst}
    print(json.dumps(verdict))


if __name__ == "__main__":
    main()
