"""Fork the process that becomes the sandbox: a new session, only the descriptors it is meant to have."""

import fcntl
import os
from collections.abc import Callable
from typing import NamedTuple

from ..errors import PlatformFault

PROGRESS_FD = 3
FIRST_EXTRA_FD = 4
PARKED_FD = 200  # descriptors wait above this number until they are put in their places
PIPE_BYTES = 1 << 20


class Child(NamedTuple):
    """A started process and the read ends of what it says."""

    pid: int
    pidfd: int
    stdout: int
    stderr: int
    progress: int


def spawn(become_sandbox: Callable[[], None], extra: list[int]) -> Child:
    """Fork; the child runs `become_sandbox`, which must exec and never return.

    In the child 0 is /dev/null, 1 and 2 are pipes, 3 is the progress pipe, and the descriptors of `extra`
    are 4, 5, …; nothing else is open. A failure before exec comes back as PlatformFault. Call without other
    threads.
    """
    pipes = [os.pipe2(os.O_CLOEXEC) for _ in range(4)]
    reads, writes = [read for read, _ in pipes], [write for _, write in pipes]
    for read in reads[:2]:
        _widen(read)
    pid = os.fork()
    if pid == 0:
        _child(become_sandbox, writes, extra)
    for write in writes:
        os.close(write)
    with os.fdopen(reads[3], "rb") as failure:
        said = failure.read(4096)
    if said:
        os.waitpid(pid, 0)
        for read in reads[:3]:
            os.close(read)
        raise PlatformFault(f"the sandbox could not be started ({said.decode('utf-8', 'replace')})")
    for read in reads[:3]:
        os.set_blocking(read, False)
    return Child(pid, os.pidfd_open(pid), *reads[:3])


def _child(become_sandbox: Callable[[], None], writes: list[int], extra: list[int]) -> None:
    failure = writes[3]
    try:
        os.setsid()
        parked = [fcntl.fcntl(fd, fcntl.F_DUPFD_CLOEXEC, PARKED_FD) for fd in (*writes, *extra)]
        failure = parked[3]
        os.dup2(os.open("/dev/null", os.O_RDWR), 0)
        for target, source in enumerate(parked[:3], start=1):
            os.dup2(source, target)
        for target, source in enumerate(parked[4:], start=FIRST_EXTRA_FD):
            os.dup2(source, target)
        first_unused = FIRST_EXTRA_FD + len(extra)
        os.dup2(failure, first_unused, inheritable=False)
        failure = first_unused
        os.closerange(first_unused + 1, 1 << 20)
        become_sandbox()
    except BaseException as error:
        os.write(failure, f"{type(error).__name__}: {error}".encode("utf-8", "replace")[:2000])
    finally:
        os._exit(125)


def _widen(pipe: int) -> None:
    try:  # a larger pipe wakes the supervisor less often; refused over the user's quota, which is fine
        fcntl.fcntl(pipe, fcntl.F_SETPIPE_SZ, PIPE_BYTES)
    except OSError:
        pass
