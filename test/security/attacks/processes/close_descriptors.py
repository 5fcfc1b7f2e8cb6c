"""Close every descriptor, those of the log and of the progress too."""

import os


def main(target: dict) -> dict:
    os.closerange(0, 4096)
    return {"message": "deaf and dumb"}
