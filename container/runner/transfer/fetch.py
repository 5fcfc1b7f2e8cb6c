"""Fetches an object by its presigned URL: streamed, resumed after a break, size and SHA-256 checked."""

import hashlib
import json
import os

from ..errors import InputChanged, PlatformFault
from ..manifest import MAX_MANIFEST_BYTES, Download
from .fault import TransferFault
from .http import HttpClient
from .parallel import Worker
from .response import Response
from .retry import retry

BLOCK_BYTES = 1 << 20
FETCH_BUDGET_SECONDS = 45.0


def fetch_manifest(url: str, worker: Worker) -> object:
    """The manifest as parsed JSON; raises PlatformFault when it cannot be had or is no JSON."""

    def attempt() -> bytes:
        response = worker.client.send("GET", url, {"Accept-Encoding": "identity"})
        try:
            return response.read(MAX_MANIFEST_BYTES + 1)
        except OSError as error:
            raise TransferFault(f"GET: {type(error).__name__}", transient=True) from error

    try:
        data = retry(attempt, budget=FETCH_BUDGET_SECONDS, sleep=worker.sleep)
        if len(data) > MAX_MANIFEST_BYTES:
            raise PlatformFault("the manifest is too large")
        return json.loads(data)
    except TransferFault as fault:
        raise PlatformFault(f"the manifest could not be fetched ({fault})") from None
    except (ValueError, RecursionError):
        raise PlatformFault("the manifest is not JSON") from None


def fetch_file(wanted: Download, path: str, mode: int, worker: Worker) -> None:
    """Fetch `wanted` into the new file `path` with permission bits `mode`.

    Raises InputChanged when size or SHA-256 differ from the manifest, PlatformFault when the transfer fails.
    """
    file = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC, mode)
    try:
        received = _Received(wanted, file)
        retry(lambda: received.take_rest(worker), budget=FETCH_BUDGET_SECONDS, sleep=worker.sleep)
        os.fchmod(file, mode)  # whatever the umask was
    except TransferFault as fault:
        raise PlatformFault(f"{_said(wanted)} could not be fetched ({fault})") from None
    except OSError as error:
        raise PlatformFault(f"{_said(wanted)} could not be written ({error.strerror})") from None
    finally:
        os.close(file)


class _Received:
    """What has arrived of one object over all attempts: the hash goes on where the last one broke off."""

    def __init__(self, wanted: Download, file: int) -> None:
        self._wanted = wanted
        self._file = file
        self._digest = hashlib.sha256()
        self._size = 0

    def take_rest(self, worker: Worker) -> None:
        wanted = self._wanted
        if self._size < wanted.size or self._size == 0:
            self._read_from(worker, self._open(worker.client))
        if self._size < wanted.size:
            raise TransferFault("GET: the body ended early", transient=True)
        if self._digest.hexdigest() != wanted.sha256:
            raise InputChanged(f"{_said(wanted)} has another SHA-256 than when the run was accepted")

    def _open(self, client: HttpClient) -> Response:
        headers = {"Accept-Encoding": "identity"}
        if self._size:
            headers["Range"] = f"bytes={self._size}-"
        response = client.send("GET", self._wanted.url, headers)
        if self._size and response.status != 206:  # the whole again: begin anew
            self._size = 0
            self._digest = hashlib.sha256()
            os.ftruncate(self._file, 0)
            os.lseek(self._file, 0, os.SEEK_SET)
        if response.length is not None and self._size + response.length != self._wanted.size:
            client.close()
            raise InputChanged(f"{_said(self._wanted)} has another size than when the run was accepted")
        return response

    def _read_from(self, worker: Worker, response: Response) -> None:
        buffer = memoryview(bytearray(BLOCK_BYTES))
        while True:
            worker.check()
            try:
                count = response.readinto(buffer)
            except OSError as error:
                raise TransferFault(f"GET: {type(error).__name__}", transient=True) from error
            if not count:
                return
            self._size += count
            if self._size > self._wanted.size:
                worker.client.close()
                raise InputChanged(f"{_said(self._wanted)} has another size than when the run was accepted")
            self._digest.update(buffer[:count])
            _write_all(self._file, buffer[:count])


def _write_all(file: int, data: memoryview) -> None:
    while data:
        data = data[os.write(file, data) :]


def _said(wanted: Download) -> str:
    return f"input {wanted.name!r}" if wanted.parameter else "the script"
