"""A schedule fires within a moment of its second; MiniStack looks every ten seconds, up to ten late."""

import logging
import time

from emulator.patches.pinned import pinned

# A little past the second: a look just before it would find nothing due.
PAST_THE_SECOND = 0.005


def install() -> None:
    """Look at the schedules at the beginning of each second."""
    from ministack.services import scheduler

    pinned(scheduler, "_ticker_loop", "time.sleep(_SCHEDULE_TICK_INTERVAL)", "_tick_schedules()")
    pinned(scheduler, "start_scheduler", "target=_ticker_loop")
    scheduler._ticker_loop = look_each_second


def look_each_second() -> None:
    """Look at every schedule once a second, for ever."""
    from ministack.services import scheduler

    while True:
        time.sleep(1 - time.time() % 1 + PAST_THE_SECOND)
        try:
            scheduler._tick_schedules()
        except Exception:
            logging.getLogger("scheduler").exception("the schedules could not be looked at")
