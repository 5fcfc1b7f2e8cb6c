"""Reads one HTTP/1.1 response: the status line, the headers, and a body of known length, in chunks, or to
the end.

Sources: RFC 9112, sections 4 to 7. Only what a client of an object store meets; anything else is a fault.
"""

from typing import BinaryIO

from .fault import TransferFault

MAX_LINE_BYTES = 64 * 1024
MAX_HEADERS = 200
WITHOUT_BODY = (204, 304)


class Response:
    """A response whose body is read with `readinto` or `read`; `finished` says that all of it was."""

    def __init__(self, stream: BinaryIO) -> None:
        """Read up to the body; raises TransferFault for what is no HTTP/1.1, OSError from the connection."""
        self._stream = stream
        self.status, self.headers = _read_head(stream)
        while 100 <= self.status < 200:
            self.status, self.headers = _read_head(stream)
        self._chunked = self.headers.get("transfer-encoding", "").lower() == "chunked"
        length = self.headers.get("content-length")
        self.length = int(length) if length is not None and length.isdigit() and not self._chunked else None
        if self.status in WITHOUT_BODY:
            self._chunked, self.length = False, 0
        self._left = self.length if self.length is not None else 0
        self.finished = self.length == 0
        self.keeps_alive = (self._chunked or self.length is not None) and (
            self.headers.get("connection", "").lower() != "close"
        )

    def readinto(self, buffer: memoryview) -> int:
        """Read the next bytes of the body; 0 at its end. Raises TransferFault when it breaks off before."""
        if self.finished:
            return 0
        if self._chunked and self._left == 0:
            self._begin_chunk()
            if self.finished:
                return 0
        bounded = self._chunked or self.length is not None
        count = self._stream.readinto(buffer[: self._left] if bounded else buffer)  # type: ignore[attr-defined]
        if count:
            self._left -= count if bounded else 0
            if self._chunked and self._left == 0:
                _read_line(self._stream)
            self.finished = self.length is not None and self._left == 0
            return count
        if bounded:
            raise TransferFault("the answer ended early", transient=True)
        self.finished = True
        return 0

    def read(self, at_most: int) -> bytes:
        """The body, or its first `at_most` bytes."""
        buffer = memoryview(bytearray(min(at_most, 1 << 16)))
        whole = bytearray()
        while len(whole) < at_most and (count := self.readinto(buffer[: at_most - len(whole)])):
            whole += buffer[:count]
        return bytes(whole)

    def _begin_chunk(self) -> None:
        size = _read_line(self._stream).partition(b";")[0].strip()
        try:
            self._left = int(size, 16)
        except ValueError:
            raise TransferFault("the answer has a chunk without a size", transient=True) from None
        if self._left == 0:
            while _read_line(self._stream):
                pass  # trailers
            self.finished = True


def _read_head(stream: BinaryIO) -> tuple[int, dict[str, str]]:
    version, _, rest = _read_line(stream).partition(b" ")
    status = rest.partition(b" ")[0]
    if version not in (b"HTTP/1.1", b"HTTP/1.0") or not status.isdigit() or len(status) != 3:
        raise TransferFault("the answer is no HTTP/1.1", transient=True)
    headers = {} if version == b"HTTP/1.1" else {"connection": "close"}
    while line := _read_line(stream):
        name, colon, value = line.decode("latin-1").partition(":")
        if not colon or len(headers) >= MAX_HEADERS:
            raise TransferFault("the answer has wrong headers", transient=True)
        headers[name.strip().lower()] = value.strip()
    return int(status), headers


def _read_line(stream: BinaryIO) -> bytes:
    line = stream.readline(MAX_LINE_BYTES)
    if not line.endswith(b"\n"):
        raise TransferFault("the answer ended early", transient=True)
    return line.rstrip(b"\r\n")
