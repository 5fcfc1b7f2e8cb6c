"""A table's stream reaches its functions as on AWS: by filter, in order, at least once, also over a restart.

MiniStack keeps stream records in memory and a position into them in a file: after a restart the position
points behind everything new, and nothing is delivered any more. For streams it knows neither
`ReportBatchItemFailures` nor `BisectBatchOnFunctionError` nor `MaximumRetryAttempts`, and one slow function
stops all mappings.

Here each mapping has a queue of the records that its filter lets through, which a journal remembers until
they are worked on; the records themselves can still be read by GetRecords.
"""

import json
import logging
import threading
import time
from collections import deque
from typing import Any

from emulator.patches.pinned import pinned
from emulator.state.journal import Journal
from emulator.state.snapshot import state_path

BACKOFF_SECONDS = 0.5
COMPACT_BYTES = 4 * 1024 * 1024

logger = logging.getLogger("emulator.streams")


class Queues:
    """Records that wait for a function, by its name, in a journal of what was put and how many were done."""

    def __init__(self, journal: Journal) -> None:
        self._journal = journal
        self._lock = threading.Lock()
        self._waiting: dict[str, deque[dict]] = {}
        for name, what in journal.read():
            queue = self._waiting.setdefault(name, deque())
            if isinstance(what, int):
                for _ in range(min(what, len(queue))):
                    queue.popleft()
            else:
                queue.append(what)

    def put(self, name: str, record: dict) -> None:
        """Add a record; it survives the end of the process when this returns."""
        with self._lock:
            self._journal.append([name, record])
            self._waiting.setdefault(name, deque()).append(record)

    def first(self, name: str, limit: int) -> list[dict]:
        """Look at the oldest records."""
        with self._lock:
            queue = self._waiting.get(name, deque())
            return [queue[place] for place in range(min(limit, len(queue)))]

    def done(self, name: str, count: int) -> None:
        """Forget the oldest records."""
        with self._lock:
            for _ in range(count):
                self._waiting[name].popleft()
            self._journal.append([name, count])
            if self._journal.size > COMPACT_BYTES:
                waiting = [[each, record] for each, queue in self._waiting.items() for record in queue]
                self._journal.replace(waiting)


class Delivery:
    """The state of one mapping between two calls of its function."""

    def __init__(self) -> None:
        self.busy = False
        self.not_before = 0.0
        self.limit = 0
        self.failures = 0


def failed_place(batch: list[dict], result: dict, mapping: dict) -> int | None:
    """Say which record of a batch is the first that was not worked on; None when all were."""
    if result.get("error"):
        return 0
    if "ReportBatchItemFailures" not in (mapping.get("FunctionResponseTypes") or []):
        return None
    body = result.get("body")
    try:
        answer = json.loads(body) if isinstance(body, str | bytes) else body
    except ValueError:
        return 0
    failures = answer.get("batchItemFailures") if isinstance(answer, dict) else None
    failed = {failure.get("itemIdentifier") for failure in failures or []}
    if not failed:
        return None
    numbers = [record["dynamodb"]["SequenceNumber"] for record in batch]
    return min((numbers.index(each) for each in failed if each in numbers), default=0)


def install() -> None:
    """Fill the queues where a record is written, and empty them where MiniStack looks at its streams."""
    from ministack.core.concurrency import spawn_background
    from ministack.core.responses import get_account_id, get_region, request_scope
    from ministack.services import dynamodb, lambda_svc

    emit = pinned(dynamodb, "_emit_stream_event", "_stream_records[table_name].append(record)")
    pinned(lambda_svc, "_poll_loop", "_poll_dynamodb_streams()", "_esm_wake.wait(")
    pinned(lambda_svc, "_poll_dynamodb_streams", "_execute_function(func_rec, event)")
    pinned(lambda_svc, "_send_ddb_stream_failure_record", "DDBStreamBatchInfo")
    pinned(lambda_svc, "_apply_filter_criteria")
    pinned(lambda_svc, "_iter_all_esms")
    queues = Queues(Journal(state_path("streams.journal")))
    deliveries: dict[str, Delivery] = {}

    def mappings_of(source: str) -> list[dict]:
        here = (get_account_id(), get_region())
        return [
            mapping
            for account, region, mapping in lambda_svc._iter_all_esms()
            if mapping.get("EventSourceArn") == source and (account, region) == here
        ]

    def queueing_emit(table_name: str, *arguments: Any, **named: Any) -> None:
        before = (dynamodb._stream_records.get(table_name) or [None])[-1]
        emit(table_name, *arguments, **named)
        record = (dynamodb._stream_records.get(table_name) or [None])[-1]
        if record is None or record is before:
            return
        for mapping in mappings_of(record["eventSourceARN"]):
            if lambda_svc._apply_filter_criteria([record], mapping):
                queues.put(mapping["FunctionName"], record)
        lambda_svc._esm_wake.set()

    def call(mapping: dict, batch: list[dict], account: str, region: str) -> None:
        delivery = deliveries[mapping["UUID"]]
        name = mapping["FunctionName"]
        with request_scope(account, region):
            function, _ = lambda_svc._get_func_record_for_qualifier(name, mapping.get("Qualifier"))
            result = (
                {"error": True}
                if function is None
                else lambda_svc._execute_function(function, {"Records": batch})
            )
            place = failed_place(batch, result, mapping)
            done = len(batch) if place is None else place
            if place is None or place > 0:
                delivery.failures = 0
                delivery.limit = 0
            if place is not None:
                delivery.not_before = time.monotonic() + BACKOFF_SECONDS
                delivery.failures += 1
                most = int(mapping.get("MaximumRetryAttempts", -1))
                if mapping.get("BisectBatchOnFunctionError") and len(batch) - place > 1:
                    delivery.limit = max(1, (len(batch) - place) // 2)
                    delivery.failures = 0
                elif function is not None and 0 <= most < delivery.failures:
                    lambda_svc._send_ddb_stream_failure_record(
                        mapping,
                        function,
                        batch[place:],
                        mapping["EventSourceArn"],
                        result,
                        "RetryAttemptsExhausted",
                    )
                    done, delivery.failures, delivery.limit = len(batch), 0, 0
                logger.warning("%s did not work on %d records of a stream", name, len(batch) - place)
            if done:
                queues.done(name, done)

    def deliver(mapping: dict, batch: list[dict], account: str, region: str) -> None:
        try:
            call(mapping, batch, account, region)
        finally:
            deliveries[mapping["UUID"]].busy = False
            lambda_svc._esm_wake.set()

    def poll() -> bool:
        started = False
        for account, region, mapping in lambda_svc._iter_all_esms():
            if ":dynamodb:" not in mapping.get("EventSourceArn", "") or not mapping.get("Enabled", True):
                continue
            delivery = deliveries.setdefault(mapping["UUID"], Delivery())
            if delivery.busy or time.monotonic() < delivery.not_before:
                continue
            batch = queues.first(
                mapping["FunctionName"], delivery.limit or int(mapping.get("BatchSize", 100))
            )
            if batch:
                delivery.busy = started = True
                spawn_background(deliver, mapping, batch, account, region, thread_name="stream")
        return started

    dynamodb._emit_stream_event = queueing_emit
    lambda_svc._poll_dynamodb_streams = poll
