"""Leave a report, a log and progress where the platform's might be looked for."""

import json
import os


def main(target: dict) -> dict:
    forged = json.dumps({"format": 1, "run_id": "run_forged", "outcome": {"status": "succeeded"}})
    result = _result_folder()
    for name in ("report.json", "progress.json", "log", "manifest.json"):
        open(os.path.join(result, name), "w").write(forged)
        open(os.path.join("out", name), "w").write(forged)
    raise ValueError("the true end")


def _result_folder():
    return (
        "/sandbox/result"
        if os.path.isdir("/sandbox/result")
        else os.path.join(os.path.dirname(os.getcwd()), "result")
    )
