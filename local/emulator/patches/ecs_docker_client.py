"""A task never becomes one that only looks as if it ran.

Where MiniStack cannot reach a Docker engine at its first task, it says RUNNING for ever and starts nothing.
With a fixed API version the client can be made while the agent is away; a task started meanwhile fails, and
the platform retries it.
"""

import os

from emulator.patches.pinned import pinned

API_VERSION = "1.44"
CALL_SECONDS = 10


def install() -> None:
    """Make the client at once, if there is to be one."""
    from ministack.services import ecs

    pinned(ecs, "_get_docker", "docker.from_env")
    host = os.environ["DOCKER_HOST"]
    if host.endswith("/no-docker.sock"):
        return
    import docker

    client = docker.DockerClient(base_url=host, version=API_VERSION, timeout=CALL_SECONDS, max_pool_size=64)
    ecs._get_docker = lambda: client
