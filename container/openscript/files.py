"""An input file: a path that also knows its original name, its size and its SHA-256."""

import pathlib

_ConcretePath = type(pathlib.Path())


class File(_ConcretePath):
    """A read-only input file; usable wherever a `pathlib.Path` is.

    `original_name` is what the user uploaded (the path may end in ` (2)` where two files had the same name),
    `size` is in bytes, `sha256` is the hex digest that the platform has checked, None outside the platform.
    Paths derived from it (`file.parent`, `file.with_suffix(".csv")`) know none of this: they are other files.
    """

    _original_name = None
    _size = None
    _sha256 = None

    def __new__(cls, *segments, original_name=None, size=None, sha256=None):
        self = super().__new__(cls, *segments)
        self._original_name = original_name
        self._size = size
        self._sha256 = sha256
        return self

    def __init__(self, *segments, original_name=None, size=None, sha256=None):
        # Until Python 3.11 a path is made wholly by __new__, since 3.12 by __init__.
        if _ConcretePath.__init__ is object.__init__:
            super().__init__()
        else:
            super().__init__(*segments)

    @property
    def original_name(self) -> str:
        """The name of the file as the user uploaded it."""
        return self.name if self._original_name is None else self._original_name

    @property
    def size(self) -> int:
        """The size in bytes."""
        return self.stat().st_size if self._size is None else self._size

    @property
    def sha256(self) -> str | None:
        """The hex SHA-256 of the content, or None where nobody has computed it."""
        return self._sha256

    def with_segments(self, *segments):
        """Since Python 3.12 derived paths are made here: they are other files, so plain paths."""
        return _ConcretePath(*segments)

    def __reduce__(self):
        return _rebuild, (str(self), self._original_name, self._size, self._sha256)


def _rebuild(path, original_name, size, sha256):
    return File(path, original_name=original_name, size=size, sha256=sha256)
