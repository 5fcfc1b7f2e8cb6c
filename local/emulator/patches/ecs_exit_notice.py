"""The end of a task is noticed when it happens, not a tenth of a second later; those who wait are told."""

import threading
import time

from emulator.patches.pinned import pinned

WAIT_SECONDS = 30
task_stopped = threading.Condition()


def install() -> None:
    """Wait for the container instead of asking for its state again and again."""
    from ministack.core.concurrency import spawn_background
    from ministack.core.responses import request_scope
    from ministack.services import ecs

    mark_stopped = pinned(ecs, "_mark_task_stopped")
    pinned(ecs, "_watch_task_lifecycle", "time.sleep(0.1)", "_maybe_mark_stopped(task, docker_client)")

    def telling_mark(*arguments: object, **named: object) -> bool:
        changed = mark_stopped(*arguments, **named)
        with task_stopped:
            task_stopped.notify_all()
        return changed

    def watch(task: dict, docker_client: object, account_id: str, region: str) -> None:
        def until_stopped() -> None:
            with request_scope(account_id, region):
                while ecs._task_is_active(task["taskArn"], task):
                    for container_id in list(task.get("_docker_ids") or []):
                        _wait(docker_client, container_id)
                    ecs._maybe_mark_stopped(task, docker_client)

        spawn_background(until_stopped, thread_name=f"ecs-watch-{task['taskArn'][-8:]}")

    ecs._mark_task_stopped = telling_mark
    ecs._watch_task_lifecycle = watch


def _wait(docker_client: object, container_id: str) -> None:
    """Return when the container has ended, or after a while: the agent may be away just now."""
    try:
        docker_client.containers.get(container_id).wait(timeout=WAIT_SECONDS)  # type: ignore[attr-defined]
    except Exception:
        time.sleep(0.2)
