"""The pipe to the supervisor: JSON lines that say that main was entered, how far it is, that it returned."""

import json
import os
import time

# A line stays below PIPE_BUF (4,096 bytes), so that those of threads and forks do not mix; a character takes
# at most 12 bytes as \uXXXX escapes.
MAX_MESSAGE_CHARACTERS = 300
MIN_INTERVAL_SECONDS = 0.05


class Channel:
    """Writes events to a descriptor; None drops them."""

    def __init__(self, descriptor: int | None):
        self._descriptor = descriptor
        self._pending = None
        self._last = float("-inf")

    def entered(self) -> None:
        """Main is about to be called."""
        self._write({"event": "entered"})

    def returned(self) -> None:
        """Main has returned."""
        self.flush()
        self._write({"event": "returned"})

    def progress(self, fraction: float | None, message: str | None) -> None:
        """Report progress; calls that follow too fast are held back, and only the last of them is sent."""
        text = None if message is None else " ".join(message.split())[:MAX_MESSAGE_CHARACTERS]
        self._pending = {"event": "progress", "fraction": fraction, "message": text}
        now = time.monotonic()
        if now - self._last >= MIN_INTERVAL_SECONDS:
            self._last = now
            self.flush()

    def flush(self) -> None:
        """Send the progress that is held back."""
        pending, self._pending = self._pending, None
        if pending is not None:
            self._write(pending)

    def _write(self, event: dict) -> None:
        if self._descriptor is None:
            return
        try:
            os.write(self._descriptor, json.dumps(event).encode() + b"\n")
        except OSError:
            self._descriptor = None  # the script closed it: progress is not worth a failed run


current = Channel(None)


def open_channel(descriptor: int | None) -> None:
    """Make `current` write to a descriptor, which the script's own processes do not inherit."""
    global current
    if descriptor is not None:
        os.set_inheritable(descriptor, False)
    current = Channel(descriptor)
