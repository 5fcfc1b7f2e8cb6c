"""End the process with exit code 0 before main returned."""

import os


def main(target: dict) -> dict:
    os._exit(0)
