"""Removes a directory tree that a hostile script filled: no link, mode or depth is in the way."""

import os
import stat

MAX_DEPTH = 64  # of open descriptors: directories below are moved up to the root and emptied from there


def remove_tree(path: str) -> None:
    """Remove `path` and everything below it; what cannot be removed is left without an error."""
    try:
        root = os.open(path, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW | os.O_CLOEXEC)
    except OSError:
        return
    try:
        moved = [0]
        while _empty(root, root, 0, moved):
            pass
    finally:
        os.close(root)
    try:
        os.rmdir(path)
    except OSError:
        pass


def _empty(directory: int, root: int, depth: int, moved: list[int]) -> bool:
    """Remove what is in `directory`; True when deep directories were moved to the root meanwhile."""
    before = moved[0]
    with os.scandir(directory) as entries:
        names = [(entry.name, entry.is_dir(follow_symlinks=False)) for entry in entries]
    for name, is_directory in names:
        try:
            if is_directory:
                os.rmdir(name, dir_fd=directory)  # most are empty, when there are very many
            else:
                os.unlink(name, dir_fd=directory)
        except OSError:
            if is_directory:
                _remove_directory(directory, name, root, depth, moved)
    return moved[0] > before


def _remove_directory(parent: int, name: str, root: int, depth: int, moved: list[int]) -> None:
    child = open_directory(parent, name)
    if child is None:
        return
    try:
        if depth < MAX_DEPTH:
            _empty(child, root, depth + 1, moved)
            os.rmdir(name, dir_fd=parent)
        else:
            os.rename(name, f"deep-{os.urandom(8).hex()}", src_dir_fd=parent, dst_dir_fd=root)
            moved[0] += 1
    except OSError:
        pass
    finally:
        os.close(child)


def open_directory(parent: int, name: str) -> int | None:
    """Open a sub-directory for reading without following a link, even where its owner took the rights away.

    Returns None when `name` is no directory or cannot be opened.
    """
    flags = os.O_DIRECTORY | os.O_NOFOLLOW | os.O_CLOEXEC
    try:
        return os.open(name, os.O_RDONLY | flags, dir_fd=parent)
    except PermissionError:
        pass
    except OSError:
        return None
    try:
        handle = os.open(name, os.O_PATH | flags, dir_fd=parent)
    except OSError:
        return None
    try:
        if not stat.S_ISDIR(os.fstat(handle).st_mode):
            return None
        os.chmod(f"/proc/self/fd/{handle}", 0o700)
        return os.open(name, os.O_RDONLY | flags, dir_fd=parent)
    except OSError:
        return None
    finally:
        os.close(handle)
