"""Leave symbolic links to files and folders of the host as artifacts."""

import os


def main(target: dict) -> dict:
    os.symlink("/etc/passwd", "out/passwd")
    os.symlink("/etc", "out/etc")
    os.symlink(target["secret_file"], "out/secret")
    os.symlink("loop", "out/loop")
    open("out/fine.txt", "w").write("fine")
    return {}
