"""Standard output and error: UTF-8, written line by line, never an encoding error."""

import sys


def open_streams() -> None:
    """Replace the interpreter's streams; `-u` would write each piece of a line by itself."""
    sys.stdout = sys.__stdout__ = _stream(1)
    sys.stderr = sys.__stderr__ = _stream(2)


def flush_streams() -> None:
    """Write what is left, whatever the script has made of the streams."""
    for stream in (sys.stdout, sys.stderr, sys.__stdout__, sys.__stderr__):
        try:
            stream.flush()
        except (AttributeError, OSError, ValueError):
            pass  # closed, or replaced by something without flush: nothing is left to write


def _stream(descriptor: int):
    return open(
        descriptor, "w", buffering=1, encoding="utf-8", errors="backslashreplace", newline="\n", closefd=False
    )
