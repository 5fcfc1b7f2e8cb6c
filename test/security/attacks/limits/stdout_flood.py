"""Write a gigabyte to stdout."""

import os


def main() -> dict:
    block = (b"x" * 99 + b"\n") * 10_000
    for _ in range(1024):
        os.write(1, block[: 1 << 20])
    return {"message": "written"}
