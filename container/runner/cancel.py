"""SIGTERM and SIGINT: a flag, and a descriptor that wakes whoever waits in select."""

import os
import select
import signal

from .errors import Cancelled


class Cancellation:
    """Whether this run was cancelled.

    The handler only sets an attribute: taking a lock in a signal handler can deadlock with the code that it
    interrupted. `wake_fd` becomes readable, so that a wait ends at once and not with its time-out.
    """

    def __init__(self) -> None:
        self.requested = False
        self.wake_fd, self._write_fd = os.pipe2(os.O_CLOEXEC | os.O_NONBLOCK)

    def install(self) -> None:
        """Take over SIGTERM and SIGINT; call from the main thread, once."""
        signal.set_wakeup_fd(self._write_fd, warn_on_full_buffer=False)
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, self._on_signal)

    def check(self) -> None:
        """Raise Cancelled if a signal has arrived."""
        if self.requested:
            raise Cancelled

    def wait(self, seconds: float) -> None:
        """Sleep up to `seconds`; raise Cancelled as soon as a signal arrives. Main thread only."""
        self.check()
        select.select([self.wake_fd], [], [], seconds)
        self.check()

    def _on_signal(self, _number: int, _frame: object) -> None:
        self.requested = True
