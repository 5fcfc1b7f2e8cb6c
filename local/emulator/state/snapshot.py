"""Write one service's whole state as MiniStack reads it back, atomically and only when it has changed."""

import json
import os
import zlib
from pathlib import Path
from typing import Any

_last_written: dict[str, int] = {}


def state_path(name: str) -> Path:
    """The file of that name in the folder of states."""
    return Path(os.environ["STATE_DIR"]) / name


def write_snapshot(key: str, state: dict[str, Any]) -> bool:
    """Replace `<key>.json`; answer whether there was anything new to write. Errors of the disk are raised."""
    from ministack.core import persistence

    payload = {"__ministack_format__": persistence._state_format_version(key), "payload": state}
    text = json.dumps(payload, default=persistence._json_default).encode()
    digest = zlib.crc32(text) ^ len(text)
    target = state_path(f"{key}.json")
    if _last_written.get(key) == digest and target.exists():
        return False
    fresh = target.with_suffix(".tmp")
    with open(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
        file.write(text)
    os.replace(fresh, target)
    _last_written[key] = digest
    return True
