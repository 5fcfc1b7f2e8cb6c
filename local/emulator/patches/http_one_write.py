"""A response's head and the beginning of its body leave in one write; hypercorn makes two, and each wakes the
other side.

A write gives the interpreter's lock away and has to wait for it: with ten calls under way it is the largest
part of the emulator's time.
"""

from typing import Any

from emulator.patches.pinned import pinned

# Larger pieces are not copied to be joined.
JOINED_BYTES = 64 * 1024


def install() -> None:
    """Hold a response's head back until its body, or its end, follows."""
    import h11
    from hypercorn.events import RawData
    from hypercorn.protocol.h11 import H11Protocol

    pinned(H11Protocol, "_send_h11_event", "self.connection.send(event)", "self.connection.their_state")

    async def send_joined(self: Any, event: Any) -> None:
        try:
            data = self.connection.send(event)
        except h11.LocalProtocolError:
            if self.connection.their_state != h11.ERROR:
                raise
            return
        if isinstance(event, h11.Response):
            self.held_head = data
            return
        head = self.__dict__.pop("held_head", b"")
        if head and len(data) > JOINED_BYTES:
            await self.send(RawData(data=head))
            head = b""
        if head or data:
            await self.send(RawData(data=head + data))

    H11Protocol._send_h11_event = send_joined
