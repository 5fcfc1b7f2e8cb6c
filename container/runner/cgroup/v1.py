"""cgroup v1: one directory per controller, below the supervisor's own place in each hierarchy."""

import os

from . import files
from .group import Bounds, Sample
from .place import Mount, own_directory

NEEDED = ("memory", "pids")
WANTED = (*NEEDED, "cpu", "cpuacct", "freezer")
CPU_PERIOD_US = 100_000


class GroupV1:
    """A run's directories in the v1 hierarchies; see `group.Group`."""

    kind = "v1"

    def __init__(self, directories: dict[str, str]) -> None:
        self._of = directories

    def directories(self) -> list[str]:
        return sorted(set(self._of.values()))

    def join(self) -> None:
        for directory in set(self._of.values()):
            files.write(directory, "cgroup.procs", 0)

    def sample(self) -> Sample:
        memory, pids = self._of["memory"], self._of["pids"]
        stat = files.read_text(memory, "memory.stat")
        used = sum(
            int(line.split(" ")[1])
            for line in stat.splitlines()
            if line.startswith(("total_rss ", "total_shmem "))
        )
        return Sample(
            memory_bytes=used,
            tasks=files.read_number(pids, "pids.current"),
            oom_kills=files.read_field(memory, "memory.oom_control", "oom_kill"),
            fork_refusals=files.read_field(pids, "pids.events", "max"),
        )

    def pids(self) -> list[int]:
        return files.members(self._of["pids"])

    def peak_memory(self) -> int:
        return files.read_number(self._of["memory"], "memory.max_usage_in_bytes")

    def cpu_seconds(self) -> float:
        if "cpuacct" not in self._of:
            return 0.0
        return files.read_number(self._of["cpuacct"], "cpuacct.usage") / 1e9

    def kill(self) -> None:
        if "freezer" in self._of:  # nothing can fork past the list of members while it is frozen
            self._try_write("freezer", "freezer.state", "FROZEN")
        self._try_write("pids", "pids.max", 0)
        files.kill_once(self._of["pids"])
        if "freezer" in self._of:
            self._try_write("freezer", "freezer.state", "THAWED")
        files.kill_members(self._of["pids"])

    def remove(self) -> None:
        for directory in set(self._of.values()):
            files.remove_directory(directory)

    def _try_write(self, controller: str, name: str, value: object) -> None:
        try:
            files.write(self._of[controller], name, value)
        except OSError:
            pass


def directories_v1(mounts: list[Mount], paths: dict[str, str]) -> dict[str, str] | None:
    """This process' own directory per v1 controller; None when memory or pids is not mounted."""
    found = {}
    for mount in mounts:
        for controller in mount.controllers & set(WANTED):
            directory = own_directory(mount, paths.get(controller, "/")) if mount.kind == "cgroup" else None
            if directory is not None and os.path.isdir(directory):
                found[controller] = directory
    return found if all(name in found for name in NEEDED) else None


def create_v1(parents: dict[str, str], name: str, bounds: Bounds) -> GroupV1:
    """Make the run's directories and set their limits; raises OSError, leaving nothing behind."""
    made: dict[str, str] = {}
    group = GroupV1(made)
    try:
        for controller, parent in parents.items():
            directory = os.path.join(parent, name)
            if directory not in made.values():
                os.mkdir(directory)
            made[controller] = directory
        _set_limits(made, bounds)
    except OSError:
        group.remove()
        raise
    return group


def _set_limits(made: dict[str, str], bounds: Bounds) -> None:
    files.write(made["memory"], "memory.limit_in_bytes", bounds.memory_bytes)
    try:  # only where swap accounting is on
        files.write(made["memory"], "memory.memsw.limit_in_bytes", bounds.memory_bytes)
    except OSError:
        pass
    files.write(made["pids"], "pids.max", bounds.tasks)
    if "cpu" in made:
        files.write(made["cpu"], "cpu.cfs_period_us", CPU_PERIOD_US)
        files.write(made["cpu"], "cpu.cfs_quota_us", max(1000, int(bounds.cpus * CPU_PERIOD_US)))
