"""cgroup v2: one directory for the run beside a leaf that the supervisor itself steps into first.

A v2 group with members cannot hand controllers to its children ("no internal processes"), cgroups(7).
"""

import os

from . import files
from .group import Bounds, Sample
from .place import Mount, own_directory

NEEDED = ("memory", "pids")
LEAF = "openscript-supervisor"
CPU_PERIOD_US = 100_000


class GroupV2:
    """A run's directory in the v2 hierarchy; see `group.Group`."""

    kind = "v2"

    def __init__(self, directory: str) -> None:
        self._directory = directory

    def directories(self) -> list[str]:
        return [self._directory]

    def join(self) -> None:
        files.write(self._directory, "cgroup.procs", 0)

    def sample(self) -> Sample:
        directory = self._directory
        stat = files.read_text(directory, "memory.stat")
        used = sum(
            int(line.split(" ")[1]) for line in stat.splitlines() if line.startswith(("anon ", "shmem "))
        )
        return Sample(
            memory_bytes=used,
            tasks=files.read_number(directory, "pids.current"),
            oom_kills=files.read_field(directory, "memory.events", "oom_kill"),
            fork_refusals=files.read_field(directory, "pids.events", "max"),
        )

    def pids(self) -> list[int]:
        return files.members(self._directory)

    def peak_memory(self) -> int:
        return files.read_number(self._directory, "memory.peak")

    def cpu_seconds(self) -> float:
        return files.read_field(self._directory, "cpu.stat", "usage_usec") / 1e6

    def kill(self) -> None:
        try:  # kernel 5.14: one write kills the whole tree, forks in flight included
            files.write(self._directory, "cgroup.kill", 1)
        except OSError:
            pass
        files.kill_members(self._directory)

    def remove(self) -> None:
        files.remove_directory(self._directory)


def directory_v2(mounts: list[Mount], paths: dict[str, str]) -> str | None:
    """This process' own v2 directory, if memory and pids can be used there; else None."""
    for mount in mounts:
        if mount.kind == "cgroup2" and "" in paths:
            directory = own_directory(mount, paths[""])
            if directory and os.path.basename(directory) == LEAF:
                directory = os.path.dirname(directory)
            if directory and set(NEEDED) <= set(files.read_text(directory, "cgroup.controllers").split()):
                return directory
    return None


def create_v2(parent: str, name: str, bounds: Bounds) -> GroupV2:
    """Step into the leaf, hand down the controllers, make the run's group; OSError leaves no group."""
    available = files.read_text(parent, "cgroup.controllers").split()
    _hand_down(parent, [name for name in (*NEEDED, "cpu") if name in available])
    directory = os.path.join(parent, name)
    os.mkdir(directory)
    group = GroupV2(directory)
    try:
        files.write(directory, "memory.max", bounds.memory_bytes)
        files.write(directory, "memory.oom.group", 1)
        files.write(directory, "pids.max", bounds.tasks)
        if "cpu" in available:
            files.write(
                directory, "cpu.max", f"{max(1000, int(bounds.cpus * CPU_PERIOD_US))} {CPU_PERIOD_US}"
            )
        _forbid_swap(directory)
    except OSError:
        group.remove()
        raise
    return group


def _hand_down(parent: str, controllers: list[str]) -> None:
    """Enable the controllers for the children of `parent`, from which this process must step aside first."""
    leaf = os.path.join(parent, LEAF)
    os.makedirs(leaf, exist_ok=True)
    files.write(leaf, "cgroup.procs", 0)
    try:
        files.write(parent, "cgroup.subtree_control", " ".join(f"+{name}" for name in controllers))
    except OSError:  # others live here as well: go back, as if nothing had been
        files.write(parent, "cgroup.procs", 0)
        files.remove_directory(leaf)
        raise


def _forbid_swap(directory: str) -> None:
    try:  # absent where the kernel has no swap accounting
        files.write(directory, "memory.swap.max", 0)
    except OSError:
        pass
