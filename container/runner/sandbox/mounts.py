"""Turns `mounts.txt` into bubblewrap arguments."""

import os
from collections.abc import Mapping

HERE = os.path.dirname(os.path.abspath(__file__))
MOUNTS_FILE = os.path.join(HERE, "mounts.txt")
DATA_DIRECTORY = os.path.join(HERE, "etc")
MEBIBYTE = 1 << 20


def read_mounts(path: str = MOUNTS_FILE) -> list[list[str]]:
    """The lines of the mounts file as words, without comments."""
    with open(path, encoding="utf-8") as file:
        return [line.split() for line in file if line.strip() and not line.startswith("#")]


def mount_arguments(
    lines: list[list[str]], places: Mapping[str, str], interpreter: list[tuple[str, str]], memory_mb: int
) -> list[str]:
    """Arguments for bubblewrap, in the order of the lines.

    `places` fills {run}, {code} and {etc}; `interpreter` is pairs of source and path. Raises ValueError for a
    line of an unknown kind.
    """
    arguments: list[str] = []
    for words in lines:
        kind, rest = words[0], [_fill(word, places) for word in words[1:]]
        if kind == "same":
            arguments += _same(rest[0])
        elif kind == "read-only":
            arguments += ["--ro-bind", *rest]
        elif kind == "writable":
            arguments += ["--bind", *rest]
        elif kind == "tmpfs":
            size = memory_mb if rest[1] == "{memory}" else int(rest[1])
            arguments += ["--perms", "1777", "--size", str(size * MEBIBYTE), "--tmpfs", rest[0]]
        elif kind in ("proc", "dev"):
            arguments += [f"--{kind}", rest[0]]
        elif kind == "interpreter":
            for source, path in interpreter:
                arguments += ["--ro-bind", source, path]
        elif kind == "seal":
            arguments += ["--remount-ro", rest[0]]
        else:
            raise ValueError(f"{MOUNTS_FILE}: unknown kind {kind!r}")
    return arguments


def _fill(word: str, places: Mapping[str, str]) -> str:
    for name, path in places.items():
        if word.startswith("{" + name + "}"):
            return path + word[len(name) + 2 :]
    return word


def _same(path: str) -> list[str]:
    if os.path.islink(path):
        return ["--symlink", os.readlink(path), path]
    if os.path.exists(path):
        return ["--ro-bind", path, path]
    return []
