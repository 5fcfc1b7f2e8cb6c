"""The container image: what its files say, and that the supervisor lives with the rights they leave it."""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from harness.attempts import CONTAINER, Attempt
from runner.sandbox.reach import closed_parent

DOCKERFILE = (CONTAINER / "Dockerfile").read_text()
SCRIPT = """
import os

def main():
    os.mkdir("out/a")
    open("out/a/b", "w").write("kept")
    os.chmod("out/a", 0)
    if os.fork() == 0:
        while True: pass
    return {"uid": os.getuid()}
"""
KEPT_CAPABILITIES = ("chown", "dac_override", "setuid", "setgid")


def test_everything_the_image_copies_is_in_the_build_context() -> None:
    ignored = (CONTAINER / ".dockerignore").read_text().split("\n")
    sources = re.findall(r"^COPY (?!--from)(\S+) ", DOCKERFILE, flags=re.M)
    assert sources == ["requirements.txt", "openscript", "runner"]
    assert all((CONTAINER / source).exists() and f"!{source}" in ignored for source in sources)


def test_packages_are_locked_by_hash_and_nothing_is_built() -> None:
    assert "--require-hashes --only-binary :all:" in DOCKERFILE
    requirements = (CONTAINER / "requirements.txt").read_text()
    pinned = re.findall(r"^[A-Za-z0-9._-]+==", requirements, flags=re.M)
    assert pinned
    assert len(re.findall(r"--hash=sha256:", requirements)) >= len(pinned)


def test_the_image_never_starts_without_the_tasks_launcher() -> None:
    assert "OPENSCRIPT_LAUNCHER=inproc" in DOCKERFILE
    assert 'ENTRYPOINT ["/usr/local/bin/python", "-s", "-m", "runner"]' in DOCKERFILE


def test_the_supervisor_needs_four_capabilities_and_no_more(
    make_attempt: Callable[..., Attempt], work_dir: Path
) -> None:
    assert all(name.upper() in DOCKERFILE for name in KEPT_CAPABILITIES)
    if os.getuid() != 0:  # the task's supervisor is root; an ordinary user has no capability to keep
        return
    shutil.copytree(CONTAINER, work_dir / "code", ignore=shutil.ignore_patterns("__pycache__"))
    python = next(
        path
        for path in (sys.executable, "/usr/bin/python3", "/usr/local/bin/python3")
        if os.path.exists(path) and closed_parent(os.path.realpath(path)) is None
    )
    attempt = make_attempt(SCRIPT, launcher="inproc")
    bounding = ",".join(["-all", *(f"+{name}" for name in KEPT_CAPABILITIES)])
    attempt.command = ["setpriv", "--bounding-set", bounding, "--inh-caps", "-all", python, "-m", "runner"]
    attempt.folder = work_dir / "code"
    report = attempt.run()
    assert report["outcome"]["status"] == "succeeded", attempt.log()
    assert report["result"]["values"]["uid"] >= 61000
    assert attempt.objects("out/") == {"a/b": b"kept"}
    user = str(report["result"]["values"]["uid"])
    listing = ["ps", "-o", "pid=,ppid=,stat=,lstart=,args=", "-U", user]
    listed = subprocess.run(listing, capture_output=True, text=True, check=False).stdout.splitlines()
    # A zombie has ended; an init that is slow to ask how is the host's affair, not the supervisor's.
    assert [line for line in listed if not line.split()[2].startswith("Z")] == []
