"""Reach the addresses where AWS hands out credentials: the task's and the instance's."""

import errno
import socket

from prologue import achieved, attempt

UNREACHABLE = (errno.ENETUNREACH, errno.EAFNOSUPPORT, errno.EPERM, errno.EACCES)


def main(target: dict) -> dict:
    for address in ("169.254.170.2", "169.254.169.254"):

        def connect(address=address):
            try:
                with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as client:
                    client.settimeout(0.5)
                    client.connect((address, 80))
            except (
                OSError
            ) as error:  # no route at all is the only good answer: others mean that a packet went out
                return error.errno not in UNREACHABLE

        attempt(address, connect)
    return {"achieved": achieved}
