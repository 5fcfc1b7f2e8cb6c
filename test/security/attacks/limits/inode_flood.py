"""Use up the disk's inodes with empty files."""

import os


def main() -> dict:
    for index in range(10_000_000):
        os.close(os.open(f"out/{index}", os.O_CREAT | os.O_WRONLY))
