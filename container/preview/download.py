"""Fetches a file by its presigned URL: as much of it as a preview reads."""

import time
import urllib.request
from http.client import HTTPException
from pathlib import Path
from urllib.error import URLError
from urllib.parse import urlsplit

from preview import limits
from preview.formats import is_read_whole
from preview.refusal import NOT_FETCHED, Refused

_SOCKET_SECONDS = 5
_CHUNK_BYTES = 1024 * 1024


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    """A presigned URL has what it names, or nothing: nobody is followed anywhere."""

    def redirect_request(self, *_arguments) -> None:
        return None


# No proxies either: the environment has no say in where the bytes come from.
opener = urllib.request.build_opener(_NoRedirect, urllib.request.ProxyHandler({}))


def fetch(url: str, size: int, path: Path, *, whole: bool = False) -> bool:
    """Write all of the file to `path` (True), or a text's beginning (False; not where `whole` is asked for).

    Raises Refused(not_fetched).
    """
    if urlsplit(url).scheme not in ("http", "https"):
        raise Refused(NOT_FETCHED)
    deadline = time.monotonic() + limits.MAX_DOWNLOAD_SECONDS
    try:
        with opener.open(url, timeout=_SOCKET_SECONDS) as response, path.open("wb") as file:
            wanted = min(size, limits.MAX_TEXT_BYTES)
            head = _read_exactly(response, wanted)
            file.write(head)
            if size > wanted and not whole and not is_read_whole(head):
                return False
            left = size - wanted
            while left > 0:
                if time.monotonic() > deadline:
                    raise Refused(NOT_FETCHED)
                chunk = _read_exactly(response, min(left, _CHUNK_BYTES))
                file.write(chunk)
                left -= len(chunk)
    except (URLError, HTTPException, OSError, ValueError):
        raise Refused(NOT_FETCHED) from None  # without the cause, whose text may name the URL, a secret
    return True


def _read_exactly(response, size: int) -> bytes:
    data = response.read(size)
    if len(data) != size:
        raise Refused(NOT_FETCHED)
    return data
