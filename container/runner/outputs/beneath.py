"""Open things below a directory by descriptors, so that no link and no swap can lead anywhere else."""

import os
import stat

from ..tree import open_directory

READ_FLAGS = os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC | os.O_NOCTTY


def open_root(path: str) -> int:
    """Open a directory that the supervisor made itself; raises OSError if it is a link or gone."""
    return os.open(path, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW | os.O_CLOEXEC)


def open_file(directory: int, parts: tuple[str, ...]) -> int:
    """Open the file at `parts` below `directory`, one component at a time.

    Raises OSError where a component is no plain directory or the last one cannot be opened; the caller checks
    with `file_fault` what it got.
    """
    folders: list[int] = []
    try:
        for part in parts[:-1]:
            folder = open_directory(folders[-1] if folders else directory, part)
            if folder is None:
                raise FileNotFoundError(part)
            folders.append(folder)
        return _open_leaf(folders[-1] if folders else directory, parts[-1])
    finally:
        for folder in folders:
            os.close(folder)


def _open_leaf(directory: int, name: str) -> int:
    try:
        return os.open(name, READ_FLAGS, dir_fd=directory)
    except PermissionError:  # its owner took the rights away; without root that is us
        handle = os.open(name, os.O_PATH | os.O_NOFOLLOW | os.O_CLOEXEC, dir_fd=directory)
        try:
            if file_fault(os.fstat(handle)) is None:
                os.chmod(f"/proc/self/fd/{handle}", 0o600)
        finally:
            os.close(handle)
        return os.open(name, READ_FLAGS, dir_fd=directory)


def file_fault(about: os.stat_result) -> str | None:
    """Why this is nothing to read: only a regular file with a single name is."""
    kinds = (
        (stat.S_ISLNK, "is a symbolic link"),
        (stat.S_ISDIR, "is a folder"),
        (stat.S_ISFIFO, "is a pipe"),
        (stat.S_ISSOCK, "is a socket"),
        (stat.S_ISCHR, "is a device"),
        (stat.S_ISBLK, "is a device"),
    )
    for test, reason in kinds:
        if test(about.st_mode):
            return reason
    if not stat.S_ISREG(about.st_mode):
        return "is no regular file"
    if about.st_nlink != 1:
        return "has more than one name (hard link)"
    return None


def read_small(directory: int, parts: tuple[str, ...], at_most: int) -> bytes | None:
    """The bytes of a small file, None when absent; raises ValueError when it is no plain file or
    too large.
    """
    try:
        file = open_file(directory, parts)
    except (FileNotFoundError, NotADirectoryError):
        return None
    except OSError as error:
        raise ValueError(f"cannot be read ({error.strerror})") from None
    try:
        about = os.fstat(file)
        fault = file_fault(about)
        if fault is not None:
            raise ValueError(fault)
        if about.st_size > at_most:
            raise ValueError(f"is larger than {at_most} bytes")
        blocks = []
        left = at_most + 1
        while left > 0 and (block := os.read(file, left)):
            blocks.append(block)
            left -= len(block)
        if left <= 0:
            raise ValueError(f"is larger than {at_most} bytes")
        return b"".join(blocks)
    finally:
        os.close(file)
