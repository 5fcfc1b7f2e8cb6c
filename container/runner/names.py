"""Rules for file names: which are acceptable, and how a second file of the same name is called. No I/O."""

import os
import unicodedata

MAX_NAME_BYTES = 255


def name_fault(name: str) -> str | None:
    """Why `name` cannot be one path component; None when it can.

    Valid UTF-8 without control characters, no path part, at most 255 bytes: spaces, quotes, any script of the
    world and emoji are fine.
    """
    if name in ("", ".", ".."):
        return "is not a file name"
    if any(unicodedata.category(character) == "Cs" for character in name):
        return "is not valid UTF-8"
    if any(unicodedata.category(character) == "Cc" for character in name):
        return "has a control character"
    if "/" in name:
        return "has a path separator"
    if len(name.encode("utf-8")) > MAX_NAME_BYTES:
        return f"is longer than {MAX_NAME_BYTES} bytes"
    return None


def output_name_fault(name: str) -> str | None:
    """`name_fault`, and two more for a name the script chose itself.

    A backslash is a path separator to whoever unpacks the file on Windows; `${filename}` is replaced inside
    the key of an S3 POST upload.
    """
    if "\\" in name:
        return "has a backslash"
    if "${filename}" in name:
        return "has the text ${filename}"
    return name_fault(name)


def numbered(name: str, number: int) -> str:
    """`report.xlsx`, 2 → `report (2).xlsx`; the stem is shortened where 255 bytes would be passed."""
    if number == 1:
        return name
    stem, suffix = os.path.splitext(name)
    ending = f" ({number}){suffix}"
    room = MAX_NAME_BYTES - len(ending.encode("utf-8"))
    if room < 1:  # a suffix of 250 bytes is no suffix
        stem, ending = name, f" ({number})"
        room = MAX_NAME_BYTES - len(ending)
    return stem.encode("utf-8")[:room].decode("utf-8", "ignore") + ending


def printable(raw: bytes | str) -> str:
    """A hostile name as text to store and show: escapes for what is not plain, at most 300 characters."""
    data = raw if isinstance(raw, bytes) else raw.encode("utf-8", "surrogateescape")
    decoded = data.decode("utf-8", "backslashreplace")
    shown = "".join(f"\\x{ord(c):02x}" if unicodedata.category(c) == "Cc" else c for c in decoded)
    return shown if len(shown) <= 300 else shown[:299] + "…"
