"""Start threads without end, and never let go of one."""

import threading


def main() -> dict:
    forever = threading.Event()
    while True:
        try:
            threading.Thread(target=forever.wait, daemon=True).start()
        except RuntimeError:
            pass
