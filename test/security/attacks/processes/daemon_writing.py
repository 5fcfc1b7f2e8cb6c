"""Leave a daemon behind that writes to the log and to out/ for ever."""

import os


def main(target: dict) -> dict:
    if os.fork() == 0:
        os.setsid()
        if os.fork() == 0:
            while True:
                os.write(1, b"from the daemon\n")
                open("out/late.txt", "a").write("late")
        os._exit(0)
    return {"message": "daemon started"}
