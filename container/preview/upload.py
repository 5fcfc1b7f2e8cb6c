"""Sends a file to a presigned URL."""

import urllib.request
from http.client import HTTPException
from pathlib import Path
from urllib.error import URLError
from urllib.parse import urlsplit

from preview.download import opener
from preview.refusal import NOT_FETCHED, Refused

_SOCKET_SECONDS = 10


def put(url: str, path: Path) -> None:
    """Write the file's bytes to the URL. Raises Refused(not_fetched)."""
    if urlsplit(url).scheme not in ("http", "https"):
        raise Refused(NOT_FETCHED)
    headers = {"content-type": "application/octet-stream"}
    request = urllib.request.Request(url, data=path.read_bytes(), method="PUT", headers=headers)
    try:
        with opener.open(request, timeout=_SOCKET_SECONDS):
            pass
    except (URLError, HTTPException, OSError, ValueError):
        raise Refused(NOT_FETCHED) from None  # without the cause, whose text may name the URL, a secret
