"""Which kind of cgroup this host gives a run: v2, else v1, else one in a scope that systemd makes, else none.

Without one a watchdog measures.
"""

import os

from . import scope
from .group import Bounds, Group
from .place import own_paths, parse_mounts
from .v1 import create_v1, directories_v1
from .v2 import create_v2, directory_v2

NAME_PREFIX = "openscript-"


def parents() -> tuple[str | None, dict[str, str] | None]:
    """Where groups can be made: the v2 directory, the v1 directories per controller, or None."""
    with open("/proc/self/mountinfo", encoding="utf-8", errors="surrogateescape") as file:
        mounts = parse_mounts(file.read())
    with open("/proc/self/cgroup", encoding="utf-8", errors="surrogateescape") as file:
        paths = own_paths(file.read())
    return directory_v2(mounts, paths), directories_v1(mounts, paths)


def create_group(run_name: str, bounds: Bounds) -> Group | None:
    """Make the run's group; None where nothing lets this process make one."""
    name = NAME_PREFIX + run_name
    group = _create_here(name, bounds)
    if group is None and scope.move_to_scope(name):
        group = _create_here(name, bounds)
    return group


def _create_here(name: str, bounds: Bounds) -> Group | None:
    v2, v1 = parents()
    if v2 is not None and os.access(v2, os.W_OK):
        try:
            return create_v2(v2, name, bounds)
        except OSError:
            pass  # members besides this process, or not delegated: the next kind may do
    if v1 is not None and all(os.access(directory, os.W_OK) for directory in v1.values()):
        try:
            return create_v1(v1, name, bounds)
        except OSError:
            pass
    return None
