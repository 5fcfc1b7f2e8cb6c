"""Memory and tasks of a run where no cgroup counts them: sums from /proc, checked before they are
believed.
"""

import os
from collections.abc import Callable
from typing import NamedTuple

PAGE = os.sysconf("SC_PAGE_SIZE")


class ProcessUse(NamedTuple):
    """`touched_bytes` counts a page once per process that has it: more than the truth after a fork."""

    pids: list[int]
    tasks: int
    touched_bytes: int


def measure_processes(is_member: Callable[[int], bool]) -> ProcessUse:
    """Sum up the processes of the run: anonymous and shared memory, and threads."""
    pids, tasks, touched = [], 0, 0
    for entry in os.listdir("/proc"):
        if not entry.isdigit() or not is_member(int(entry)):
            continue
        fields = _status(int(entry))
        pids.append(int(entry))
        tasks += fields.get(b"Threads", 0)
        touched += 1024 * (fields.get(b"RssAnon", 0) + fields.get(b"RssShmem", 0) + fields.get(b"VmSwap", 0))
    return ProcessUse(pids, tasks, touched)


def shared_fairly(pids: list[int]) -> int | None:
    """The memory of the processes, each shared page counted once (PSS); None where the kernel forbids it."""
    total = 0
    for pid in pids:
        try:
            with open(f"/proc/{pid}/smaps_rollup", "rb") as file:
                for line in file:
                    if line.startswith((b"Pss_Anon:", b"Pss_Shmem:", b"SwapPss:")):
                        total += 1024 * int(line.split()[1])
        except PermissionError:
            return None
        except OSError:
            continue
    return total


def available_bytes() -> int:
    """MemAvailable of the machine."""
    with open("/proc/meminfo", "rb") as file:
        for line in file:
            if line.startswith(b"MemAvailable:"):
                return 1024 * int(line.split()[1])
    return 0


def kernel_oom_kills() -> int:
    """How many processes the kernel has ended for lack of memory on this machine since it started."""
    return _counter("/proc/vmstat", b"oom_kill")


def kernel_forks() -> int:
    """How many processes and threads were started on this machine since it started."""
    return _counter("/proc/stat", b"processes")


def _counter(path: str, name: bytes) -> int:
    try:
        with open(path, "rb") as file:
            for line in file:
                if line.startswith(name + b" "):
                    return int(line.split()[1])
    except OSError:
        pass
    return 0


def _status(pid: int) -> dict[bytes, int]:
    fields = {}
    try:
        with open(f"/proc/{pid}/status", "rb") as file:
            for line in file:
                name, _, value = line.partition(b":")
                if name in (b"Threads", b"RssAnon", b"RssShmem", b"VmSwap"):
                    fields[name] = int(value.split()[0])
    except (OSError, ValueError, IndexError):
        pass
    return fields
