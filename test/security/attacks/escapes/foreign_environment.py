"""Read the environment of other processes: the supervisor's has the presigned URL."""

import os

from prologue import achieved, attempt


def main(target: dict) -> dict:
    words = (target["canary"].encode(), b"MANIFEST_URL=")
    for name in os.listdir("/proc"):
        if name.isdigit() and int(name) != os.getpid():
            path = f"/proc/{name}/environ"
            attempt(path, lambda path=path: any(word in open(path, "rb").read() for word in words))
    return {"achieved": achieved}
