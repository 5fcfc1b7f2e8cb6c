"""Looks at a running script every tick and says when it has passed a limit.

With a cgroup the kernel enforces memory and tasks, and the watchdog reads what it did; without, the watchdog
measures both itself. Disk space and file counts are always measured here. Time is the caller's.
"""

import os
import time
from typing import NamedTuple

from ..manifest import MEBIBYTE
from ..sandbox.job import Job, Sandbox
from . import breach as breaches
from .breach import Breach
from .disk import measure, unlinked_bytes
from .memory import available_bytes, kernel_forks, kernel_oom_kills, measure_processes, shared_fairly

TICK_SECONDS = 0.1
SCAN_SHARE = 4  # a walk over the files may take a quarter of the time
LONGEST_PAUSE = 1.0  # but what fills the disk must be seen within two seconds


class Peaks(NamedTuple):
    """The most that was seen."""

    memory_bytes: int
    tasks: int


class Watchdog:
    """Watches one run. `tick` is called about every TICK_SECONDS and once more at the end."""

    def __init__(self, job: Job, sandbox: Sandbox) -> None:
        self.breach: Breach | None = None
        self._job = job
        self._sandbox = sandbox
        self._limits = job.limits
        self._memory_bytes = job.limits.memory_mb * MEBIBYTE
        self._memory = self._tasks = 0
        self._next_scan = 0.0
        self._pids: list[int] = []
        inputs = os.stat(job.directory.path("work", "in"))
        self._device, self._inputs = inputs.st_dev, inputs.st_ino
        self._available_at_start = available_bytes()
        self._oom_kills_at_start = kernel_oom_kills()
        self._forks_at_start = kernel_forks()

    def tick(self, *, last: bool = False) -> Breach | None:
        """Measure; returns the first limit that was passed, for good. `last` also walks the files now."""
        if self.breach is None:
            self.breach = self._processes()
        if self.breach is None and (last or time.monotonic() >= self._next_scan):
            self.breach = self._files()
        return self.breach

    def peaks(self) -> Peaks:
        """The most memory and tasks that were seen so far."""
        return Peaks(self._memory, self._tasks)

    def killed_for_memory(self) -> Breach | None:
        """After an unexplained SIGKILL: was it the kernel's, because the whole machine had no memory left?

        Only believed where no cgroup tells, and of a run that had used half of what it may.
        """
        new_kills = kernel_oom_kills() > self._oom_kills_at_start
        if self._job.group is None and new_kills and 2 * self._memory >= self._memory_bytes:
            return breaches.memory_breach(self._limits, self._memory)
        return None

    def many_forks(self) -> bool:
        """Whether a fork may have been refused between two ticks, which no cgroup tells here."""
        return self._job.group is None and kernel_forks() - self._forks_at_start >= self._limits.processes

    def _processes(self) -> Breach | None:
        if self._job.group is not None:
            sample = self._job.group.sample()
            self._memory = max(self._memory, sample.memory_bytes)
            self._tasks = max(self._tasks, sample.tasks - self._sandbox.own_tasks(counted=True))
            if sample.oom_kills:
                self._memory = max(self._memory, min(self._job.group.peak_memory(), self._memory_bytes))
                return breaches.memory_breach(self._limits, self._memory)
            if sample.fork_refusals:
                self._tasks = max(self._tasks, self._limits.processes)
                return breaches.process_breach(self._limits, self._tasks)
            return None
        use = measure_processes(self._sandbox.is_member)
        self._pids = use.pids
        tasks = use.tasks - self._sandbox.own_tasks(counted=False)
        self._tasks = max(self._tasks, tasks)
        if tasks > self._limits.processes:
            return breaches.process_breach(self._limits, tasks)
        return self._memory_by_hand(use.pids, use.touched_bytes)

    def _memory_by_hand(self, pids: list[int], touched: int) -> Breach | None:
        used = touched + self._temporary_bytes(pids)
        if used > self._memory_bytes:
            fair = shared_fairly(pids)
            if fair is not None:
                used = fair + self._temporary_bytes(pids)
            elif self._available_at_start - available_bytes() < 0.9 * self._memory_bytes:
                used = self._memory_bytes  # the pages are shared: the machine has not lost that much
        self._memory = max(self._memory, used)
        if used > self._memory_bytes:
            return breaches.memory_breach(self._limits, used)
        return None

    def _temporary_bytes(self, pids: list[int]) -> int:
        """What lies in the sandbox's own /tmp and /dev/shm: memory, too, and in no process' account."""
        total = 0
        for folder in ("tmp", "dev/shm") if pids else ():
            path = f"/proc/{pids[-1]}/root/{folder}"
            try:
                if os.stat(path).st_dev != os.stat(f"/{folder}").st_dev:
                    space = os.statvfs(path)
                    total += (space.f_blocks - space.f_bfree) * space.f_frsize
            except OSError:
                continue
        return total

    def _files(self) -> Breach | None:
        began = time.monotonic()
        limits, directory = self._limits, self._job.directory
        most = 10 * limits.output_files + 10_000
        out = measure(directory.path("work", "out"), most)
        places = [measure(directory.path(name), most, self._inputs) for name in ("work", "result", "tmp")]
        entries = max(place.entries for place in places)
        used = sum(place.bytes_used for place in places) + unlinked_bytes(self._members(), self._device)
        largest = max(place.largest for place in places)
        ended = time.monotonic()
        self._next_scan = ended + min(LONGEST_PAUSE, SCAN_SHARE * (ended - began))
        if largest > limits.file_mb * MEBIBYTE:
            return breaches.file_breach(limits, largest)
        if used > limits.output_mb * MEBIBYTE:
            return breaches.output_size_breach(limits, used)
        if out.files > limits.output_files:
            return breaches.output_count_breach(limits.output_files, out.files)
        if entries > most:
            return breaches.output_count_breach(most, entries)
        if any(place.too_deep for place in places):
            return breaches.depth_breach(64)
        return None

    def _members(self) -> list[int]:
        if self._job.group is not None:
            return self._job.group.pids()
        return self._pids
