"""HTTP as uvicorn speaks it, with a response's head and body in one write.

Each write is a call of the system, which gives the interpreter's lock away and wakes the other side: two of
them were a fifth of the emulator's time.
"""

import asyncio
from typing import Any

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

# Larger pieces are not copied to be joined.
JOINED_BYTES = 64 * 1024


class JoinedWrites:
    """A transport that sends together what is written in one turn of the event loop."""

    def __init__(self, transport: asyncio.Transport, loop: asyncio.AbstractEventLoop) -> None:
        self._transport = transport
        self._loop = loop
        self._held: list[bytes] = []

    def write(self, data: bytes) -> None:
        """Send at the end of this turn of the loop; a large piece at once, behind what is held."""
        if len(data) > JOINED_BYTES:
            self._send_held()
            self._transport.write(data)
            return
        if not self._held:
            self._loop.call_soon(self._send_held)
        self._held.append(data)

    def close(self) -> None:
        """Send what is held first."""
        self._send_held()
        self._transport.close()

    def __getattr__(self, name: str) -> Any:
        return getattr(self._transport, name)

    def _send_held(self) -> None:
        held, self._held = self._held, []
        if held and not self._transport.is_closing():
            self._transport.write(b"".join(held))


class JoiningProtocol(HttpToolsProtocol):
    """Uvicorn's HTTP/1.1 on such a transport."""

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Put the transport in between."""
        super().connection_made(JoinedWrites(transport, self.loop))  # type: ignore[arg-type]
