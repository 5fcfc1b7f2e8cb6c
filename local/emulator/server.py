"""Serve MiniStack's ASGI application with the persistence around it."""

import asyncio
import os
import resource
import signal
from collections.abc import Iterator
from contextlib import contextmanager

import uvicorn

from emulator.joined_writes import JoiningProtocol
from emulator.settings import Settings
from emulator.state.middleware import with_persistence
from emulator.state.saver import Saver


async def serve(settings: Settings) -> None:
    """Listen until SIGTERM or SIGINT, then let MiniStack save its state and return."""
    from ministack.app import app

    _allow_many_connections()
    saver = Saver()
    config = uvicorn.Config(
        with_persistence(app, saver),
        host=settings.host,
        port=settings.port,
        http=JoiningProtocol,
        ws="none",
        lifespan="on",
        timeout_keep_alive=75,
        timeout_graceful_shutdown=2,
        log_level=os.environ.get("LOG_LEVEL", "WARNING").lower(),
        access_log=False,
        proxy_headers=False,
        # MiniStack writes both as AWS does.
        server_header=False,
        date_header=False,
    )
    server = Server(config)
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, server.leave)

    saving = asyncio.create_task(saver.run())
    try:
        await server.serve()
    finally:
        saving.cancel()
        saver.save_everything()


class Server(uvicorn.Server):
    """Uvicorn without its own handling of signals, which ends the process before the state is saved."""

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Leave the handlers as they are."""
        yield

    def leave(self) -> None:
        """Take no new requests and return from `serve` once those under way have their answers."""
        self.should_exit = True


def _allow_many_connections() -> None:
    """Raise the soft limit of descriptors: a burst of clients passes the usual 1,024."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    if soft < hard:
        resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
