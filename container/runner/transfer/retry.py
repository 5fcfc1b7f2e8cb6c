"""When to try a transfer again: exponential back-off with jitter inside a budget of seconds."""

import os
import time
from collections.abc import Callable
from typing import TypeVar

from .fault import TransferFault

Result = TypeVar("Result")

FIRST_DELAY = 0.05  # a kept-alive connection that the server closed meanwhile is the commonest fault
LONGEST_DELAY = 5.0


def retry(action: Callable[[], Result], *, budget: float, sleep: Callable[[float], None]) -> Result:
    """Call `action` until it succeeds, fails for good, or `budget` seconds have gone.

    Only a transient TransferFault is tried again; the last one is raised. `sleep` may raise to give up early.
    """
    give_up = time.monotonic() + budget
    delay = FIRST_DELAY
    while True:
        try:
            return action()
        except TransferFault as fault:
            if not fault.transient or time.monotonic() + delay > give_up:
                raise
        sleep(delay * (0.7 + 0.6 * os.urandom(1)[0] / 255))
        delay = min(delay * 2.5, LONGEST_DELAY)
