"""Take every right away from files and folders, so that nobody can read or remove them."""

import os


def main(target: dict) -> dict:
    os.makedirs("out/a/b")
    open("out/a/b/file.txt", "w").write("kept")
    os.chmod("out/a/b/file.txt", 0)
    os.chmod("out/a/b", 0)
    os.chmod("out/a", 0)
    return {}
