"""An append-only file of JSON records, each checked by a CRC, that survives being cut off at any byte."""

import json
import os
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any


class DamagedJournal(Exception):
    """A record in the middle of the file does not have its checksum: something else changed the file."""


class Journal:
    """Records are appended with one write each, so that a reader sees a record whole or not at all."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._descriptor = -1
        self.size = 0

    def read(self) -> Iterator[Any]:
        """Yield every whole record; forget a last one that a killed process left unfinished."""
        if not self._path.exists():
            return
        lines = self._path.read_bytes().split(b"\n")
        unfinished = lines.pop()
        for number, line in enumerate(lines, start=1):
            checksum, _, text = line.partition(b" ")
            if checksum != _checksum(text):
                raise DamagedJournal(
                    f"{self._path}: record {number} is damaged; restore the file or move it away"
                )
            yield json.loads(text)
        if unfinished:
            with self._path.open("r+b") as file:
                file.truncate(self._path.stat().st_size - len(unfinished))

    def append(self, record: Any) -> None:
        """Add one record; it is with the operating system when this returns."""
        text = json.dumps(record, separators=(",", ":"), ensure_ascii=False).encode()
        line = _checksum(text) + b" " + text + b"\n"
        if self._descriptor < 0:
            self._descriptor = os.open(
                self._path, os.O_WRONLY | os.O_APPEND | os.O_CREAT | os.O_CLOEXEC, 0o600
            )
            self.size = os.fstat(self._descriptor).st_size
        written = os.write(self._descriptor, line)
        if written != len(line):
            os.ftruncate(self._descriptor, self.size)
            raise OSError(
                f"{self._path}: only {written} of {len(line)} bytes could be written; is the disk full?"
            )
        self.size += written

    def replace(self, records: list[Any]) -> None:
        """Make these the only records, in one step."""
        fresh = self._path.with_suffix(".tmp")
        fresh.unlink(missing_ok=True)
        other = Journal(fresh)
        for record in records:
            other.append(record)
        other.close()
        if not fresh.exists():
            fresh.touch(mode=0o600)
        os.replace(fresh, self._path)
        self.close()
        self.size = 0

    def close(self) -> None:
        """Give the descriptor back; the next append opens the file again."""
        if self._descriptor >= 0:
            os.close(self._descriptor)
            self._descriptor = -1


def _checksum(text: bytes) -> bytes:
    return b"%08x" % zlib.crc32(text)
