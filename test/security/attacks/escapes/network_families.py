"""Open sockets of the families that lead past a network namespace or to the kernel."""

import socket

from prologue import achieved, attempt

FAMILIES = {
    "AF_NETLINK": 16,
    "AF_PACKET": 17,
    "AF_VSOCK": 40,
    "AF_ALG": 38,
    "AF_KEY": 15,
    "AF_BLUETOOTH": 31,
    "AF_XDP": 44,
}


def main(target: dict) -> dict:
    for name, family in FAMILIES.items():
        attempt(name, lambda family=family: socket.socket(family, socket.SOCK_RAW).close())
        attempt(name, lambda family=family: socket.socket(family, socket.SOCK_STREAM).close())
    attempt("raw", lambda: socket.socket(socket.AF_INET, socket.SOCK_RAW, socket.IPPROTO_ICMP).close())
    return {"achieved": achieved}
