"""Times as the run protocol writes them, and how long this process has been running."""

import os
import time
from datetime import UTC, datetime


def iso_utc(seconds: float) -> str:
    """Unix time in seconds → ISO 8601 UTC with milliseconds, e.g. 2026-11-22T00:00:00.000Z."""
    moment = datetime.fromtimestamp(seconds, UTC)
    return moment.strftime("%Y-%m-%dT%H:%M:%S.") + f"{moment.microsecond // 1000:03d}Z"


def process_start() -> float:
    """Unix time at which the kernel started this process (resolution: one clock tick, 10 ms).

    Source: field 22 of /proc/self/stat, proc(5). Interpreter start-up is part of a run's overhead, so the
    clock of `task_to_main` starts here and not at the first line of Python.
    """
    with open("/proc/self/stat", encoding="ascii", errors="replace") as file:
        after_name = file.read().rpartition(")")[2].split()
    ticks = int(after_name[19])
    age = time.clock_gettime(time.CLOCK_BOOTTIME) - ticks / os.sysconf("SC_CLK_TCK")
    return time.time() - max(0.0, age)


def milliseconds(seconds: float) -> int:
    """A duration in seconds as whole milliseconds, never negative."""
    return max(0, round(seconds * 1000))
