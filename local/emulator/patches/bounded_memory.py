"""A platform that runs for weeks keeps a bounded past; MiniStack keeps every log stream and event for ever.

Each call of a function makes a log stream of its own, each object an event in a list that nothing reads, and
each item its old and new image in the table's stream for a day.
"""

from emulator.patches.pinned import pinned

# Of one log group: a stream is one call of a function, or one task.
KEPT_STREAMS = 2_000
KEPT_EVENTS = 1_000
STREAM_SECONDS = 3600
# Looking at all groups costs little, but need not be done at each call.
CALLS_BETWEEN = 100


def install() -> None:
    """Drop the oldest where there are too many."""
    from ministack.services import cloudwatch_logs, dynamodb, eventbridge, lambda_svc

    emit = pinned(lambda_svc, "_emit_lambda_logs", 'group["streams"][stream_name] = {')
    events = pinned(eventbridge, "_events_log_list")
    pinned(cloudwatch_logs, "_put_log_events", "_log_records[ptr] = ")
    pinned(dynamodb, "_trim_stream_records", "_STREAM_RETENTION_SECONDS")
    dynamodb._STREAM_RETENTION_SECONDS = STREAM_SECONDS
    calls = 0

    def bounded_emit(*arguments: object, **named: object) -> None:
        nonlocal calls
        emit(*arguments, **named)
        calls += 1
        if calls % CALLS_BETWEEN == 0:
            for group in list(cloudwatch_logs._log_groups._data.values()):
                forget_oldest_streams(group["streams"], cloudwatch_logs._log_records._data)

    def bounded_events() -> list:
        entries = events()
        if len(entries) > 2 * KEPT_EVENTS:
            del entries[:-KEPT_EVENTS]
        return entries

    lambda_svc._emit_lambda_logs = bounded_emit
    eventbridge._events_log_list = bounded_events


def forget_oldest_streams(streams: dict, records: dict) -> None:
    """Remove the streams that were made first, and what points into them."""
    names = list(streams)[: max(0, len(streams) - KEPT_STREAMS)]
    gone = {event.get("eventId") for name in names for event in streams.pop(name)["events"]} - {None}
    if gone:
        for key in [key for key in records if key[-1] in gone]:
            records.pop(key, None)
