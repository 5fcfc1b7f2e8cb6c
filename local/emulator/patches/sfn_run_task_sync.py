"""`ecs:runTask.sync` ends when its task ends, however long it runs; MiniStack asks once a second and gives up
after 600.
"""

import json

from emulator.patches import ecs_exit_notice
from emulator.patches.pinned import pinned

# Only a net: the condition is notified at the moment a task stops.
RECHECK_SECONDS = 2.0


def install() -> None:
    """Wait for the notice that a task has stopped."""
    from ministack.services import ecs, stepfunctions

    pinned(stepfunctions, "_poll_ecs_tasks", "for _ in range(600)", "_scaled_sleep(1)")

    def wait_for_tasks(cluster: str, task_arns: list[str]) -> dict:
        while True:
            with ecs_exit_notice.task_stopped:
                _, _, body = ecs._describe_tasks({"cluster": cluster, "tasks": task_arns})
                result = json.loads(body)
                if all(task.get("lastStatus") == "STOPPED" for task in result["tasks"]):
                    return result
                ecs_exit_notice.task_stopped.wait(RECHECK_SECONDS)

    stepfunctions._poll_ecs_tasks = wait_for_tasks
