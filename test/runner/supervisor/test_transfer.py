import hashlib
import os
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from harness.object_store import ObjectStore
from runner.cancel import Cancellation
from runner.errors import Cancelled, InputChanged, PlatformFault
from runner.manifest import Download, Upload
from runner.transfer import retry as retry_module
from runner.transfer.fault import TransferFault
from runner.transfer.fetch import fetch_file, fetch_manifest
from runner.transfer.http import HttpClient
from runner.transfer.parallel import Worker, run_parallel
from runner.transfer.post import post_bytes, post_file
from runner.transfer.retry import retry

DATA = os.urandom(3_000_000)


@pytest.fixture
def worker() -> Iterator[Worker]:
    worker = Worker(lambda: False)
    yield worker
    worker.client.close()


def first(count: int, answer: str) -> Callable[[str, str], str | None]:
    """Disturb the first `count` requests."""
    seen: list[str] = []

    def on_request(_method: str, key: str) -> str | None:
        seen.append(key)
        return answer if len(seen) <= count else None

    return on_request


def wanted(store: ObjectStore, data: bytes = DATA, **changes: object) -> Download:
    url = store.put("input/文件 1.csv", data)
    download = Download("文件 1.csv", len(data), hashlib.sha256(data).hexdigest(), url, "book", "file_1")
    return download._replace(**changes)


def test_a_file_is_fetched_whole_and_read_only(store: ObjectStore, tmp_path: Path, worker: Worker) -> None:
    fetch_file(wanted(store), str(tmp_path / "x"), 0o444, worker)
    assert (tmp_path / "x").read_bytes() == DATA
    assert (tmp_path / "x").stat().st_mode & 0o777 == 0o444


def test_an_empty_file_is_fetched(store: ObjectStore, tmp_path: Path, worker: Worker) -> None:
    fetch_file(wanted(store, b""), str(tmp_path / "x"), 0o444, worker)
    assert (tmp_path / "x").read_bytes() == b""


@pytest.mark.parametrize("disturbance", ["500", "503", "429", "drop", "half"])
def test_a_disturbed_fetch_is_tried_again(
    store: ObjectStore, tmp_path: Path, worker: Worker, disturbance: str
) -> None:
    store.on_request = first(2, disturbance)
    fetch_file(wanted(store), str(tmp_path / "x"), 0o444, worker)
    assert (tmp_path / "x").read_bytes() == DATA
    assert len(store.requests) == 3


def test_a_broken_fetch_goes_on_where_it_broke_off(
    store: ObjectStore, tmp_path: Path, worker: Worker
) -> None:
    ranges: list[str | None] = []
    store.on_request = first(1, "half")
    store.on_range = ranges.append
    fetch_file(wanted(store), str(tmp_path / "x"), 0o444, worker)
    assert ranges == [None, f"bytes={len(DATA) // 2}-"]


@pytest.mark.parametrize(
    "changes", [{"sha256": "0" * 64}, {"size": len(DATA) - 1}, {"size": len(DATA) + 1}, {"size": 0}]
)
def test_other_bytes_than_accepted_are_a_changed_input(
    store: ObjectStore, tmp_path: Path, worker: Worker, changes: dict
) -> None:
    with pytest.raises(InputChanged, match="文件 1"):
        fetch_file(wanted(store, **changes), str(tmp_path / "x"), 0o444, worker)


def test_a_refused_fetch_is_not_tried_again_and_keeps_the_url_to_itself(
    store: ObjectStore, tmp_path: Path, worker: Worker
) -> None:
    download = wanted(store)
    with pytest.raises(PlatformFault) as error:
        fetch_file(download._replace(url=download.url + "0"), str(tmp_path / "x"), 0o444, worker)
    assert "HTTP 403" in str(error.value)
    assert "Signature" not in str(error.value)
    assert len(store.requests) == 1


def test_a_manifest_must_be_json(store: ObjectStore, worker: Worker) -> None:
    assert fetch_manifest(store.put("m", b'{"a": 1}'), worker) == {"a": 1}
    for content in (b"", b"{", b"\xff", b"[" * 100_000):
        with pytest.raises(PlatformFault, match="not JSON"):
            fetch_manifest(store.put("m", content), worker)


def test_an_upload_has_the_policys_fields_and_the_files_digest(store: ObjectStore, tmp_path: Path) -> None:
    upload = Upload(**store.post_policy("runs/r/1/"))
    (tmp_path / "x").write_bytes(DATA)
    file = os.open(tmp_path / "x", os.O_RDONLY)
    client = HttpClient()
    digest = post_file(client, upload, "out/北京 'x'\".csv", "text/csv", file, len(DATA))
    post_bytes(client, upload, "report.json", "application/json", b"{}")
    client.close()
    os.close(file)
    assert store.refusals == []
    assert digest == hashlib.sha256(DATA).hexdigest()
    assert store.objects["runs/r/1/out/北京 'x'\".csv"] == DATA
    assert store.content_types["runs/r/1/report.json"] == "application/json"


def test_a_file_that_became_shorter_is_a_final_fault(store: ObjectStore, tmp_path: Path) -> None:
    (tmp_path / "x").write_bytes(b"short")
    file = os.open(tmp_path / "x", os.O_RDONLY)
    with pytest.raises(TransferFault, match="shorter") as error:
        post_file(HttpClient(), Upload(**store.post_policy("p/")), "x", "text/plain", file, 5_000_000)
    os.close(file)
    assert not error.value.transient


@pytest.mark.parametrize("key", ["other/x", "../x"])
def test_the_store_of_these_tests_refuses_what_the_policy_does_not_allow(
    store: ObjectStore, key: str
) -> None:
    upload = Upload(**store.post_policy("runs/r/1/"))._replace(key_prefix="")
    with pytest.raises(TransferFault, match="403"):
        post_bytes(HttpClient(), upload, key, "text/plain", b"")
    assert store.objects == {}


def test_the_store_of_these_tests_refuses_a_forged_policy_and_unknown_fields(store: ObjectStore) -> None:
    policy = store.post_policy("p/")
    for change in ({"x-amz-signature": "0"}, {"extra": "1"}, {"bucket": "other"}):
        upload = Upload(policy["url"], {**policy["fields"], **change}, "p/")
        with pytest.raises(TransferFault, match="403"):
            post_bytes(HttpClient(), upload, "x", "text/plain", b"")
    assert store.objects == {}


def test_waiting_grows_and_ends_with_the_budget(monkeypatch: pytest.MonkeyPatch) -> None:
    now = [0.0]
    waits: list[float] = []

    def sleep(seconds: float) -> None:
        waits.append(seconds)
        now[0] += seconds

    def fail() -> None:
        raise TransferFault("POST: HTTP 503", transient=True)

    monkeypatch.setattr(retry_module.time, "monotonic", lambda: now[0])
    with pytest.raises(TransferFault):
        retry(fail, budget=20, sleep=sleep)
    assert waits == sorted(waits[:4]) + waits[4:]
    assert max(waits) <= 6.5
    assert 14 <= now[0] <= 21


def test_results_keep_the_order_of_the_jobs() -> None:
    jobs = [lambda worker, number=number: worker.sleep(0.01 * (5 - number)) or number for number in range(5)]
    assert run_parallel(jobs, threads=3, cancellation=Cancellation()) == [0, 1, 2, 3, 4]
    assert run_parallel([], threads=3, cancellation=Cancellation()) == []


def test_the_first_failure_stops_the_rest() -> None:
    done: list[int] = []

    def job(worker: Worker, number: int) -> None:
        if number == 0:
            raise PlatformFault("first")
        worker.sleep(30)
        done.append(number)

    jobs = [lambda worker, number=number: job(worker, number) for number in range(4)]
    with pytest.raises(PlatformFault, match="first"):
        run_parallel(jobs, threads=2, cancellation=Cancellation())
    assert done == []


def test_a_cancellation_does_not_wait_for_a_stuck_job() -> None:
    cancellation = Cancellation()

    def stuck(_worker: Worker) -> None:
        cancellation._on_signal(15, None)
        os.write(cancellation._write_fd, b"\x0f")
        time.sleep(5)

    with pytest.raises(Cancelled):
        run_parallel([stuck], threads=1, cancellation=cancellation)
