"""Paths and names of outputs: what a returned path means, and which names tables and charts may have."""

import os

from runner.child.result.json_values import is_of
from runner.child.result.problems import ResultError

MAX_NAME_BYTES = 200
_FORBIDDEN = set('/\\:*?"<>|')


class Outputs:
    """The folder `out` of a run."""

    def __init__(self, work: str):
        self._work = work
        self.folder = os.path.join(work, "out")

    def existing(self, value, path: str) -> str:
        """The path below out/ (with `/`) of a file that the script names, as `out/x.csv` or absolute."""
        if is_of(value, "pathlib", "PurePath"):
            value = str(value)
        if not isinstance(value, str):
            raise ResultError(path, 'a path such as "out/report.xlsx" is wanted')
        absolute = os.path.normpath(os.path.join(self._work, value))
        relative = os.path.relpath(absolute, self.folder)
        if relative.startswith("..") or relative == ".":
            raise ResultError(
                path, f'"{value[:200]}" is not in out/: write the file to out/ and return that path'
            )
        if not os.path.isfile(absolute):
            raise ResultError(path, f'there is no file "{value[:200]}": write it before main returns')
        return relative.replace(os.sep, "/")

    def absolute(self, relative: str) -> str:
        """The file system's path of one below out/."""
        return os.path.join(self.folder, relative)

    def free(self, folder: str, stem: str, suffix: str) -> str:
        """A path below out/ that nothing has taken yet; the script's own files are never overwritten."""
        number, relative = 1, os.path.join(folder, stem + suffix)
        while os.path.lexists(self.absolute(relative)):
            number += 1
            relative = os.path.join(folder, f"{stem} ({number}){suffix}")
        os.makedirs(os.path.dirname(self.absolute(relative)), exist_ok=True)
        return relative.replace(os.sep, "/")


def output_name(name, path: str) -> str:
    """The name of a table or chart, which becomes a folder's or file's name."""
    fits = (
        isinstance(name, str)
        and name.strip() == name != ""
        and not name.startswith((".", "~"))
        and "${" not in name  # replaced in the key of an S3 form upload
        and not any(character in _FORBIDDEN or not character.isprintable() for character in name)
        and len(name.encode("utf-8", "replace")) <= MAX_NAME_BYTES
    )
    if not fits:
        shown = repr(name)[:80]
        raise ResultError(
            path,
            f'{shown} cannot be a name: use letters, digits, spaces and "_-.", at most '
            f"{MAX_NAME_BYTES} bytes",
        )
    return str(name)
