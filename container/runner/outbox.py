"""Posts the log and the progress while the script runs, from a thread of its own."""

import json
import threading
import time
from collections.abc import Callable

from .manifest import Upload
from .transfer.fault import TransferFault
from .transfer.http import HttpClient
from .transfer.post import post_bytes
from .transfer.retry import retry

CHUNK_BYTES = 256 * 1024
FIRST_INTERVAL = 0.3  # seconds between log chunks at first: a short run is seen live
LONGEST_INTERVAL = 2.0
INTERVAL_GROWTH = 1.25
GATHER_SECONDS = 0.05  # lines that come together go together
PROGRESS_INTERVAL = 1.0
JOIN_SECONDS = 0.02
HURRIED_SECONDS = 0.8
POST_BUDGET_SECONDS = 60.0  # the object store may restart during a run


class Outbox:
    """A queue of log lines and the newest progress, emptied by one thread.

    The script's output is never held up by it: what waits is bounded by the log limit. After a post has
    failed for good `failure` is set and nothing more is sent.
    """

    def __init__(self, upload: Upload) -> None:
        self.failure: TransferFault | None = None
        self._upload = upload
        self._client = HttpClient()
        self._changed = threading.Condition()
        self._lines: list[bytes] = []
        self._size = 0
        self._first_number = 1
        self._gathered_since = 0.0
        self._progress: bytes | None = None
        self._closing = False
        self._give_up_at: float | None = None
        self._interval = FIRST_INTERVAL
        self._last_log = self._last_progress = 0.0
        self._thread = threading.Thread(target=self._run, daemon=True)

    def start(self) -> None:
        """Start the thread: after the sandbox was forked, never before."""
        self._thread.start()

    def add_line(self, number: int, line: bytes) -> None:
        """Queue one encoded log line; numbers come without gaps."""
        with self._changed:
            if not self._lines:
                self._first_number = number
                self._gathered_since = time.monotonic()
                self._changed.notify()
            self._lines.append(line)
            self._size += len(line)
            if self._size - len(line) < CHUNK_BYTES <= self._size:
                self._changed.notify()

    def set_progress(self, document: dict) -> None:
        """Queue progress.json; a newer one replaces one that was not sent yet."""
        with self._changed:
            self._progress = json.dumps(document, ensure_ascii=False).encode("utf-8")
            self._changed.notify()

    def close(self, seconds: float, hurried: Callable[[], bool]) -> bool:
        """Send what is left, waiting at most `seconds`; True when everything is stored.

        Once `hurried` says so (the run was cancelled meanwhile) only HURRIED_SECONDS more are left.
        """
        with self._changed:
            self._closing = True
            self._give_up_at = time.monotonic() + seconds
            self._changed.notify()
        if self._thread.ident is None:
            self._thread.start()
        while self._thread.is_alive() and time.monotonic() < self._give_up_at:
            self._thread.join(JOIN_SECONDS)
            if hurried():
                self._give_up_at = min(self._give_up_at, time.monotonic() + HURRIED_SECONDS)
                hurried = _not_again
        return not self._thread.is_alive() and self.failure is None

    def _run(self) -> None:
        try:
            while (post := self._next()) is not None:
                name, content_type, data = post
                self._with_retry(lambda: post_bytes(self._client, self._upload, name, content_type, data))  # noqa: B023
        except TransferFault as fault:
            self.failure = fault
        finally:
            self._client.close()

    def _with_retry(self, action: Callable[[], None]) -> None:
        retry(action, budget=POST_BUDGET_SECONDS, sleep=self._sleep)

    def _sleep(self, seconds: float) -> None:
        """Back off; gives up when the run is over and its time for the last posts has gone."""
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            if self._give_up_at is not None and time.monotonic() > self._give_up_at:
                raise TransferFault("POST: no time left", transient=False)
            time.sleep(0.05)

    def _next(self) -> tuple[str, str, bytes] | None:
        """Wait for the next post that is due; None when closed and empty."""
        with self._changed:
            while True:
                now = time.monotonic()
                log_due, progress_due = self._log_due(), self._progress_due()
                if (
                    progress_due is not None and progress_due <= now
                ):  # first: a flood of log must not starve it
                    return self._take_progress(now)
                if log_due is not None and log_due <= now:
                    return self._take_chunk(now)
                if self._closing:
                    return None
                dues = [due for due in (log_due, progress_due) if due is not None]
                self._changed.wait(min(dues) - now if dues else None)

    def _log_due(self) -> float | None:
        if not self._lines:
            return None
        if self._closing or self._size >= CHUNK_BYTES:
            return 0.0
        return max(self._gathered_since + GATHER_SECONDS, self._last_log + self._interval)

    def _progress_due(self) -> float | None:
        if self._progress is None:
            return None
        return 0.0 if self._closing else self._last_progress + PROGRESS_INTERVAL

    def _take_chunk(self, now: float) -> tuple[str, str, bytes]:
        count = size = 0
        while count < len(self._lines) and size < CHUNK_BYTES:
            size += len(self._lines[count])
            count += 1
        data = b"".join(self._lines[:count])
        del self._lines[:count]
        name = f"log/{self._first_number:09d}.ndjson"
        self._first_number += count
        self._size -= size
        self._last_log = self._gathered_since = now
        self._interval = min(self._interval * INTERVAL_GROWTH, LONGEST_INTERVAL)
        return name, "application/x-ndjson", data

    def _take_progress(self, now: float) -> tuple[str, str, bytes]:
        data, self._progress = self._progress or b"", None
        self._last_progress = now
        return "progress.json", "application/json", data


def _not_again() -> bool:
    return False
