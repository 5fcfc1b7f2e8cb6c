"""EventBridge hears of tasks that stop, as on AWS; MiniStack's ECS publishes no events.

The shape of `detail` is DescribeTasks' task:
https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ecs_task_events.html
"""

import json
import logging

from emulator.patches.pinned import pinned

logger = logging.getLogger("emulator.ecs")


def install() -> None:
    """Publish the event when a task has been marked as stopped."""
    from ministack.services import ecs, eventbridge

    mark_stopped = pinned(ecs, "_mark_task_stopped")
    pinned(eventbridge, "_put_events", "allow_aws_source")

    def publishing_mark(task_arn: str, task: dict, *arguments: object, **named: object) -> bool:
        changed = mark_stopped(task_arn, task, *arguments, **named)
        if changed:
            try:
                eventbridge._put_events(
                    {
                        "Entries": [
                            {
                                "Source": "aws.ecs",
                                "DetailType": "ECS Task State Change",
                                "Detail": json.dumps(ecs._sanitize(task)),
                                "Resources": [task_arn],
                            }
                        ]
                    },
                    allow_aws_source=True,
                )
            except Exception:
                logger.exception("could not publish that %s stopped", task_arn)
        return changed

    ecs._mark_task_stopped = publishing_mark
