"""Runs a script through the real child process, outside of the sandbox, in a run directory of its own."""

import hashlib
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from textwrap import dedent

ROOT = Path(__file__).resolve().parents[3]
MAIN = ROOT / "container" / "runner" / "child" / "main.py"


class ChildRun:
    """What a run left behind: `result` or `failure`, the log, the events and the files."""

    def __init__(self, folder: Path, done: subprocess.CompletedProcess, events: str):
        self.folder = folder
        self.exit_code = done.returncode
        self.stdout = done.stdout
        self.stderr = done.stderr
        self.events = [json.loads(line) for line in events.splitlines()]
        self.result = self._document("result.json")
        self.failure = self._document("failure.json")

    @property
    def out(self) -> Path:
        return self.folder / "work" / "out"

    def artifacts(self) -> list[str]:
        """The files below out/, by name."""
        return sorted(str(path.relative_to(self.out)) for path in self.out.rglob("*") if path.is_file())

    def table(self, name: str) -> tuple[dict, list[list]]:
        """A table's meta document and all of its rows."""
        folder = self.folder / "result" / "tables" / name
        meta = json.loads((folder / "meta.json").read_text(encoding="utf-8"))
        chunks = sorted(path for path in folder.glob("*.json") if path.name != "meta.json")
        return meta, [row for path in chunks for row in json.loads(path.read_text(encoding="utf-8"))]

    def _document(self, name: str):
        path = self.folder / "result" / name
        return json.loads(path.read_text(encoding="utf-8")) if path.exists() else None


def run_child(
    folder: Path,
    script: str | Path,
    *,
    parameters: dict | None = None,
    files: dict[str, list[Path]] | None = None,
    file_name: str = "sample.py",
) -> ChildRun:
    """Lay down a job in `folder` as the supervisor does, and run it to its end."""
    for name in ("job", "script", "work/in", "work/out", "result"):
        (folder / name).mkdir(parents=True)
    if isinstance(script, Path):
        file_name, script = script.name, script.read_text(encoding="utf-8")
    (folder / "script" / file_name).write_text(dedent(script), encoding="utf-8")
    reader, writer = os.pipe()
    job = {
        "script": str(folder / "script" / file_name),
        "file_name": file_name,
        "work": str(folder / "work"),
        "result": str(folder / "result"),
        "parameters": parameters or {},
        "files": {
            name: [_lay(folder, name, path) for path in paths] for name, paths in (files or {}).items()
        },
        "progress_fd": writer,
        "limits": {},
        "run_id": "run_test",
    }
    (folder / "job" / "job.json").write_text(json.dumps(job), encoding="utf-8")
    environment = {"HOME": str(folder), "LANG": "C.UTF-8", "TZ": "Asia/Shanghai", "PATH": os.environ["PATH"]}
    try:
        done = subprocess.run(
            [sys.executable, "-I", "-u", str(MAIN), str(folder / "job" / "job.json")],
            pass_fds=[writer], cwd=folder / "work", env=environment, stdin=subprocess.DEVNULL,
            capture_output=True, text=True, encoding="utf-8", timeout=120, check=False,
        )  # fmt: skip
    finally:
        os.close(writer)
    with os.fdopen(reader, encoding="utf-8") as pipe:
        return ChildRun(folder, done, pipe.read())


def _lay(folder: Path, parameter: str, path: Path) -> dict:
    target = folder / "work" / "in" / parameter / path.name
    target.parent.mkdir(exist_ok=True)
    shutil.copy(path, target)
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    return {
        "path": f"in/{parameter}/{path.name}",
        "name": path.name,
        "size": path.stat().st_size,
        "sha256": digest,
    }
