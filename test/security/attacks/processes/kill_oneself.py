"""End by a signal."""

import os


def main(target: dict) -> dict:
    os.kill(os.getpid(), 9)
    return {"message": "never said"}
