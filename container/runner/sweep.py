"""`python -m runner sweep`: remove what supervisors that were killed have left, directories and cgroups.

A run directory belongs to a dead supervisor when its lock can be taken (flock(2): the kernel lets go of it
with the process). Live runs are never touched.
"""

import fcntl
import json
import os
import sys
import time

from .cgroup.choose import NAME_PREFIX, parents
from .cgroup.files import kill_members, members, remove_directory
from .rundir import PREFIX, read_groups
from .settings import Settings
from .tree import remove_tree

SECONDS_UNTIL_LOCKED = 60.0  # a directory without a lock, a group without a member this old was left behind


def sweep(settings: Settings) -> int:
    """Remove the leftovers below the work directory; prints {"directories", "groups"} and returns 0."""
    removed = {"directories": 0, "groups": 0}
    for name in sorted(os.listdir(settings.work_dir)):
        path = os.path.join(settings.work_dir, name)
        if not name.startswith(PREFIX) or os.path.islink(path) or not os.path.isdir(path):
            continue
        lock = _take_lock(path)
        if lock is None and not _is_old_and_unlocked(path):
            continue
        if lock is not None:
            removed["groups"] += _remove_groups(read_groups(lock), NAME_PREFIX + name)
        remove_tree(path)
        removed["directories"] += 1
    removed["groups"] += _remove_abandoned_groups()
    sys.stdout.write(json.dumps(removed) + "\n")
    return 0


def _take_lock(path: str) -> int | None:
    """The lock of a dead run, opened and held until this process ends; None while its supervisor lives."""
    try:
        lock = os.open(os.path.join(path, "lock"), os.O_RDWR | os.O_NOFOLLOW | os.O_CLOEXEC)
    except OSError:
        return None
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        os.close(lock)
        return None
    return lock


def _is_old_and_unlocked(path: str) -> bool:
    try:
        return (
            not os.path.lexists(f"{path}/lock")
            and time.time() - os.stat(path).st_mtime > SECONDS_UNTIL_LOCKED
        )
    except OSError:
        return False


def _remove_groups(directories: list[str], name: str) -> int:
    count = 0
    for directory in directories:
        if os.path.basename(directory) == name and os.path.isdir(directory):
            kill_members(directory)
            remove_directory(directory)
            count += 1
    return count


def _remove_abandoned_groups() -> int:
    """Remove empty groups of runs whose directory is gone altogether; a live run's has members at once."""
    v2, v1 = parents()
    count = 0
    for place in {v2, *(v1 or {}).values()} - {None}:
        with os.scandir(place) as entries:
            names = [entry.path for entry in entries if entry.name.startswith(NAME_PREFIX + PREFIX)]
        for directory in names:
            try:
                old = time.time() - os.stat(directory).st_mtime > SECONDS_UNTIL_LOCKED
            except OSError:
                continue
            if old and not members(directory):
                remove_directory(directory)
                count += 1
    return count
