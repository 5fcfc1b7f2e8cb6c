"""Reach a server of the host by UDP."""

import socket

from prologue import achieved, attempt


def main(target: dict) -> dict:
    def ask():
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as client:
            client.settimeout(1)
            client.sendto(b"?", ("127.0.0.1", target["udp_port"]))
            return client.recv(10) == b"!"

    attempt("udp", ask)
    return {"achieved": achieved}
