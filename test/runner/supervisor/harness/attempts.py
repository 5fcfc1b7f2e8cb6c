"""Runs one attempt of a script against an object store, in a supervisor process of its own, as the agent
does.
"""

import hashlib
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

from .object_store import ObjectStore

CONTAINER = Path(__file__).resolve().parents[4] / "container"
LIMITS = {
    "timeout_seconds": 20,
    "cpu": 1,
    "memory_mb": 512,
    "processes": 64,
    "file_mb": 8,
    "output_mb": 32,
    "output_files": 50,
    "log_mb": 1,
}
RUN_ID = "run_01JABCDEFGHJKMNPQRSTVWXYZ0"


class Attempt:
    """One attempt in one object store: build it, `start` or `run` it, read what it left."""

    def __init__(
        self,
        store: ObjectStore,
        work_dir: Path,
        source: str,
        *,
        launcher: str = "bwrap",
        slot: int = 0,
        number: int = 1,
        limits: dict[str, Any] | None = None,
        parameters: dict[str, Any] | None = None,
        inputs: list[tuple[str, str, bytes]] | None = None,
    ) -> None:
        self.store = store
        self.prefix = f"runs/{RUN_ID}/{number}/"
        self.work_dir = work_dir
        self.before: list[str] = []  # words before the command, to run it as another user
        self.command = [sys.executable, "-m", "runner"]
        self.folder = CONTAINER
        script = source.encode()
        self.manifest: dict[str, Any] = {
            "format": 1,
            "run_id": RUN_ID,
            "attempt": number,
            "created_at": "2026-11-22T00:00:00.000Z",
            "script": {
                "name": "merge_offices",
                "version": 1,
                "file_name": "merge_offices.py",
                "size": len(script),
                "sha256": hashlib.sha256(script).hexdigest(),
                "url": store.put(f"{number}/script", script),
            },
            "parameters": parameters or {},
            "inputs": [self._input(index, *each) for index, each in enumerate(inputs or [])],
            "limits": {**LIMITS, **(limits or {})},
            "time_zone": "Asia/Shanghai",
            "upload": store.post_policy(self.prefix),
        }
        self.environment = {
            "PATH": os.environ["PATH"],
            "OPENSCRIPT_LAUNCHER": launcher,
            "OPENSCRIPT_SLOT": str(slot),
            "OPENSCRIPT_WORK_DIR": str(work_dir),
        }

    def _input(self, index: int, parameter: str, name: str, data: bytes) -> dict[str, Any]:
        return {
            "parameter": parameter,
            "file_id": f"file_{index}",
            "name": name,
            "size": len(data),
            "sha256": hashlib.sha256(data).hexdigest(),
            "url": self.store.put(f"input/{index}", data),
        }

    def start(self, **popen: Any) -> subprocess.Popen[str]:
        """Start the supervisor."""
        document = json.dumps(self.manifest).encode()
        environment = {
            **self.environment,
            "OPENSCRIPT_MANIFEST_URL": self.store.put(self.prefix + "manifest.json", document),
        }
        return subprocess.Popen(
            [*self.before, *self.command],
            cwd=self.folder,
            env=environment,
            text=True,
            stderr=subprocess.PIPE,
            **popen,
        )

    def run(self, expected_exit: int = 0) -> dict[str, Any]:
        """Run the supervisor to its end; returns the report."""
        process = self.start()
        _, errors = process.communicate(timeout=120)
        assert process.returncode == expected_exit, errors
        assert self.store.refusals == []
        return self.report()

    def report(self) -> dict[str, Any]:
        """report.json as it is stored."""
        return json.loads(self.store.objects[self.prefix + "report.json"])

    def log(self) -> list[dict[str, Any]]:
        """All log lines, from the chunks in the order of their names."""
        names = sorted(key for key in list(self.store.objects) if key.startswith(self.prefix + "log/"))
        text = b"".join(self.store.objects[name] for name in names).decode()
        return [json.loads(line) for line in text.split("\n") if line]

    def text(self, stream: str = "stdout") -> str:
        """What the script wrote to a stream, as the log has it."""
        return "".join(line["text"] + "\n" for line in self.log() if line["stream"] == stream)

    def objects(self, folder: str) -> dict[str, bytes]:
        """The attempt's objects below a folder of its prefix, by path."""
        start = self.prefix + folder
        return {
            key.removeprefix(start): data
            for key, data in list(self.store.objects.items())
            if key.startswith(start)
        }
