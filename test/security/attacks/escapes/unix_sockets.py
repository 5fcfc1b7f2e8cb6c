"""Talk to a server of the host over a UNIX socket: one in the file system, one with an abstract name."""

import socket

from prologue import achieved, attempt


def main(target: dict) -> dict:
    for name in (target["unix_socket"], "\0" + target["abstract_socket"]):

        def connect(name=name):
            with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as client:
                client.connect(name)

        attempt(repr(name), connect)
    return {"achieved": achieved}
