"""Reach a server of the host by TCP, over IPv4 and IPv6."""

import socket

from prologue import achieved, attempt


def main(target: dict) -> dict:
    for family, address in (
        (socket.AF_INET, "127.0.0.1"),
        (socket.AF_INET6, "::1"),
        (socket.AF_INET, target["address"]),
    ):

        def connect(family=family, address=address):
            with socket.socket(family, socket.SOCK_STREAM) as client:
                client.settimeout(2)
                client.connect((address, target["tcp_port"]))

        attempt(address, connect)
    return {"achieved": achieved}
