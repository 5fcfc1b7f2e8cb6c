"""Lambda entry MaskFile: a copy of a table file without the values of some columns, from one presigned URL to
another. Its role has no permissions.
"""

import json
import tempfile
import time
from pathlib import Path

from preview import limits
from preview.download import fetch
from preview.handler import run_worker
from preview.refusal import Refused
from preview.upload import put

_WORKER = Path(__file__).with_name("mask_worker.py")
_FIELDS = {"url": str, "copy_url": str, "name": str, "size": int, "masks": list}


def handler(event, context) -> dict:
    """Event: {"url", "copy_url", "name", "size", "masks": [{"columns", "kind"}]}. Answers hidden titles."""
    task = _read_event(event)
    started = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="mask-") as folder:
        path, copy = Path(folder) / "file", Path(folder) / "copy.xlsx"
        try:
            too_large = task["size"] > limits.MAX_MASKED_BYTES
            fetch(task["url"], task["size"], path, whole=not too_large)
            asked = {"path": str(path), "name": task["name"], "masks": task["masks"]}
            asked |= {"copy": str(copy), "too_large": too_large}
            answer = run_worker(_WORKER, asked, path.parent, limits.MAX_MASK_WORKER_SECONDS)
            if answer.get("masked"):
                put(task["copy_url"], copy)
        except Refused as refused:
            answer = refused.answer()
    milliseconds = round((time.monotonic() - started) * 1000)
    outcome = answer.get("reason") or f"{len(answer['masked'])} columns"
    print(json.dumps({"level": "INFO", "service": "mask-file", "outcome": outcome, "ms": milliseconds}))
    return answer


def _read_event(event) -> dict:
    """Refuse an event of any other form: a caller's mistake is not a file's."""
    if not isinstance(event, dict) or set(event) != set(_FIELDS):
        raise ValueError(f"the event must have exactly {', '.join(_FIELDS)}")
    for field, kind in _FIELDS.items():
        if not isinstance(event[field], kind) or isinstance(event[field], bool):
            raise ValueError(f"{field} is of another type")
    if event["size"] < 0 or not event["masks"]:
        raise ValueError("size or masks is out of range")
    return event
