"""Become root or another user: by the calls, by set-uid programs, by capabilities."""

import ctypes
import os
import subprocess

from prologue import achieved, attempt


def main(target: dict) -> dict:
    attempt("setuid", lambda: os.setuid(0))
    attempt("setresuid", lambda: os.setresuid(0, 0, 0))
    attempt("setgroups", lambda: os.setgroups([0]))
    attempt("another user", lambda: os.setegid(1) or os.setegid(0))
    attempt("capabilities", lambda: any(_capabilities()))
    attempt(
        "bounding",
        lambda: _prctl(23, 21) == 1 and "CapEff:\t0000000000000000" not in open("/proc/self/status").read(),
    )
    attempt("ambient", lambda: _prctl(47, 2, 21) == 0)
    attempt(
        "su",
        lambda: (
            subprocess.run(["su", "-c", "true"], stdin=subprocess.DEVNULL, capture_output=True).returncode
            == 0
        ),
    )
    attempt("chown", lambda: os.chown("out", 0, 0))
    return {"achieved": achieved}


def _capabilities():
    for line in open("/proc/self/status"):
        if line.startswith(("CapEff", "CapPrm", "CapInh", "CapAmb")):
            yield int(line.split()[1], 16)


def _prctl(*arguments):
    return ctypes.CDLL(None).prctl(*arguments, 0, 0)
