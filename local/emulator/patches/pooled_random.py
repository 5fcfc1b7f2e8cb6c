"""Random bytes are fetched from the system 4 KiB at a time; MiniStack makes a dozen identifiers for each call
of the API, and each fetch gives the interpreter's lock away.
"""

import os
import threading

POOL_BYTES = 4096
LARGEST_BYTES = 64


def install() -> None:
    """Replace `os.urandom`, which `uuid.uuid4` looks up with each call. The bytes are the system's."""
    fetch = os.urandom
    lock = threading.Lock()
    pool = bytearray()

    def pooled(size: int) -> bytes:
        if size > LARGEST_BYTES:
            return fetch(size)
        with lock:
            if len(pool) < size:
                pool.extend(fetch(POOL_BYTES))
            taken = bytes(pool[-size:]) if size else b""
            del pool[len(pool) - size :]
        return taken

    os.urandom = pooled
