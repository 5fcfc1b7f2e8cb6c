"""While the script runs: its output is read, its limits are watched, until it ends or is ended."""

import os
import select
import signal
import time
from collections.abc import Callable
from typing import NamedTuple

from .cancel import Cancellation
from .limits.breach import Breach, time_breach
from .limits.watchdog import TICK_SECONDS, Peaks, Watchdog
from .log.book import LogBook
from .progress import Progress, ProgressReader
from .sandbox.job import Ended, Job, Sandbox

READ_BYTES = 1 << 20
DRAIN_SECONDS = 2.0  # everything that could still write is dead by then


class Watched(NamedTuple):
    """What came out of watching: `ended` is None when the supervisor ended the script."""

    ended: Ended | None
    breach: Breach | None
    cancelled: bool
    uploads_failed: bool
    peaks: Peaks
    many_forks: bool
    wall_seconds: float


class Supervision:
    """One running script and everything that listens to it."""

    def __init__(
        self, job: Job, sandbox: Sandbox, log: LogBook, progress: ProgressReader, cancellation: Cancellation
    ) -> None:
        self._job = job
        self._sandbox = sandbox
        self._log = log
        self._progress = progress
        self._cancellation = cancellation
        self._watchdog = Watchdog(job, sandbox)
        child = sandbox.child
        self._sources: dict[int, Callable[[bytes], None]] = {
            child.stdout: lambda data: log.feed("stdout", data),
            child.stderr: lambda data: log.feed("stderr", data),
            child.progress: lambda data: progress.feed(data, time.time()),
        }
        self._poll = select.epoll()
        for descriptor in (*self._sources, child.pidfd, cancellation.wake_fd):
            self._poll.register(descriptor, select.EPOLLIN)

    def watch(
        self, started: float, changed: Callable[[], None], uploads_failed: Callable[[], bool]
    ) -> Watched:
        """Listen until the script ends, passes a limit, is cancelled or nothing can be stored any more.

        `started` is a time.monotonic(); `changed` is called after each change of the progress. Kills nothing
        when the script has ended by itself; otherwise ends it at once. Either way every process of the run is
        dead and the pipes are drained when this returns.
        """
        deadline = started + self._job.limits.timeout_seconds
        next_tick = 0.0
        ended: Ended | None = None
        breach: Breach | None = None
        while ended is None and breach is None and not self._cancellation.requested and not uploads_failed():
            now = time.monotonic()
            if now >= deadline:
                breach = time_breach(self._job.limits, now - started)
                break
            if now >= next_tick:
                breach = self._watchdog.tick()
                next_tick = now + TICK_SECONDS
                continue
            self._listen(min(deadline, next_tick) - now, changed)
            ended = self._sandbox.ended()
        wall_seconds = time.monotonic() - started
        if breach is None or breach.code != "time_limit":
            breach = self._watchdog.tick(last=True) or breach
        if breach is None and ended is not None and ended.signal == signal.SIGKILL:
            breach = self._watchdog.killed_for_memory()
        self._sandbox.kill_all()
        self._drain(changed)
        return Watched(
            ended=ended,
            breach=breach,
            cancelled=self._cancellation.requested,
            uploads_failed=uploads_failed(),
            peaks=self._watchdog.peaks(),
            many_forks=self._watchdog.many_forks(),
            wall_seconds=wall_seconds,
        )

    def _listen(self, seconds: float, changed: Callable[[], None]) -> None:
        before = self._heard()
        for descriptor, _events in self._poll.poll(max(0.0, seconds)):
            if descriptor in self._sources:
                self._read(descriptor)
        if self._heard() != before:
            changed()

    def _heard(self) -> tuple[float | None, Progress]:
        return self._progress.entered_at, self._progress.progress

    def _read(self, descriptor: int) -> None:
        try:
            data = os.read(descriptor, READ_BYTES)
        except BlockingIOError:
            return
        if data:
            self._sources[descriptor](data)
        else:
            self._poll.unregister(descriptor)
            os.close(descriptor)
            del self._sources[descriptor]

    def _drain(self, changed: Callable[[], None]) -> None:
        """Read what the dead processes left in the pipes, without waiting for an end that may never come."""
        give_up = time.monotonic() + DRAIN_SECONDS
        while self._sources and time.monotonic() < give_up:
            ready = [each for each, _events in self._poll.poll(0) if each in self._sources]
            if not ready:
                break
            for descriptor in ready:
                self._read(descriptor)
        self._log.finish()
        changed()
