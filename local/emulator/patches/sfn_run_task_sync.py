"""`ecs:runTask.sync` ends when its task ends, however long it runs; MiniStack asks once a second and gives up
after 600. A state that runs out of time has its task stopped before the next state begins, as on AWS: another
attempt of a run never meets the one before.
"""

import json
import time
from contextvars import ContextVar

from emulator.patches import ecs_exit_notice
from emulator.patches.pinned import pinned

# Only a net: the condition is notified at the moment a task stops.
RECHECK_SECONDS = 2.0
_deadline: ContextVar[float | None] = ContextVar("deadline of the state", default=None)


def install() -> None:
    """Wait for the notice that a task has stopped, and stop it when the state's time is over."""
    from ministack.services import ecs, stepfunctions

    pinned(stepfunctions, "_poll_ecs_tasks", "for _ in range(600)", "_scaled_sleep(1)")
    invoke_in_time = pinned(stepfunctions, "_invoke_resource_with_timeout", "does not stop the task thread")
    failed = pinned(stepfunctions, "_ExecutionError")

    def invoke(resource: str, input_data: dict, timeout: float) -> dict:
        if not resource.rstrip("/").endswith("ecs:runTask.sync"):
            return invoke_in_time(resource, input_data, timeout)
        token = _deadline.set(time.monotonic() + float(timeout))
        try:
            return stepfunctions._invoke_resource(resource, input_data)
        finally:
            _deadline.reset(token)

    def wait_for_tasks(cluster: str, task_arns: list[str]) -> dict:
        deadline = _deadline.get()
        late = False
        while True:
            with ecs_exit_notice.task_stopped:
                _, _, body = ecs._describe_tasks({"cluster": cluster, "tasks": task_arns})
                result = json.loads(body)
                if all(task.get("lastStatus") == "STOPPED" for task in result["tasks"]):
                    break
                left = RECHECK_SECONDS if deadline is None or late else deadline - time.monotonic()
                if left > 0:
                    ecs_exit_notice.task_stopped.wait(min(left, RECHECK_SECONDS))
                    continue
            late = True
            for arn in task_arns:
                ecs._stop_task({"cluster": cluster, "task": arn, "reason": "the state's time is over"})
        if late:
            raise failed("States.Timeout", "the task was stopped: its state's time is over")
        return result

    stepfunctions._poll_ecs_tasks = wait_for_tasks
    stepfunctions._invoke_resource_with_timeout = invoke
