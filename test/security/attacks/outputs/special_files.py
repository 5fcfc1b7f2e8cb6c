"""Leave a socket, and if the kernel lets us a pipe and a device, where files are expected."""

import os
import socket


def main(target: dict) -> dict:
    socket.socket(socket.AF_UNIX).bind("out/socket")
    for make in (lambda: os.mkfifo("out/pipe"), lambda: os.mknod("out/device", 0o20666, os.makedev(1, 5))):
        try:
            make()
        except OSError:
            pass
    return {}
