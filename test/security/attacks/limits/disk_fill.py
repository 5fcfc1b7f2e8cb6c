"""Fill the disk with many files of moderate size."""

import os


def main() -> dict:
    for index in range(10_000):
        with open(f"file-{index}", "wb") as file:
            file.write(os.urandom(1 << 10) * 1024)
