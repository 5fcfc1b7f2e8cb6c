"""DynamoDB: every item that is set or removed goes to the journal before the reply is sent.

MiniStack changes items in two functions only (`_set_item`, `_remove_item`), for the API, transactions, expiry
and Step Functions alike. All changes of one API call form one record, so that a transaction is restored whole
or not at all.
"""

import threading
from typing import Any

from emulator.patches.pinned import pinned
from emulator.state.journal import Journal
from emulator.state.snapshot import state_path, write_snapshot

COMPACT_BYTES = 64 * 1024 * 1024

_call = threading.local()


def install() -> None:
    """Replay the journal when MiniStack restores its tables, and write to it from then on."""
    from ministack.services import dynamodb

    journal = Journal(state_path("dynamodb.journal"))
    set_item = pinned(dynamodb, "_set_item")
    remove_item = pinned(dynamodb, "_remove_item")
    replaced = pinned(dynamodb, "_items_replaced")
    handle = pinned(dynamodb, "handle_request")
    load = pinned(dynamodb, "load_persisted_state")
    restoring = False

    def note(table: dict, partition: Any, sort: Any, item: dict | None) -> None:
        if restoring:
            return
        change = [table["TableArn"], partition, sort, item]
        changes = getattr(_call, "changes", None)
        if changes is None:
            journal.append([change])
        else:
            changes.append(change)

    def journaled_set(table: dict, partition: Any, sort: Any, item: dict) -> Any:
        before = set_item(table, partition, sort, item)
        note(table, partition, sort, item)
        return before

    def journaled_remove(table: dict, partition: Any, sort: Any) -> Any:
        before = remove_item(table, partition, sort)
        if before is not None:
            note(table, partition, sort, None)
        return before

    def whole_table(table: dict) -> None:
        replaced(table)
        _call.snapshot = True

    async def journaled_handle(method: str, path: str, headers: dict, body: bytes, query: dict) -> tuple:
        _call.changes, _call.snapshot = [], False
        try:
            answer = await handle(method, path, headers, body, query)
        finally:
            changes, _call.changes = _call.changes, None
            if changes:
                journal.append(changes)
        if _call.snapshot or changes_tables(headers) or journal.size > COMPACT_BYTES:
            compact()
        return answer

    def compact() -> None:
        write_snapshot("dynamodb", dynamodb.get_state())
        journal.replace([])

    def load_and_replay(data: dict) -> None:
        nonlocal restoring
        load(data)
        restoring = True
        tables = {table["TableArn"]: table for table in dynamodb._tables.all_values()}
        for record in journal.read():
            for arn, partition, sort, item in record:
                table = tables.get(arn)
                if table is None:
                    continue
                if item is None:
                    remove_item(table, partition, sort)
                else:
                    set_item(table, partition, sort, item)
        restoring = False
        compact()

    dynamodb._set_item = journaled_set
    dynamodb._remove_item = journaled_remove
    dynamodb._items_replaced = whole_table
    dynamodb.handle_request = journaled_handle
    dynamodb.load_persisted_state = load_and_replay


def changes_tables(headers: dict) -> bool:
    """Whether the request is about tables, not items: those are rare, and saved by a whole snapshot."""
    action = headers.get("x-amz-target", "").rpartition(".")[2]
    if action.startswith(("Describe", "List", "Get", "Query", "Scan", "BatchGet", "TransactGet")):
        return False
    return action not in (
        "PutItem",
        "UpdateItem",
        "DeleteItem",
        "BatchWriteItem",
        "TransactWriteItems",
        "ExecuteStatement",
        "BatchExecuteStatement",
        "ExecuteTransaction",
    )
