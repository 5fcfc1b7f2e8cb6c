"""Fill the disk with files that have no name any more."""

import os


def main() -> dict:
    kept = []
    for _ in range(1000):
        file = open("nameless", "wb", buffering=0)
        os.unlink("nameless")
        file.write(b"x" * (1 << 20))
        kept.append(file)
    while True:
        os.sched_yield()
