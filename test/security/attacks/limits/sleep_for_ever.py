"""Wait for ever."""

import time


def main() -> dict:
    while True:
        time.sleep(3600)
