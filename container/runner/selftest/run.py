"""`python -m runner selftest`: the probe on the very way of a run, judged, with advice."""

import json
import os
import subprocess
import sys
import time

from ..cancel import Cancellation
from ..errors import PlatformFault, ResultInvalid
from ..log.book import LogBook
from ..manifest import Download, Limits, Manifest, Upload
from ..outputs.beneath import open_root
from ..outputs.result import read_result
from ..prepare import write_job
from ..progress import ProgressReader
from ..rundir import create_run_directory, give_to_script
from ..sandbox import launch
from ..sandbox.identity import run_identity
from ..sandbox.job import CONTAINER_CODE, Job
from ..sandbox.processes import become_subreaper
from ..settings import Settings
from ..supervise import Supervision
from ..tree import remove_tree
from .host import remedies
from .judge import Check, judge

PROBE = os.path.join(os.path.dirname(os.path.abspath(__file__)), "probe.py")
LIMITS = Limits(
    timeout_seconds=20,
    cpu=1,
    memory_mb=512,
    processes=32,
    file_mb=16,
    output_mb=16,
    output_files=10,
    log_mb=1,
)


def selftest(settings: Settings) -> int:
    """Print the verdict as one JSON document; returns 0 when every check held, else 1.

    {"ok", "launcher", "cgroup": "v1"|"v2"|null, "checks": [{"name", "ok", "seen"}], "error": text|null,
     "remedies": [{"code", "en", "zh-CN"}]}
    """
    os.umask(0o022)
    become_subreaper()
    _compile_child(settings.python)
    kind, checks, error = None, [], None
    try:
        kind, checks = _probe(settings)
    except (PlatformFault, ResultInvalid) as fault:
        error = str(fault)
    ok = error is None and all(check.ok for check in checks)
    advice = [] if ok else remedies(settings.launcher)
    document = {
        "ok": ok,
        "launcher": settings.launcher,
        "cgroup": kind,
        "checks": [check._asdict() for check in checks],
        "error": error,
        "remedies": advice,
    }
    sys.stdout.write(json.dumps(document, ensure_ascii=False) + "\n")
    return 0 if ok else 1


def _probe(settings: Settings) -> tuple[str | None, list[Check]]:
    directory = create_run_directory(settings.work_dir)
    group = None
    try:
        with open(PROBE, "rb") as source, open(directory.path("script", "probe.py"), "wb") as copy:
            copy.write(source.read())
        job = Job(
            directory, settings.python, LIMITS, run_identity(settings.slot), None, "run_selftest", "UTC"
        )
        job = launch.with_group(settings.launcher, job)
        group = job.group
        write_job(_manifest(), directory, [], launch.places(settings.launcher, job))
        give_to_script(directory, job.identity.uid)
        return group.kind if group is not None else None, judge(_run(settings, job), settings.launcher)
    finally:
        if group is not None:
            group.kill()
            group.remove()
        remove_tree(directory.root)


def _run(settings: Settings, job: Job) -> dict:
    said: list[bytes] = []
    log = LogBook(LIMITS.log_mb, lambda _number, line: said.append(line), time.time)
    sandbox = launch.start(settings.launcher, job)
    supervision = Supervision(job, sandbox, log, ProgressReader(), Cancellation())
    watched = supervision.watch(time.monotonic(), lambda: None, lambda: False)
    result = read_result(open_root(job.directory.path("result")))
    if result is None or watched.breach is not None:
        words = [json.loads(line)["text"] for line in said[-3:]]
        raise PlatformFault("the probe did not come back: " + (" / ".join(words) or "it said nothing"))
    return result["values"]


def _manifest() -> Manifest:
    script = Download("probe.py", 0, "", "", None, None)
    return Manifest("run_selftest", 1, script, {}, [], LIMITS, "UTC", Upload("", {}, ""))


def _compile_child(python: str) -> None:
    """Write the child's bytecode, where that is possible: in the sandbox its folder is read-only.

    Done with the scripts' own interpreter; a failure only makes runs slower.
    """
    folders = [
        os.path.join(CONTAINER_CODE, *parts)
        for parts in (("openscript",), ("runner", "contract"), ("runner", "child"))
    ]
    subprocess.run(
        [python, "-I", "-m", "compileall", "-q", *folders],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        check=False,
        timeout=60,
    )
