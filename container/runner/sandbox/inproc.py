"""Launcher `inproc`, for the Fargate task only, which already is a machine of its own.

The script runs as another user without any right to gain more, under a filter that gives it no network. It
sees the task's file system: read-only by the task definition, with no secret in it that this user may read.
"""

import os
import sys

from ..errors import PlatformFault
from ..seccomp.blobs import read_blob
from . import kernel, processes
from .environment import script_environment
from .identity import become, limit_resources
from .interpreter import interpreter_paths
from .job import CONTAINER_CODE, Ended, Job, Places
from .reach import open_ways
from .spawn import Child, spawn

OWN_TASKS = 0
DATA_SLACK_BYTES = 4 << 30  # libraries reserve more than they touch; the watchdog measures what is touched
NPROC_SLACK = 16  # above the limit, so that the watchdog can see that more was asked for


def places(job: Job) -> Places:
    """Where the script finds its things: the real paths."""
    path = job.directory.path
    return Places(
        code=CONTAINER_CODE,
        job=path("job", "job.json"),
        script=path("script"),
        work=path("work"),
        result=path("result"),
        home=path("tmp"),
    )


def start(job: Job) -> "InprocSandbox":
    """Start the child as the run's user; raises PlatformFault where that cannot be done."""
    if not job.identity.changes:
        raise PlatformFault("the launcher inproc must be started as root: it changes the user for the script")
    where = places(job)
    command = [job.python, "-I", "-u", f"{where.code}/runner/child/main.py", where.job]
    interpreter = interpreter_paths(job.python)
    needed = [
        CONTAINER_CODE,
        job.directory.root,
        *interpreter,
        *(os.path.realpath(path) for path in interpreter),
    ]
    environment = script_environment(
        home=where.home, run_id=job.run_id, time_zone=job.time_zone, cpu=job.limits.cpu
    )
    program = read_blob("task")
    supervisor = os.getpid()

    def become_sandbox() -> None:
        if job.group is not None:
            job.group.join()
        open_ways(needed)  # nothing to do in the image; a checkout may lie in root's home
        _be_first_to_die()
        limit_resources(
            file_bytes=job.limits.file_mb << 20,
            processes=job.limits.processes + NPROC_SLACK,
            data_bytes=(job.limits.memory_mb << 20) + DATA_SLACK_BYTES,
        )
        os.chdir(where.work)
        os.umask(0o022)
        become(job.identity.uid)
        kernel.prctl(kernel.PR_SET_PDEATHSIG, 9)
        if os.getppid() != supervisor:
            sys.exit("the supervisor is gone")
        kernel.prctl(kernel.PR_SET_NO_NEW_PRIVS, 1)
        kernel.install_seccomp(program)
        os.execve(job.python, command, environment)

    return InprocSandbox(spawn(become_sandbox, []), job)


def _be_first_to_die() -> None:
    """Let the kernel end the script before the supervisor when the task runs out of memory."""
    with open("/proc/self/oom_score_adj", "w", encoding="ascii") as file:
        file.write("1000")


class InprocSandbox:
    """A script under another user; see `job.Sandbox`."""

    def __init__(self, child: Child, job: Job) -> None:
        self.child = child
        self._identity = job.identity
        self._end: Ended | None = None

    def ended(self) -> Ended | None:
        if self._end is None:
            pid, status = os.waitpid(self.child.pid, os.WNOHANG)
            if pid == 0:
                return None
            code = os.waitstatus_to_exitcode(status)
            self._end = Ended(code, None) if code >= 0 else Ended(128 - code, -code)
        return self._end

    def own_tasks(self, *, counted: bool) -> int:
        return 0

    def is_member(self, pid: int) -> bool:
        return processes.real_user(pid) == self._identity.uid

    def kill_all(self) -> None:
        identity = self._identity
        processes.kill_user(identity.uid, identity.killer_uid)
        if self._end is None:
            os.waitid(os.P_PID, self.child.pid, os.WEXITED | os.WNOWAIT)
            self.ended()
        if not processes.reap_all(lambda: processes.kill_user(identity.uid, identity.killer_uid)):
            raise PlatformFault("processes of the script are left and cannot be ended")
