"""Learn the host's users from /etc/passwd and its name from the kernel."""

import platform

from prologue import achieved, attempt


def main(target: dict) -> dict:
    attempt("passwd", lambda: "root:" in open("/etc/passwd").read())
    attempt("hostname", lambda: platform.node() == target["hostname"])
    return {"achieved": achieved}
