"""The supervisor's own words to whoever operates it: one JSON object a line on stderr, without any secret."""

import json
import sys
import time

from .times import iso_utc


def note(event: str, **fields: object) -> None:
    """Write one line. Never pass a URL, an upload policy or anything a script wrote."""
    line = {"at": iso_utc(time.time()), "source": "runner", "event": event, **fields}
    try:
        sys.stderr.write(json.dumps(line, ensure_ascii=False) + "\n")
        sys.stderr.flush()
    except (OSError, ValueError):
        pass  # nobody reads: no reason to lose a run
