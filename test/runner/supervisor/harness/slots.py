"""Slots, and with them host users, that no other test process on this machine is using."""

import fcntl
import os
import random
import tempfile

FIRST, LAST = 100, 898  # below 100 are those of a platform that runs on this machine
_held: list[int] = []  # the locks live as long as the process


def claim_slot() -> int:
    """A slot of this process' own until it ends: launchers kill every process of a slot's user."""
    candidates = list(range(FIRST, LAST + 1))
    random.shuffle(candidates)
    for slot in candidates:
        path = os.path.join(tempfile.gettempdir(), f"openscript-test-slot-{slot}")
        try:
            lock = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC | os.O_NOFOLLOW, 0o600)
        except OSError:  # another user's
            continue
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            os.close(lock)
            continue
        _held.append(lock)
        return slot
    raise RuntimeError("no slot is free")
