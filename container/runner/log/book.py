"""Numbers the lines of a run's log, keeps to its size limit and writes them as NDJSON. No I/O."""

from collections.abc import Callable
from json.encoder import encode_basestring as json_string  # type: ignore[attr-defined]

from ..times import iso_utc
from .lines import LineSplitter

MEBIBYTE = 1 << 20
STREAMS = ("stdout", "stderr")


class LogBook:
    """Everything the script wrote, in the order in which it arrived.

    `emit` gets each line as encoded NDJSON with its number. The limit counts these bytes, that is what is
    stored: a million empty lines are not free. What is over the limit is counted and thrown away.
    """

    def __init__(self, log_mb: int, emit: Callable[[int, bytes], None], clock: Callable[[], float]) -> None:
        self.lines = 0
        self.bytes = 0
        self.dropped_lines = 0
        self.truncated = False
        self._log_mb = log_mb
        self._emit = emit
        self._clock = clock
        self._unfinished = dict.fromkeys(STREAMS, False)  # after the cut: a line without its newline so far
        self._splitters = {stream: LineSplitter() for stream in STREAMS}

    def feed(self, stream: str, data: bytes) -> None:
        """Take the next bytes of `stdout` or `stderr`."""
        if self.truncated:
            self.dropped_lines += data.count(b"\n")
            self._unfinished[stream] = not data.endswith(b"\n")
            return
        self._take(stream, self._splitters[stream].feed(data))

    def finish(self) -> None:
        """Both streams have ended: take what came without a newline."""
        if self.truncated:
            self.dropped_lines += sum(self._unfinished.values())
            return
        for stream, splitter in self._splitters.items():
            self._take(stream, splitter.finish())

    def say(self, text: str) -> None:
        """Add a line of the platform's own (stream `system`); it is never dropped."""
        self._write("system", text, iso_utc(self._clock()))

    def _take(self, stream: str, texts: list[str]) -> None:
        if self.truncated:
            self.dropped_lines += len(texts)
            return
        now = iso_utc(self._clock())
        for index, text in enumerate(texts):
            if self.bytes >= self._log_mb * MEBIBYTE:
                self.truncated = True
                self._unfinished = {each: splitter.begun for each, splitter in self._splitters.items()}
                self.dropped_lines += len(texts) - index
                self.say(f"log cut at {self._log_mb} MiB: the script's further output is not kept")
                return
            self._write(stream, text, now)

    def _write(self, stream: str, text: str, at: str) -> None:
        self.lines += 1
        line = f'{{"n":{self.lines},"at":"{at}","stream":"{stream}","text":{json_string(text)}}}\n'.encode()
        self.bytes += len(line)
        self._emit(self.lines, line)
