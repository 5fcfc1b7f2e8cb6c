"""A call of a function starts no thread; MiniStack starts two, and each waits for the interpreter's lock to
begin.

The thread of an invocation is taken from those that have ended theirs: their number is not bounded, because
an invocation may wait for another. The worker's answer is read on that same thread, and a watch that looks
four times a second ends a worker that takes too long.
"""

import queue
import threading
import time
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any, ClassVar

from emulator.patches.pinned import pinned

WATCH_SECONDS = 0.25


def install() -> None:
    """Give both modules a `threading` whose `Thread` does this for these two uses."""
    from ministack.core import concurrency, lambda_runtime
    from ministack.services import apigateway

    pinned(
        concurrency, "run_reentrant", "threading.Thread(target=_run, daemon=True, name=thread_name).start()"
    )
    pinned(apigateway, "_invoke_lambda_proxy", 'thread_name="ministack-apigw-invoke"')
    pinned(
        lambda_runtime.Worker,
        "invoke",
        "reader = threading.Thread(target=_read_response, daemon=True)\n            reader.start()\n"
        "            reader.join(timeout=timeout)",
    )

    def invocation_thread(*, target: Callable[[], None], name: str = "", **named: Any) -> Any:
        reused = name == "ministack-apigw-invoke"
        return Reused(target) if reused else threading.Thread(target=target, name=name, **named)

    def reader_thread(*, target: Callable[[], None], **named: Any) -> Any:
        inline = target.__name__ == "_read_response"
        return Inline(target) if inline else threading.Thread(target=target, **named)

    concurrency.threading = with_thread(invocation_thread)
    lambda_runtime.threading = with_thread(reader_thread)
    threading.Thread(target=watch, daemon=True, name="openscript-watch").start()


def with_thread(thread: Callable[..., Any]) -> SimpleNamespace:
    """The module `threading` with another `Thread`."""
    return SimpleNamespace(**{**vars(threading), "Thread": thread})


class Reused:
    """What `run_reentrant` needs of a thread: `start`."""

    idle: ClassVar[list["queue.SimpleQueue[Callable[[], None]]"]] = []

    def __init__(self, target: Callable[[], None]) -> None:
        self.target = target

    def start(self) -> None:
        try:
            work = self.idle.pop()
        except IndexError:
            work = queue.SimpleQueue()
            threading.Thread(target=self.serve, args=(work,), daemon=True).start()
        work.put(self.target)

    @classmethod
    def serve(cls, work: "queue.SimpleQueue[Callable[[], None]]") -> None:
        while True:
            target = work.get()
            target()
            del target  # it holds a request
            cls.idle.append(work)


class Inline:
    """What `Worker.invoke` needs of its reading thread: `join` reads, `is_alive` says that time ran out."""

    under_way: ClassVar[dict["Inline", float]] = {}

    def __init__(self, target: Callable[[], None]) -> None:
        self.target = target
        self.ended_by_watch = False
        cells = dict(zip(target.__code__.co_freevars, target.__closure__ or (), strict=True))
        self.worker: Any = cells["self"].cell_contents

    def start(self) -> None:
        pass

    def join(self, timeout: float) -> None:
        self.under_way[self] = time.monotonic() + timeout
        try:
            self.target()
        finally:
            self.under_way.pop(self, None)

    def is_alive(self) -> bool:
        return self.ended_by_watch


def watch() -> None:
    """End the workers of calls that have passed their time: reading their answer then ends too."""
    while True:
        time.sleep(WATCH_SECONDS)
        now = time.monotonic()
        for reader in [each for each, deadline in list(Inline.under_way.items()) if deadline <= now]:
            reader.ended_by_watch = True
            process = reader.worker._proc
            if process is not None:
                process.kill()
