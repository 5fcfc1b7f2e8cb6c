"""Use descriptors that were left open: anything besides 0, 1, 2 and the progress pipe."""

import os

from prologue import achieved, attempt


def main(target: dict) -> dict:
    open_now = sorted(int(name) for name in os.listdir("/proc/self/fd"))
    for number in open_now:
        if number > 3:
            attempt(f"{number}: {_target(number)}", lambda number=number: bool(os.fstat(number)))
    return {"achieved": achieved}


def _target(number):
    try:
        return os.readlink(f"/proc/self/fd/{number}")
    except OSError:
        return "gone"
