"""StopTask answers at once, and the task is STOPPED when its process is gone, as on AWS.

MiniStack says STOPPED first and then takes up to five seconds to end the process: whoever asks meanwhile is
told that nothing runs any more while the script still does. It also loses the process's exit code.
"""

from emulator.patches.pinned import pinned

GRACE_SECONDS = 5


def install() -> None:
    """Stop the containers in the background, then mark the task."""
    from ministack.core.concurrency import resource_lock, spawn_background
    from ministack.core.responses import (
        error_response_json,
        get_account_id,
        get_region,
        json_response,
        request_scope,
    )
    from ministack.services import ecs

    pinned(ecs, "_stop_task", "_cleanup_task_resources(task, docker_client)")

    def stop_task(data: dict) -> tuple:
        cluster = ecs._resolve_cluster_name(data.get("cluster", "default"))
        if cluster is None:
            return error_response_json("ClusterNotFoundException", "Cluster not found.", 400)
        task = ecs._resolve_task(data.get("task", ""), cluster)
        if not task:
            return error_response_json("InvalidParameterException", "The referenced task was not found.", 400)
        with resource_lock("ecs-task", task["taskArn"]):
            first = task["lastStatus"] != "STOPPED" and task["desiredStatus"] != "STOPPED"
            if first:
                task["desiredStatus"] = "STOPPED"
                task["stoppingAt"] = ecs._iso()
                task["stoppedReason"] = data.get("reason", "Task stopped by user")
                task["stopCode"] = "UserInitiated"
        if first:
            spawn_background(
                _stop, ecs, task, request_scope, get_account_id(), get_region(), thread_name="ecs-stop"
            )
        return json_response({"task": ecs._sanitize(task)})

    def _stop(ecs: object, task: dict, scope: object, account_id: str, region: str) -> None:
        with scope(account_id, region):  # type: ignore[operator]
            exit_code = 0
            for container_id in list(task.get("_docker_ids") or []):
                exit_code = max(exit_code, _stop_container(ecs, container_id))
            with resource_lock("ecs-task", task["taskArn"]):
                task["desiredStatus"] = (
                    "RUNNING"  # _mark_task_stopped does nothing for a task that is already stopping
                )
            ecs._mark_task_stopped(
                task["taskArn"], task, task["stoppedReason"], "UserInitiated", exit_code=exit_code
            )
            ecs._cleanup_task_resources(task, ecs._get_docker())

    ecs._stop_task = stop_task
    pinned(ecs, "_ACTION_MAP")["StopTask"] = stop_task


def _stop_container(ecs: object, container_id: str) -> int:
    """Ask the process to end, wait for it, return its exit code (137 when nothing can be learnt about it)."""
    try:
        container = ecs._get_docker().containers.get(container_id)  # type: ignore[attr-defined]
        container.stop(timeout=GRACE_SECONDS)
        return int(container.wait(timeout=GRACE_SECONDS * 2).get("StatusCode", 137))
    except Exception:
        return 137
