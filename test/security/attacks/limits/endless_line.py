"""Write one line of 64 MiB, then an ordinary one."""

import os


def main() -> dict:
    for _ in range(64):
        os.write(1, b"y" * (1 << 20))
    os.write(1, b"\nafter\n")
    return {"message": "written"}
