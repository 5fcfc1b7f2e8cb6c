"""Lists what the script left under out/: what becomes an artifact, and what is refused and why."""

import os
import stat
from typing import NamedTuple

from ..manifest import MEBIBYTE, Limits
from ..names import output_name_fault, printable
from ..tree import open_directory
from .beneath import file_fault

MAX_DEPTH = 32
MAX_KEY_BYTES = 900  # of path; an S3 key has 1,024 and begins with runs/<run>/<attempt>/out/
MAX_REFUSED = 200


class Found(NamedTuple):
    """One file that becomes an artifact. `inode` makes sure that what is uploaded is what was listed."""

    parts: tuple[str, ...]
    size: int
    inode: tuple[int, int]

    @property
    def path(self) -> str:
        return "/".join(self.parts)


class Collected(NamedTuple):
    """All there was: files in order of their paths, refusals as {path, reason}, and how many more."""

    files: list[Found]
    refused: list[dict[str, str]]
    more_refused: int


def collect(root: int, limits: Limits) -> Collected:
    """Walk the directory with descriptor `root`. Nothing is followed, opened for writing or changed.

    At most `output_files` files of together `output_mb` are taken, in the order of their paths; the rest is
    refused by name, so that files written before a limit was passed are kept.
    """
    walk = _Walk(limits)
    walk.enter(root, ())
    return Collected(sorted(walk.files), walk.refused, walk.more_refused)


class _Walk:
    def __init__(self, limits: Limits) -> None:
        self.files: list[Found] = []
        self.refused: list[dict[str, str]] = []
        self.more_refused = 0
        self._limits = limits
        self._bytes = 0
        self._entries_left = 10 * limits.output_files + 10_000

    def enter(self, directory: int, above: tuple[str, ...]) -> None:
        try:
            names = os.listdir(directory)
        except OSError:
            self._refuse((*above, ""), "cannot be listed")
            return
        for name in sorted(names):
            self._entries_left -= 1
            if self._entries_left < 0:
                return
            fault = output_name_fault(name)
            if fault is not None:
                self._refuse((*above, name), f"its name {fault}")
                continue
            self._take(directory, (*above, name))

    def _take(self, directory: int, parts: tuple[str, ...]) -> None:
        try:
            about = os.stat(parts[-1], dir_fd=directory, follow_symlinks=False)
        except OSError:
            return
        if stat.S_ISDIR(about.st_mode):
            self._descend(directory, parts)
            return
        fault = file_fault(about) or self._limit_fault(parts, about.st_size)
        if fault is not None:
            self._refuse(parts, fault)
            return
        self._bytes += about.st_size
        self.files.append(Found(parts, about.st_size, (about.st_dev, about.st_ino)))

    def _descend(self, directory: int, parts: tuple[str, ...]) -> None:
        if len(parts) >= MAX_DEPTH:
            self._refuse(parts, f"is nested more than {MAX_DEPTH} folders deep")
            return
        child = open_directory(directory, parts[-1])
        if child is None:
            self._refuse(parts, "cannot be opened")
            return
        try:
            self.enter(child, parts)
        finally:
            os.close(child)

    def _limit_fault(self, parts: tuple[str, ...], size: int) -> str | None:
        limits = self._limits
        if len("/".join(parts).encode("utf-8")) > MAX_KEY_BYTES:
            return f"its path is longer than {MAX_KEY_BYTES} bytes"
        if size > limits.file_mb * MEBIBYTE:
            return f"is larger than {limits.file_mb} MiB"
        if len(self.files) >= limits.output_files:
            return f"is more than the {limits.output_files} files a run may leave"
        if self._bytes + size > limits.output_mb * MEBIBYTE:
            return f"is more than the {limits.output_mb} MiB a run may leave"
        return None

    def _refuse(self, parts: tuple[str, ...], reason: str) -> None:
        if len(self.refused) < MAX_REFUSED:
            self.refused.append({"path": printable("/".join(parts)), "reason": reason})
        else:
            self.more_refused += 1
