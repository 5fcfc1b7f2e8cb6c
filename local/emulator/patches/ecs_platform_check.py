"""A task starts a quarter of a second earlier: MiniStack waits that long to see whether the architecture can
run here.

The local agent runs every task on the machine it stands on, whatever architecture the task definition names
for AWS.
"""

from emulator.patches.pinned import pinned


def install() -> None:
    """Leave the platform out of the request to the agent."""
    from ministack.services import ecs

    build = pinned(ecs, "_build_run_kwargs", 'kwargs["platform"] = docker_platform')

    def build_without_platform(*arguments: object, **named: object) -> dict:
        kwargs = build(*arguments, **named)
        kwargs.pop("platform", None)
        return kwargs

    ecs._build_run_kwargs = build_without_platform
