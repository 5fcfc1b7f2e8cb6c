"""Lambda entry PreviewFile: the first rows of a file behind a presigned URL. Its role has no permissions."""

import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from preview import limits
from preview.download import fetch
from preview.refusal import TOO_COMPLEX, Refused

_WORKER = Path(__file__).with_name("worker.py")
_MAX_ROWS = 1_000


def handler(event, context) -> dict:
    """Event: {"url", "name", "size", "sheet": text or None, "rows": 1 to 1000}. Answers rows, or why not."""
    task = _read_event(event)
    started = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="preview-") as folder:
        path = Path(folder) / "file"
        try:
            complete = fetch(task["url"], task["size"], path)
            answer = _read(path, task, complete)
        except Refused as refused:
            answer = refused.answer()
    milliseconds = round((time.monotonic() - started) * 1000)
    outcome = answer.get("kind") or answer["reason"]
    print(json.dumps({"level": "INFO", "service": "preview-file", "outcome": outcome, "ms": milliseconds}))
    return answer


def _read_event(event) -> dict:
    """Refuse an event of any other form: a caller's mistake is not a file's."""
    wanted = {"url": str, "name": str, "size": int, "sheet": (str, type(None)), "rows": int}
    if not isinstance(event, dict) or set(event) != set(wanted):
        raise ValueError(f"the event must have exactly {', '.join(wanted)}")
    for field, kind in wanted.items():
        if not isinstance(event[field], kind) or isinstance(event[field], bool):
            raise ValueError(f"{field} is of another type")
    if event["size"] < 0 or not 1 <= event["rows"] <= _MAX_ROWS:
        raise ValueError("size or rows is out of range")
    return event


def _read(path: Path, task: dict, complete: bool) -> dict:
    asked = {"path": str(path), "name": task["name"], "complete": complete}
    asked |= {"sheet": task["sheet"], "rows": task["rows"]}
    return run_worker(_WORKER, asked, path.parent, limits.MAX_WORKER_SECONDS)


def run_worker(worker: Path, asked: dict, folder: Path, seconds: float) -> dict:
    """Let a worker answer; one that does not end by itself, or ends without an answer, was overtaxed."""
    # Nothing of this process's environment, which holds its credentials, but for where its libraries are.
    environment = {name: os.environ[name] for name in ("LD_LIBRARY_PATH",) if name in os.environ}
    try:
        done = subprocess.run(
            [sys.executable, "-I", "-X", "utf8", str(worker)],
            input=json.dumps(asked).encode(),
            capture_output=True,
            env=environment,
            cwd=folder,
            timeout=seconds,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise Refused(TOO_COMPLEX) from error
    if done.stderr:
        print(done.stderr.decode("utf-8", "replace")[:2_000], file=sys.stderr)
    if done.returncode != 0:
        raise Refused(TOO_COMPLEX)
    return json.loads(done.stdout)
