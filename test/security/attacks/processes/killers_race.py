"""Leave processes behind that kill everything of their own user in a loop, to win against whoever
cleans up.
"""

import os
import time


def main(target: dict) -> dict:
    for _ in range(3):
        if os.fork() == 0:
            os.setsid()
            time.sleep(0.2)
            while True:
                try:
                    os.kill(-1, 9)
                except OSError:
                    pass
    time.sleep(0.05)
    return {"message": "racing"}
