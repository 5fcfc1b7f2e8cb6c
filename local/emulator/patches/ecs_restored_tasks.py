"""Tasks that a restart ended look like tasks that ended, and old ones are forgotten after an hour, as on AWS.

MiniStack leaves `desiredStatus` at RUNNING on them, so ListTasks keeps naming them as running; and it keeps
every task for ever.
"""

import datetime
import time

from emulator.patches.pinned import pinned

KEPT_SECONDS = 3600


def install() -> None:
    """Complete the restored tasks, and forget old ones when a new one starts."""
    from ministack.services import ecs

    restore = pinned(ecs, "_restore_state", 'restored_task["lastStatus"] = "STOPPED"')
    run_task = pinned(ecs, "_run_task")

    def complete_restore(data: dict) -> None:
        restore(data)
        for task in ecs._tasks._data.values():
            if task.get("stoppedAt"):
                continue
            now = ecs._iso()
            task.update(
                desiredStatus="STOPPED",
                stoppedAt=now,
                stoppingAt=now,
                executionStoppedAt=now,
                stopCode="ServiceSchedulerInitiated",
                stoppedReason="The emulator was restarted",
            )
            for container in task.get("containers", []):
                container["lastStatus"] = "STOPPED"
                container["exitCode"] = 137

    def run_task_among_recent(data: dict) -> tuple:
        oldest = time.time() - KEPT_SECONDS
        for key, task in list(ecs._tasks._data.items()):
            if task.get("lastStatus") == "STOPPED" and _seconds(task.get("stoppedAt")) < oldest:
                ecs._tasks._data.pop(key, None)
        return run_task(data)

    ecs._restore_state = complete_restore
    ecs._run_task = run_task_among_recent
    pinned(ecs, "_ACTION_MAP")["RunTask"] = run_task_among_recent


def _seconds(stamp: object) -> float:
    """An ISO time or a number as seconds since 1970."""
    if isinstance(stamp, int | float):
        return float(stamp)
    try:
        return datetime.datetime.fromisoformat(str(stamp).replace("Z", "+00:00")).timestamp()
    except ValueError:
        return time.time()
