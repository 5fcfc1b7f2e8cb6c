"""Fixtures of the supervisor's tests: an object store, a scratch directory, an attempt."""

import os
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

from harness.attempts import Attempt
from harness.object_store import ObjectStore
from harness.slots import claim_slot

SLOT = claim_slot()


@pytest.fixture
def store() -> Iterator[ObjectStore]:
    """An empty object store."""
    with ObjectStore() as store:
        yield store


@pytest.fixture
def work_dir() -> Iterator[Path]:
    """A scratch directory that every user may pass through."""
    with tempfile.TemporaryDirectory(prefix="openscript-runner-", ignore_cleanup_errors=True) as folder:
        os.chmod(folder, 0o711)
        yield Path(folder)


@pytest.fixture
def make_attempt(store: ObjectStore, work_dir: Path) -> Callable[..., Attempt]:
    """Builds an attempt of a script."""

    def make(source: str, **options: object) -> Attempt:
        return Attempt(store, work_dir, source, slot=SLOT, **options)  # type: ignore[arg-type]

    return make
