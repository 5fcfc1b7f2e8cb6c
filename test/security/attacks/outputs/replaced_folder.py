"""Put a link to the host in the place of out/ itself."""

import os


def main(target: dict) -> dict:
    os.rmdir("out")
    os.symlink("/etc", "out")
    return {}
