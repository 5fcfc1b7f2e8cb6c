"""Several transfers at once on a few threads, while the main thread stays free for a cancelling signal."""

import os
import select
import threading
import time
from collections.abc import Callable
from typing import TypeVar

from ..cancel import Cancellation
from ..errors import Cancelled
from .http import HttpClient

Result = TypeVar("Result")
POLL_SECONDS = 0.05


class Worker:
    """What a job gets: its thread's HTTP client, and a sleep that ends when the jobs are given up."""

    def __init__(self, stopped: Callable[[], bool]) -> None:
        self.client = HttpClient()
        self._stopped = stopped

    def check(self) -> None:
        """Raise Cancelled when the other jobs have been given up."""
        if self._stopped():
            raise Cancelled

    def sleep(self, seconds: float) -> None:
        """Sleep in short steps; raise Cancelled when the other jobs have been given up."""
        until = time.monotonic() + seconds
        while (left := until - time.monotonic()) > 0:
            self.check()
            time.sleep(min(left, POLL_SECONDS))


def run_parallel(
    jobs: list[Callable[[Worker], Result]], *, threads: int, cancellation: Cancellation
) -> list[Result]:
    """Run the jobs on up to `threads` daemon threads; results come in the order of the jobs.

    The first failure stops the rest and is raised. A signal raises Cancelled at once: threads stuck in a
    system call are left behind, they end with the process.
    """
    results: list = [None] * len(jobs)
    failures: list[BaseException] = []
    waiting = list(enumerate(jobs))[::-1]
    done_read, done_write = os.pipe2(os.O_CLOEXEC)

    def work() -> None:
        worker = Worker(lambda: bool(failures) or cancellation.requested)
        try:
            while not failures:
                try:
                    index, job = waiting.pop()
                except IndexError:
                    break
                results[index] = job(worker)
        except BaseException as error:
            failures.append(error)
        finally:
            worker.client.close()
            os.write(done_write, b".")

    count = min(threads, len(jobs))
    for _ in range(count):
        threading.Thread(target=work, daemon=True).start()
    finished = 0
    while finished < count:
        ready, _, _ = select.select([done_read, cancellation.wake_fd], [], [])
        cancellation.check()
        if done_read in ready:
            finished += len(os.read(done_read, count))
    os.close(done_read)
    os.close(done_write)
    if failures:
        raise failures[0]
    return results
