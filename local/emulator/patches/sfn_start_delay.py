"""An execution starts at once; MiniStack sleeps 150 ms first, so that a test can see it running."""

import time

from emulator.patches.pinned import pinned

DELAY_SECONDS = 0.15


class _Clock:
    """The time module, without that one sleep."""

    def __getattr__(self, name: str) -> object:
        return getattr(time, name)

    def sleep(self, seconds: float) -> None:
        """Sleep, unless it is the delay before an execution's first state."""
        if seconds != DELAY_SECONDS:
            time.sleep(seconds)


def install() -> None:
    """Give the module a clock of its own."""
    from ministack.services import stepfunctions

    pinned(stepfunctions, "_run_execution", "time.sleep(0.15)")
    stepfunctions.time = _Clock()
