"""Leave by chroot, or by the root and working directories of other processes."""

import os

from prologue import achieved, attempt


def main(target: dict) -> dict:
    attempt("chroot", _chroot)
    for pid in {1, os.getppid()} - {0}:
        attempt(f"root of {pid}", lambda pid=pid: os.listdir(f"/proc/{pid}/root{target['work_dir']}"))
        attempt(f"secret of {pid}", lambda pid=pid: open(f"/proc/{pid}/root{target['secret_file']}").read())
    return {"achieved": achieved}


def _chroot():
    pid = os.fork()
    if pid == 0:
        try:
            os.chroot(".")
            os._exit(0)
        except OSError:
            os._exit(1)
    return os.waitpid(pid, 0)[1] == 0
