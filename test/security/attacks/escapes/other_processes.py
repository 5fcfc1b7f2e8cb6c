"""Signal, stop, trace or renice processes that are not one's own."""

import os

from prologue import achieved, attempt


def main(target: dict) -> dict:
    victim = target["victim_pid"]
    attempt("signal", lambda: os.kill(victim, 0))
    attempt("pidfd", lambda: os.pidfd_open(victim))
    attempt(
        "renice", lambda: os.setpriority(os.PRIO_PROCESS, victim, os.getpriority(os.PRIO_PROCESS, victim))
    )
    attempt(
        "visible", lambda: any(_is_victim(name, target) for name in os.listdir("/proc") if name.isdigit())
    )
    return {"achieved": achieved}


def _is_victim(name, target):
    try:
        return target["victim_word"].encode() in open(f"/proc/{name}/cmdline", "rb").read()
    except OSError:
        return False
