"""Reads what the child says on its progress pipe. Everything there may be forged or garbage. No I/O."""

import json
import math
from typing import NamedTuple

MAX_LINE_BYTES = 8 * 1024
MAX_MESSAGE_CHARACTERS = 200


class Progress(NamedTuple):
    """How far the script says it is: 0..1 or None, and one line of text or None."""

    fraction: float | None
    message: str | None


class ProgressReader:
    """Keeps the moments of `entered` (the first) and `returned` (the last) and the newest progress.

    Of one block of bytes only the last progress line counts: a script that floods the pipe costs the
    supervisor one parse a block, and cannot hold it up.
    """

    def __init__(self) -> None:
        self.entered_at: float | None = None
        self.returned_at: float | None = None
        self.progress = Progress(None, None)
        self._begun = b""

    def feed(self, data: bytes, now: float) -> None:
        """Take the next bytes, read at Unix time `now`."""
        *lines, self._begun = (self._begun + data).split(b"\n")
        if len(self._begun) > MAX_LINE_BYTES:
            self._begun = b""
        newest = None
        for line in lines:
            if b'"entered"' in line and self.entered_at is None and _event(line).get("event") == "entered":
                self.entered_at = now
            elif (
                b'"returned"' in line and self.returned_at != now and _event(line).get("event") == "returned"
            ):
                self.returned_at = now
            elif b'"progress"' in line:
                newest = line
        if newest is not None:
            self.progress = _progress(_event(newest)) or self.progress


def _event(line: bytes) -> dict:
    if len(line) > MAX_LINE_BYTES:
        return {}
    try:
        value = json.loads(line)
    except (ValueError, RecursionError):
        return {}
    return value if isinstance(value, dict) else {}


def _progress(event: dict) -> Progress | None:
    if event.get("event") != "progress":
        return None
    fraction, message = event.get("fraction"), event.get("message")
    if type(fraction) not in (int, float) or not math.isfinite(fraction):
        fraction = None
    else:
        fraction = min(1.0, max(0.0, float(fraction)))
    if isinstance(message, str):
        printable = "".join(character for character in message[:1000] if character.isprintable())
        message = printable[:MAX_MESSAGE_CHARACTERS] or None
    else:
        message = None
    return Progress(fraction, message)
