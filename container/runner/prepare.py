"""Before the script: fetch the manifest, the script and its inputs, and write down what the child
is to do.
"""

import json
import os
from collections.abc import Callable

from .cancel import Cancellation
from .manifest import Download, Manifest
from .rundir import LaidFile, RunDirectory, lay_inputs
from .sandbox.job import Places
from .transfer.fetch import fetch_file, fetch_manifest
from .transfer.parallel import Worker, run_parallel

FETCH_THREADS = 4
READ_ONLY = 0o444


def fetch_document(url: str, cancellation: Cancellation) -> object:
    """The manifest as parsed JSON; raises PlatformFault or Cancelled."""
    return run_parallel([lambda worker: fetch_manifest(url, worker)], threads=1, cancellation=cancellation)[0]


def fetch_files(manifest: Manifest, directory: RunDirectory, cancellation: Cancellation) -> list[LaidFile]:
    """Fetch the script and all inputs into the run directory, several at once, largest first.

    Raises InputChanged, PlatformFault or Cancelled.
    """
    laid = lay_inputs(directory, manifest.inputs)
    wanted: list[tuple[Download, str]] = [(manifest.script, directory.path("script", manifest.script.name))]
    wanted += sorted(((file.wanted, file.path) for file in laid), key=lambda each: -each[0].size)
    jobs: list[Callable[[Worker], None]] = [
        lambda worker, each=each: fetch_file(each[0], each[1], READ_ONLY, worker)
        for each in wanted  # type: ignore[misc]
    ]
    run_parallel(jobs, threads=FETCH_THREADS, cancellation=cancellation)
    return laid


def write_job(manifest: Manifest, directory: RunDirectory, laid: list[LaidFile], places: Places) -> None:
    """Write job/job.json: all the child is told. There is no URL in it."""
    files: dict[str, list[dict]] = {}
    for file in laid:
        entry = {
            "path": file.relative,
            "name": file.wanted.name,
            "sha256": file.wanted.sha256,
            "size": file.wanted.size,
        }
        files.setdefault(str(file.wanted.parameter), []).append(entry)
    job = {
        "script": os.path.join(places.script, manifest.script.name),
        "file_name": manifest.script.name,
        "work": places.work,
        "result": places.result,
        "parameters": manifest.parameters,
        "files": files,
        "progress_fd": 3,
        "limits": manifest.limits._asdict(),
        "run_id": manifest.run_id,
    }
    with open(directory.path("job", "job.json"), "w", encoding="utf-8") as file:
        json.dump(job, file, ensure_ascii=False)
        os.fchmod(file.fileno(), READ_ONLY)
