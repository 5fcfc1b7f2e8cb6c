"""A small HTTP/1.1 client: one kept-alive connection per origin, transient and final faults apart.

Own code instead of http.client, because that one imports a mail parser and TLS for every run: a quarter of
the supervisor's whole start.
"""

import functools
import re
import socket
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, BinaryIO, NamedTuple

from .fault import TransferFault
from .response import Response

if TYPE_CHECKING:
    import ssl

STALL_SECONDS = 20.0  # one connect, send or receive; a whole transfer may take longer
TRANSIENT_STATUS = frozenset({408, 425, 429, 500, 502, 503, 504})
MAX_SKIPPED_BYTES = 1 << 20
URL = re.compile(r"(https?)://(\[[0-9A-Fa-f:.]+\]|[^/:?#@\[\]]+)(?::([0-9]{1,5}))?(/[^#]*)?", re.ASCII)


class Address(NamedTuple):
    """The parts of a URL that a request needs."""

    scheme: str
    host: str
    port: int
    authority: str
    target: str


def parse_url(url: str) -> Address:
    """Split an absolute http(s) URL; raises TransferFault, without repeating it, for anything else."""
    match = URL.fullmatch(url)
    if match is None or any(character <= " " or character > "~" for character in url):
        raise TransferFault("not an absolute http or https URL", transient=False)
    scheme, host, port, target = match.groups()
    authority = host if port is None else f"{host}:{port}"
    return Address(
        scheme, host.strip("[]"), int(port or {"http": 80, "https": 443}[scheme]), authority, target or "/"
    )


class HttpClient:
    """Sends requests over connections it keeps alive. Not thread-safe: one client per thread."""

    def __init__(self, stall_seconds: float = STALL_SECONDS) -> None:
        self._stall_seconds = stall_seconds
        self._connections: dict[tuple[str, str], _Connection] = {}

    def send(self, method: str, url: str, headers: Mapping[str, str], body: Iterable[bytes] = ()) -> Response:
        """One request; returns the response with its body unread.

        Raises TransferFault for connection errors, time-outs and every status but 2xx. Messages name the
        method and the status or the kind of error, never the URL: it is a credential.
        """
        address = parse_url(url)
        try:
            response = self._connection(address).exchange(method, address, headers, body)
        except TransferFault:
            self.close()
            raise
        except OSError as error:
            self.close()
            raise TransferFault(f"{method}: {type(error).__name__}", transient=True) from error
        if not 200 <= response.status < 300:
            self.close()
            transient = response.status in TRANSIENT_STATUS
            raise TransferFault(f"{method}: HTTP {response.status}", transient=transient)
        return response

    def skip_body(self, response: Response) -> None:
        """Read what is left of an answer whose status said all, so that the connection can be used again."""
        try:
            response.read(MAX_SKIPPED_BYTES)
        except (OSError, TransferFault):
            self.close()

    def close(self) -> None:
        """Close every connection; the next request opens a new one."""
        for connection in self._connections.values():
            connection.close()
        self._connections.clear()

    def _connection(self, address: Address) -> "_Connection":
        origin = (address.scheme, address.authority)
        connection = self._connections.get(origin)
        if connection is not None and not connection.usable():
            connection.close()
            connection = None
        if connection is None:
            connection = self._connections[origin] = _Connection(address, self._stall_seconds)
        return connection


class _Connection:
    """One connection and its last response, which must be read to the end before the next request."""

    def __init__(self, address: Address, stall_seconds: float) -> None:
        plain = socket.create_connection((address.host, address.port), timeout=stall_seconds)
        plain.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self._socket = (
            _tls().wrap_socket(plain, server_hostname=address.host) if address.scheme == "https" else plain
        )
        self._stream: BinaryIO = self._socket.makefile("rb", 1 << 16)
        self._last: Response | None = None

    def exchange(
        self, method: str, address: Address, headers: Mapping[str, str], body: Iterable[bytes]
    ) -> Response:
        """Send one request and read the head of its response."""
        lines = [f"{method} {address.target} HTTP/1.1", f"Host: {address.authority}"]
        lines += [f"{name}: {value}" for name, value in headers.items()]
        pending = ("\r\n".join(lines) + "\r\n\r\n").encode("latin-1")
        for block in body:  # the head goes with the first block: a small upload is one packet
            self._socket.sendall(pending + block if pending else block)
            pending = b""
        if pending:
            self._socket.sendall(pending)
        self._last = Response(self._stream)
        return self._last

    def usable(self) -> bool:
        """Whether another request may follow."""
        return self._last is not None and self._last.finished and self._last.keeps_alive

    def close(self) -> None:
        """Close the socket, whatever is still under way."""
        self._stream.close()
        self._socket.close()


@functools.cache
def _tls() -> "ssl.SSLContext":
    """One context for all connections: reading the machine's certificates takes longer than a request."""
    import ssl  # plain http, as on one machine, does not pay for it

    return ssl.create_default_context()
