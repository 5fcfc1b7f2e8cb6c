import json
import time
from collections.abc import Callable

from harness.object_store import ObjectStore
from runner.manifest import Upload
from runner.outbox import CHUNK_BYTES, Outbox


def until(condition: Callable[[], object]) -> None:
    give_up = time.monotonic() + 20
    while not condition():
        assert time.monotonic() < give_up
        time.sleep(0.005)


def outbox_of(store: ObjectStore) -> Outbox:
    return Outbox(Upload(**store.post_policy("p/")))


def chunks(store: ObjectStore) -> dict[str, bytes]:
    return {key: data for key, data in store.objects.items() if key.startswith("p/log/")}


def test_a_first_line_is_posted_without_waiting_for_more(store: ObjectStore) -> None:
    outbox = outbox_of(store)
    outbox.start()
    outbox.add_line(1, b"one\n")
    until(lambda: chunks(store))
    outbox.add_line(2, b"two\n")
    outbox.add_line(3, b"three\n")
    assert outbox.close(20, lambda: False)
    assert chunks(store) == {"p/log/000000001.ndjson": b"one\n", "p/log/000000002.ndjson": b"two\nthree\n"}


def test_chunks_are_bounded_and_named_by_their_first_line(store: ObjectStore) -> None:
    outbox = outbox_of(store)
    line = b"x" * 9_999 + b"\n"
    for number in range(1, 101):
        outbox.add_line(number, line)
    outbox.start()
    assert outbox.close(20, lambda: False)
    per_chunk = -(-CHUNK_BYTES // len(line))
    assert list(chunks(store)) == [f"p/log/{first:09d}.ndjson" for first in range(1, 101, per_chunk)]
    assert b"".join(chunks(store).values()) == line * 100


def test_progress_that_changes_fast_is_posted_about_once_a_second_and_last(store: ObjectStore) -> None:
    outbox = outbox_of(store)
    outbox.start()
    for number in range(200):
        outbox.set_progress({"number": number})
        time.sleep(0.001)
    assert outbox.close(20, lambda: False)
    assert json.loads(store.objects["p/progress.json"]) == {"number": 199}
    assert len(store.order) < 5


def test_a_flood_of_log_does_not_starve_the_progress(store: ObjectStore) -> None:
    outbox = outbox_of(store)
    for number in range(1, 201):
        outbox.add_line(number, b"y" * 99_999 + b"\n")
    outbox.set_progress({"at": "start"})
    outbox.start()
    assert outbox.close(20, lambda: False)
    assert store.order[0] == "p/progress.json"


def test_a_post_that_is_refused_for_good_is_a_failure_and_the_end(store: ObjectStore) -> None:
    store.on_request = lambda method, key: "403"
    outbox = outbox_of(store)
    outbox.start()
    outbox.add_line(1, b"one\n")
    until(lambda: outbox.failure is not None)
    assert "403" in str(outbox.failure)
    assert not outbox.close(1, lambda: False)


def test_closing_gives_up_when_its_time_has_gone(store: ObjectStore) -> None:
    store.on_request = lambda method, key: "503"
    outbox = outbox_of(store)
    outbox.start()
    outbox.add_line(1, b"one\n")
    assert not outbox.close(0.3, lambda: False)
    until(lambda: outbox.failure is not None)


def test_nothing_to_say_closes_at_once(store: ObjectStore) -> None:
    outbox = outbox_of(store)
    outbox.start()
    assert outbox.close(20, lambda: False)
    assert store.order == []


def test_a_cancellation_shortens_the_wait_for_a_store_that_is_down(store: ObjectStore) -> None:
    store.on_request = lambda method, key: "503"
    outbox = outbox_of(store)
    outbox.start()
    outbox.add_line(1, b"one\n")
    assert not outbox.close(600, lambda: True)
