"""Where this process stands in the cgroup file systems, from /proc (cgroups(7), proc(5)). Parsing only."""

from typing import NamedTuple


class Mount(NamedTuple):
    """One cgroup mount: `kind` is cgroup or cgroup2, `root` the part of the hierarchy it shows."""

    kind: str
    point: str
    root: str
    controllers: frozenset[str]


def parse_mounts(mountinfo: str) -> list[Mount]:
    """The cgroup mounts in the text of /proc/self/mountinfo."""
    mounts = []
    for line in mountinfo.splitlines():
        before, separator, after = line.partition(" - ")
        left, right = before.split(" "), after.split(" ")
        if separator and right[0] in ("cgroup", "cgroup2"):
            mounts.append(
                Mount(right[0], _unescape(left[4]), _unescape(left[3]), frozenset(right[2].split(",")))
            )
    return mounts


def own_paths(cgroup: str) -> dict[str, str]:
    """The text of /proc/self/cgroup as {controller: path}; the v2 path has the key "" (empty)."""
    paths = {}
    for line in cgroup.splitlines():
        _number, controllers, path = line.split(":", 2)
        for controller in controllers.split(","):
            paths[controller] = path
    return paths


def own_directory(mount: Mount, path: str) -> str | None:
    """The directory of cgroup `path` below `mount`; None when the mount does not show it."""
    root = mount.root.rstrip("/")
    if root and path != root and not path.startswith(root + "/"):
        return None
    return (mount.point.rstrip("/") + path[len(root) :]).rstrip("/")


def _unescape(field: str) -> str:
    return field.replace("\\040", " ").replace("\\011", "\t").replace("\\012", "\n").replace("\\134", "\\")
