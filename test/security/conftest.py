"""Runs every attack that was selected, two at a time, and hands each test the attempt of its own."""

import os
import queue
import sys
import tempfile
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path

import pytest

sys.path[:0] = [str(Path(__file__).parent), str(Path(__file__).parents[1] / "runner" / "supervisor")]

from attack import SLOTS, Attack, attempt_of  # noqa: E402
from harness.attempts import Attempt  # noqa: E402
from harness.object_store import ObjectStore  # noqa: E402
from world import World  # noqa: E402

AT_ONCE = len(SLOTS)


@pytest.fixture(scope="session")
def world() -> Iterator[World]:
    """The host's side, in a folder that every user may pass through, as a scratch directory is."""
    with tempfile.TemporaryDirectory(prefix="openscript-security-", ignore_cleanup_errors=True) as folder:
        os.chmod(folder, 0o711)
        world = World(Path(folder))
        yield world
        world.close()


@pytest.fixture(scope="session")
def attempts(request: pytest.FixtureRequest, world: World) -> Iterator[dict[Attack, "Future[Attempt]"]]:
    """The attempt of every selected attack, as futures: they run while the tests wait for theirs."""
    selected = [
        item.callspec.params["attack"]
        for item in request.session.items
        if hasattr(item, "callspec") and "attack" in item.callspec.params
    ]
    workers: queue.SimpleQueue[int] = queue.SimpleQueue()
    for number in range(AT_ONCE):
        workers.put(number)
    with ObjectStore() as store, ThreadPoolExecutor(AT_ONCE) as pool:

        def run(attack: Attack) -> Attempt:
            worker = workers.get()
            try:
                attempt = attempt_of(attack, store, world.work_dir, world.target, worker)
                attempt.run()
                return attempt
            finally:
                workers.put(worker)

        yield {attack: pool.submit(run, attack) for attack in dict.fromkeys(selected)}


@pytest.fixture
def attempt(attack: Attack, attempts: dict[Attack, "Future[Attempt]"]) -> Attempt:
    """The finished attempt of this test's attack."""
    return attempts[attack].result(timeout=120)
