"""A small HTTP/1.1 client: one kept-alive connection per origin, transient and final faults apart."""

import functools
import http.client
import ssl
from collections.abc import Iterable, Mapping
from urllib.parse import SplitResult, urlsplit

STALL_SECONDS = 20.0  # one connect, send or receive; a whole transfer may take longer
TRANSIENT_STATUS = frozenset({408, 425, 429, 500, 502, 503, 504})


class TransferFault(Exception):
    """A request failed. `transient` says whether the same request may work later."""

    def __init__(self, message: str, *, transient: bool) -> None:
        super().__init__(message)
        self.transient = transient


class HttpClient:
    """Sends requests over connections it keeps alive. Not thread-safe: one client per thread."""

    def __init__(self, stall_seconds: float = STALL_SECONDS) -> None:
        self._stall_seconds = stall_seconds
        self._connections: dict[tuple[str, str], http.client.HTTPConnection] = {}

    def send(
        self, method: str, url: str, headers: Mapping[str, str], body: Iterable[bytes] = ()
    ) -> http.client.HTTPResponse:
        """One request; returns the response with its body unread.

        Raises TransferFault for connection errors, time-outs and every status but 2xx. Messages name the
        method and the status or the kind of error, never the URL: it is a credential.
        """
        parts = urlsplit(url)
        connection = self._connection(parts)
        target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
        try:
            connection.putrequest(method, target, skip_accept_encoding=True)
            for name, value in headers.items():
                connection.putheader(name, value)
            connection.endheaders()
            for block in body:
                connection.send(block)
            response = connection.getresponse()
        except TransferFault:  # from the body: half a request is on the wire
            self.close()
            raise
        except (OSError, http.client.HTTPException) as error:
            self.close()
            raise TransferFault(f"{method}: {type(error).__name__}", transient=True) from error
        if not 200 <= response.status < 300:
            self.close()
            transient = response.status in TRANSIENT_STATUS
            raise TransferFault(f"{method}: HTTP {response.status}", transient=transient)
        return response

    def skip_body(self, response: http.client.HTTPResponse) -> None:
        """Read what is left of an answer whose status said all, so that the connection can be used again."""
        try:
            response.read()
        except (OSError, http.client.HTTPException):
            self.close()

    def close(self) -> None:
        """Close every connection; the next request opens a new one."""
        for connection in self._connections.values():
            connection.close()
        self._connections.clear()

    def _connection(self, parts: SplitResult) -> http.client.HTTPConnection:
        origin = (parts.scheme, parts.netloc)
        if origin not in self._connections:
            self._connections[origin] = _new_connection(parts, self._stall_seconds)
        return self._connections[origin]


def _new_connection(parts: SplitResult, stall_seconds: float) -> http.client.HTTPConnection:
    if parts.scheme == "https":
        return http.client.HTTPSConnection(parts.netloc, timeout=stall_seconds, context=_tls())
    return http.client.HTTPConnection(parts.netloc, timeout=stall_seconds)


@functools.cache
def _tls() -> ssl.SSLContext:
    """One context for all connections: reading the machine's certificates takes longer than a request."""
    return ssl.create_default_context()
