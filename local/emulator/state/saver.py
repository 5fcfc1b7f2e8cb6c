"""Save the services that have changed: some before the reply, the others every two seconds, all of them on
demand.
"""

import asyncio
import logging
import sys
from collections.abc import Callable
from typing import Any

from emulator.state.snapshot import write_snapshot

SAVE_SECONDS = 2.0
# Items have their journal; log lines would be megabytes every two seconds: saved at the end and on demand.
SAVED_APART = frozenset({"dynamodb", "cloudwatch_logs"})

logger = logging.getLogger("emulator.saver")


class Saver:
    """Keeps the set of services that were changed since they were last written."""

    def __init__(self) -> None:
        self._changed: set[str] = set()

    def changed(self, service: str) -> None:
        """Remember that a request may have changed this service (MiniStack's name of it)."""
        from ministack import app

        config = app.SERVICE_REGISTRY.get(service)
        if config is None:
            return
        self._changed.add(config.get("state_key", config["module"]))
        self._changed.update(config.get("sub_modules", ()))
        if service == "cloudformation":  # makes resources of every other service
            self._changed.update(self._states())

    async def run(self) -> None:
        """Write what has changed, for as long as the emulator runs."""
        while True:
            await asyncio.sleep(SAVE_SECONDS)
            if _is_deploying():
                continue
            for key in sorted(self._changed - SAVED_APART):
                try:
                    self.save(key)
                except Exception:
                    logger.exception("could not save %s; will try again", key)
            self._changed &= SAVED_APART

    def save(self, key: str) -> None:
        """Write one service now."""
        get_state = self._states().get(key)
        if get_state is None:
            return
        state = _consistent(get_state)
        if state is not None:
            write_snapshot(key, state)

    def save_everything(self) -> None:
        """Write all services, log lines included, unless a deployment is under way."""
        if _is_deploying():
            return
        for key in self._states():
            self.save(key)

    def _states(self) -> dict[str, Callable[[], dict[str, Any] | None]]:
        from ministack import app

        return {
            key: module.get_state
            for key, name in app._state_map.items()
            if (module := sys.modules.get(f"ministack.services.{name}")) and hasattr(module, "get_state")
        }


def _is_deploying() -> bool:
    """Whether a stack is being changed.

    What is on disk then stays as it was: a deployment that a restart cuts off has not happened.
    """
    cloudformation = sys.modules.get("ministack.services.cloudformation")
    stacks = [] if cloudformation is None else list(cloudformation._stacks._data.values())
    statuses = {stack.get("StackStatus", "") for stack in stacks} - {"REVIEW_IN_PROGRESS"}  # only proposed
    return any(status.endswith("_IN_PROGRESS") for status in statuses)


def _consistent(get_state: Callable[[], dict[str, Any] | None]) -> dict[str, Any] | None:
    """Copy the state; a thread that changes it meanwhile makes the copy fail, so try again."""
    for _ in range(20):
        try:
            return get_state()
        except RuntimeError as error:
            last = error
    raise last
