"""The private directory of one run: laid before the script starts, removed afterwards, locked meanwhile.

<work dir>/run-<random>/        0711, the supervisor's; `lock` is held while the supervisor lives
    job/job.json                what the child is to do
    script/<file_name>          0444
    work/                       the script's working directory, its own
    work/in/<parameter>/<name>  0444, in directories that the script cannot change
    work/out/                   becomes the artifacts
    result/                     result.json or failure.json, and table chunks
    tmp/                        TMPDIR where there is no private /tmp (launcher inproc)
"""

import fcntl
import json
import os
from collections.abc import Iterable
from typing import NamedTuple

from .errors import PlatformFault
from .manifest import Download
from .names import numbered

PREFIX = "run-"


class RunDirectory(NamedTuple):
    """Paths of a run directory; `lock` is a descriptor whose flock says that the run is alive."""

    root: str
    lock: int

    @property
    def name(self) -> str:
        return os.path.basename(self.root)

    def path(self, *parts: str) -> str:
        return os.path.join(self.root, *parts)


class LaidFile(NamedTuple):
    """Where one input is to be written, absolutely and as the script names it."""

    wanted: Download
    path: str
    relative: str


def create_run_directory(work_dir: str) -> RunDirectory:
    """Make the empty run directory with its lock; raises PlatformFault where the scratch disk refuses."""
    root = os.path.join(work_dir, PREFIX + os.urandom(8).hex())
    try:
        os.mkdir(root)
        os.chmod(root, 0o711)  # the run's uid passes through, and cannot list
        lock = os.open(os.path.join(root, "lock"), os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        for name in ("job", "script", "work", "work/in", "work/out", "result", "tmp"):
            path = os.path.join(root, name)
            os.mkdir(path)
            os.chmod(path, 0o755)
    except OSError as error:
        raise PlatformFault(f"the run directory could not be made ({error.strerror})") from None
    return RunDirectory(root, lock)


def lay_inputs(directory: RunDirectory, inputs: Iterable[Download]) -> list[LaidFile]:
    """Choose a place for every input and make the parameter folders.

    Names are kept; a second file of one name in one parameter becomes `name (2).suffix`. Each file is made
    here, empty and exclusively, and removed again, so that on a file system which ignores case `A.csv` and
    `a.csv` get different names too.
    """
    laid = []
    for wanted in inputs:
        folder = directory.path("work", "in", str(wanted.parameter))
        if not os.path.isdir(folder):
            os.mkdir(folder)
            os.chmod(folder, 0o755)
        name = _free_name(folder, wanted.name)
        laid.append(LaidFile(wanted, os.path.join(folder, name), f"in/{wanted.parameter}/{name}"))
    for file in laid:
        os.unlink(file.path)
    return laid


def _free_name(folder: str, wanted: str) -> str:
    number = 1
    while True:
        name = numbered(wanted, number)
        try:
            flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC
            os.close(os.open(os.path.join(folder, name), flags, 0o600))
            return name
        except FileExistsError:
            number += 1
        except OSError as error:
            raise PlatformFault(f"an input could not be laid ({error.strerror})") from None


def note_groups(directory: RunDirectory, groups: list[str]) -> None:
    """Write the run's cgroup directories into its lock file, for whoever sweeps after a killed supervisor."""
    os.pwrite(directory.lock, json.dumps(groups).encode("utf-8"), 0)


def read_groups(lock: int) -> list[str]:
    """What `note_groups` wrote; empty when nothing was."""
    try:
        groups = json.loads(os.pread(lock, 1 << 16, 0))
    except ValueError:
        return []
    return [each for each in groups if isinstance(each, str)] if isinstance(groups, list) else []


def give_to_script(directory: RunDirectory, uid: int) -> None:
    """Make the writable places the script's own: they are its uid's, and nobody else can look in."""
    for name in ("work", "work/out", "result", "tmp"):
        path = directory.path(name)
        os.chmod(path, 0o700)
        if uid != os.getuid():
            os.chown(path, uid, uid)
