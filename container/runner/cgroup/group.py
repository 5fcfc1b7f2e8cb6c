"""What a run's cgroup offers whichever version it is, and the limits it is made with."""

from typing import NamedTuple, Protocol


class Bounds(NamedTuple):
    """Limits of one run: bytes, tasks (processes and threads together), CPUs."""

    memory_bytes: int
    tasks: int
    cpus: float


class Sample(NamedTuple):
    """What the kernel counts at this moment. `oom_kills` and `fork_refusals` only ever grow."""

    memory_bytes: int
    tasks: int
    oom_kills: int
    fork_refusals: int


class Group(Protocol):
    """One run's cgroup."""

    kind: str

    def directories(self) -> list[str]:
        """The directories the group is made of."""

    def join(self) -> None:
        """Move the calling process in; called in the forked child before it gives up root."""

    def sample(self) -> Sample:
        """Current counts; cheap enough for every tick."""

    def pids(self) -> list[int]:
        """The processes that are in the group now."""

    def peak_memory(self) -> int:
        """The most memory ever in use, in bytes, page cache included."""

    def cpu_seconds(self) -> float:
        """CPU time of everything that ever ran in the group."""

    def kill(self) -> None:
        """SIGKILL every process in the group, until there is none or a second has gone."""

    def remove(self) -> None:
        """Delete the group; it must be empty."""
