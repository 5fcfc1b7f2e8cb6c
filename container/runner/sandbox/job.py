"""What a launcher is told about the script it starts, and what both launchers promise."""

from typing import NamedTuple, Protocol

from ..cgroup.group import Group
from ..manifest import Limits
from ..rundir import RunDirectory
from .identity import Identity
from .spawn import Child

CONTAINER_CODE = __file__.rsplit("/", 3)[0]  # the folder that holds `runner` and `openscript`


class Job(NamedTuple):
    """One script to start. `group` is None where a watchdog must measure."""

    directory: RunDirectory
    python: str
    limits: Limits
    identity: Identity
    group: Group | None
    run_id: str
    time_zone: str


class Places(NamedTuple):
    """Where the script finds its things, as paths that are true inside the sandbox."""

    code: str
    job: str
    script: str
    work: str
    result: str
    home: str


class Ended(NamedTuple):
    """How the script's main process ended; `exit_code` None means that the sandbox cannot tell."""

    exit_code: int | None
    signal: int | None


class Sandbox(Protocol):
    """A started script. Every method may be called again after the end."""

    child: Child

    def ended(self) -> Ended | None:
        """How the script ended, or None while it runs. Does not wait."""

    def own_tasks(self, *, counted: bool) -> int:
        """How many of the run's tasks are the sandbox's own, `counted` by a cgroup or by `is_member`."""

    def is_member(self, pid: int) -> bool:
        """Whether a process of this machine belongs to the run (asked only where there is no cgroup)."""

    def kill_all(self) -> None:
        """End every process of the run and reap it; raises PlatformFault if one is left."""
