"""Leave a daemon behind that holds stdout, stderr and the progress pipe open for ever."""

import os
import signal
import time


def main(target: dict) -> dict:
    if os.fork() == 0:
        os.setsid()
        if os.fork() == 0:
            for number in (1, 2, 3, 13, 15):
                signal.signal(number, signal.SIG_IGN)
            while True:
                time.sleep(3600)
        os._exit(0)
    return {"message": "daemon started"}
