"""Which user a run is, and the resource limits it starts with."""

import os
import resource
from typing import NamedTuple

RUN_UID_BASE = 61000
KILLER_UID_BASE = 62000
MAX_OPEN_FILES = 4096


class Identity(NamedTuple):
    """`uid` is the run's user on the host; `changes` says that the supervisor is root and changes to it.

    `killer_uid` is the real uid of the process that ends a run's processes: see `processes.kill_user`.
    """

    uid: int
    killer_uid: int
    changes: bool


def run_identity(slot: int) -> Identity:
    """Root gives every slot its own uid; a normal user's runs are that user, inside a user namespace."""
    if os.getuid() == 0:
        return Identity(RUN_UID_BASE + slot, KILLER_UID_BASE + slot, changes=True)
    return Identity(os.getuid(), os.getuid(), changes=False)


def become(uid: int) -> None:
    """Give up root for `uid` for good; without root nothing happens."""
    if os.getuid() == 0:
        os.setgroups([])
        os.setresgid(uid, uid, uid)
        os.setresuid(uid, uid, uid)


def limit_resources(*, file_bytes: int, processes: int | None, data_bytes: int | None) -> None:
    """Set this process' rlimits: no core dumps, `file_bytes` per file, open files; the rest where given.

    One page more than `file_bytes` may be written: a file that is larger than its limit is the proof that the
    limit was met. RLIMIT_AS is not used: below 320 MB it makes OpenBLAS spin for ever, and it counts what is
    only reserved.
    """
    _lower(resource.RLIMIT_CORE, 0)
    _lower(resource.RLIMIT_FSIZE, file_bytes + 4096)
    _lower(resource.RLIMIT_NOFILE, MAX_OPEN_FILES)
    _lower(resource.RLIMIT_MEMLOCK, 64 * 1024)
    _lower(resource.RLIMIT_MSGQUEUE, 0)
    _lower(resource.RLIMIT_RTPRIO, 0)
    _lower(resource.RLIMIT_NICE, 0)
    if processes is not None:
        _lower(resource.RLIMIT_NPROC, processes)
    if data_bytes is not None:
        _lower(resource.RLIMIT_DATA, data_bytes)


def _lower(kind: int, value: int) -> None:
    _soft, hard = resource.getrlimit(kind)
    if hard != resource.RLIM_INFINITY:
        value = min(value, hard)
    resource.setrlimit(kind, (value, value))
