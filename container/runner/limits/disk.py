"""How much the script has written: a walk over its writable folders that nothing in them can mislead."""

import os
import stat
from typing import NamedTuple

from ..tree import open_directory

MAX_DEPTH = 64


class DiskUse(NamedTuple):
    """`bytes_used` is allocated space (a sparse file takes little), `largest` the largest apparent size.

    `files` counts all that is no folder, `entries` the folders, too.
    """

    bytes_used: int
    files: int
    entries: int
    largest: int
    too_deep: bool


def measure(path: str, at_most: int, skip: int = 0) -> DiskUse:
    """Measure the tree at `path`, stopping after `at_most` entries, without the folder of inode `skip`.

    A file with several names counts once per name for `files` and once for its space. Links are not followed.
    What vanishes during the walk is not counted.
    """
    walk = _Walk(at_most, skip)
    try:
        root = os.open(path, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW | os.O_CLOEXEC)
    except OSError:
        return DiskUse(0, 0, 0, 0, False)
    try:
        walk.enter(root, 1)
    finally:
        os.close(root)
    return DiskUse(walk.bytes_used, walk.files, walk.entries, walk.largest, walk.too_deep)


class _Walk:
    def __init__(self, at_most: int, skip: int) -> None:
        self.bytes_used = self.files = self.entries = self.largest = 0
        self.too_deep = False
        self._at_most = at_most
        self._skip = skip
        self._seen: set[tuple[int, int]] = set()

    def enter(self, directory: int, depth: int) -> None:
        folders = []
        try:
            with os.scandir(directory) as entries:
                for entry in entries:
                    self.entries += 1
                    if self.entries > self._at_most:
                        return
                    if self._add(entry):
                        folders.append(entry.name)
        except OSError:
            pass
        for name in folders:
            self._descend(directory, name, depth)

    def _add(self, entry: os.DirEntry) -> bool:
        try:
            about = entry.stat(follow_symlinks=False)
        except OSError:
            return False
        if stat.S_ISDIR(about.st_mode):
            self.bytes_used += about.st_blocks * 512
            return about.st_ino != self._skip
        self.files += 1
        if about.st_nlink > 1:
            if (about.st_dev, about.st_ino) in self._seen:
                return False
            self._seen.add((about.st_dev, about.st_ino))
        self.bytes_used += about.st_blocks * 512
        if stat.S_ISREG(about.st_mode):
            self.largest = max(self.largest, about.st_size)
        return False

    def _descend(self, directory: int, name: str, depth: int) -> None:
        if self.entries > self._at_most:
            return
        if depth >= MAX_DEPTH:
            self.too_deep = True
            return
        child = open_directory(directory, name)
        if child is None:
            return
        try:
            self.enter(child, depth + 1)
        finally:
            os.close(child)


def unlinked_bytes(pids: list[int], device: int) -> int:
    """Space of files on `device` that have no name any more but are held open by one of the processes."""
    seen: dict[int, int] = {}
    for pid in pids:
        folder = f"/proc/{pid}/fd"
        try:
            names = os.listdir(folder)
        except OSError:
            continue
        for name in names:
            try:
                about = os.stat(f"{folder}/{name}")
            except OSError:
                continue
            if about.st_nlink == 0 and about.st_dev == device and stat.S_ISREG(about.st_mode):
                seen[about.st_ino] = about.st_blocks * 512
    return sum(seen.values())
