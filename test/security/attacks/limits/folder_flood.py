"""Use up inodes with empty folders outside out/."""

import os


def main() -> dict:
    for index in range(10_000_000):
        os.mkdir(f"folder-{index}")
