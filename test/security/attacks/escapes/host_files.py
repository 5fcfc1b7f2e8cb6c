"""Read files of the host: password hashes, root's home, a secret of another program, the kernel's log."""

import os

from prologue import achieved, attempt


def main(target: dict) -> dict:
    for path in (
        "/etc/shadow",
        "/etc/ssh/ssh_host_rsa_key",
        "/etc/machine-id",
        "/root/.bashrc",
        "/root/.profile",
        "/home",
        target["secret_file"],
    ):
        attempt(path, lambda path=path: os.listdir(path) if os.path.isdir(path) else open(path).read())
    attempt("dmesg", lambda: open("/dev/kmsg").readline())
    return {"achieved": achieved}
