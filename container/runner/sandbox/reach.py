"""Make files reachable for a run's uid that lie below a directory closed to it, such as /root with mode 0700.

The interpreter of the scripts (a pyenv in root's home, a virtual environment in a checkout), bubblewrap and
the run directory must be found at their own paths by a uid that may not pass through somebody's home. Root
covers the closed directory with an empty one, in a private mount namespace that only the sandbox's process
sees, and binds into it just those files. Nothing else below the closed directory becomes visible.
"""

import os
import stat

from . import kernel


def closed_parent(path: str) -> str | None:
    """The topmost parent directory of `path` that others may not pass through; None when all are open."""
    parts = path.strip("/").split("/")
    for count in range(1, len(parts)):
        parent = "/" + "/".join(parts[:count])
        if not os.stat(parent).st_mode & stat.S_IXOTH:
            return parent
    return None


def open_ways(paths: list[str]) -> None:
    """Bind every path of `paths` that lies below a closed directory into an open, empty one in its place.

    Leaves the host's mount namespace first, where there is anything to do: what is mounted is seen by this
    process and its children only. Paths that are open already are left as they are. Writable directories stay
    writable: who may write is said by their own modes and by the sandbox's mounts. Needs root.
    """
    below: dict[str, list[str]] = {}
    for path in sorted(set(paths)):
        closed = closed_parent(path)
        if closed is not None:
            below.setdefault(closed, []).append(path)
    if below:
        kernel.unshare(kernel.CLONE_NEWNS)
        kernel.mount("none", "/", None, kernel.MS_REC | kernel.MS_PRIVATE)
    for closed, wanted in below.items():
        _cover(closed, [path for path in wanted if not _inside_another(path, wanted)])


def _inside_another(path: str, others: list[str]) -> bool:
    return any(path != other and path.startswith(other + "/") for other in others)


def _cover(closed: str, wanted: list[str]) -> None:
    handles = [(path, os.open(path, os.O_PATH | os.O_CLOEXEC)) for path in wanted]
    kernel.mount("tmpfs", closed, "tmpfs", kernel.MS_NOSUID | kernel.MS_NODEV, "mode=0755,size=1m")
    for path, handle in handles:
        _make_place(path, is_directory=stat.S_ISDIR(os.fstat(handle).st_mode))
        kernel.mount(f"/proc/self/fd/{handle}", path, None, kernel.MS_BIND | kernel.MS_REC)
        os.close(handle)
    flags = kernel.MS_REMOUNT | kernel.MS_BIND | kernel.MS_RDONLY | kernel.MS_NOSUID | kernel.MS_NODEV
    kernel.mount("none", closed, None, flags)


def _make_place(path: str, *, is_directory: bool) -> None:
    folder = path if is_directory else os.path.dirname(path)
    os.makedirs(folder, mode=0o755, exist_ok=True)
    if not is_directory:
        os.close(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_CLOEXEC, 0o644))
