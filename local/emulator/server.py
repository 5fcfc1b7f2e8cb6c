"""Serve MiniStack's ASGI application with the persistence around it."""

import asyncio
import os
import resource
import signal

from emulator.settings import Settings
from emulator.state.middleware import with_persistence
from emulator.state.saver import Saver


async def serve(settings: Settings) -> None:
    """Listen until SIGTERM or SIGINT, then let MiniStack save its state and return."""
    from hypercorn.asyncio import serve as hypercorn_serve
    from hypercorn.config import Config
    from ministack.app import app

    _allow_many_connections()
    config = Config()
    config.bind = [f"{settings.host}:{settings.port}"]
    config.keep_alive_timeout = 75
    config.loglevel = os.environ.get("LOG_LEVEL", "WARNING").upper()
    config.graceful_timeout = 2

    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stop.set)

    saver = Saver()
    saving = asyncio.create_task(saver.run())
    try:
        await hypercorn_serve(with_persistence(app, saver), config, shutdown_trigger=stop.wait)
    finally:
        saving.cancel()
        saver.save_everything()


def _allow_many_connections() -> None:
    """Raise the soft limit of descriptors: a burst of clients passes the usual 1,024."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    if soft < hard:
        resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
