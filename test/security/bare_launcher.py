"""Starts an attack with no sandbox at all: the tests' own launcher, which the runner has nothing of.

It lays the same folders and starts the same child, as the user who runs the tests. It exists to prove that
the suite would notice a sandbox that is off.
"""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

from attack import source_of
from harness.attempts import CONTAINER


def achieved_without_sandbox(name: str, folder: Path, target: dict[str, Any]) -> list[str]:
    """What the attack achieves when nothing holds it."""
    for part in ("job", "script", "work/in/book", "work/out", "result"):
        (folder / part).mkdir(parents=True)
    source = source_of(name)
    (folder / "script" / "attack.py").write_text(source)
    (folder / "work" / "in" / "book" / "sheet.csv").write_text("a,b\n1,2\n")
    job = {
        "script": str(folder / "script" / "attack.py"),
        "file_name": "attack.py",
        "work": str(folder / "work"),
        "result": str(folder / "result"),
        "parameters": {"target": target},
        "files": {},
        "progress_fd": None,
        "limits": {},
        "run_id": "run_bare",
    }
    (folder / "job" / "job.json").write_text(json.dumps(job))
    child = [
        sys.executable,
        "-I",
        "-u",
        str(CONTAINER / "runner" / "child" / "main.py"),
        str(folder / "job" / "job.json"),
    ]
    environment = {**os.environ, "OPENSCRIPT_MANIFEST_URL": "http://127.0.0.1/manifest?Signature=x"}
    descriptor = os.open("/etc/hostname", os.O_RDONLY)
    ended = subprocess.run(
        child,
        cwd=folder / "work",
        env=environment,
        capture_output=True,
        text=True,
        timeout=60,
        pass_fds=[descriptor],
        stdin=subprocess.DEVNULL,
        check=False,
    )
    os.close(descriptor)
    result = folder / "result" / "result.json"
    assert result.exists(), (
        name,
        ended.stderr[-500:],
        [path.read_text() for path in (folder / "result").glob("*.json")],
    )
    return json.loads(result.read_text())["result"]["values"]["achieved"]
