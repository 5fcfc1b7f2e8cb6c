"""Raise the limits that were set, and the own priority."""

import os
import resource

from prologue import achieved, attempt


def main(target: dict) -> dict:
    for name in ("RLIMIT_NPROC", "RLIMIT_FSIZE", "RLIMIT_NOFILE", "RLIMIT_CORE", "RLIMIT_MEMLOCK"):
        kind = getattr(resource, name)
        attempt(
            name, lambda kind=kind: resource.setrlimit(kind, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
        )
    attempt("nice", lambda: os.nice(-5))
    attempt("real time", lambda: os.sched_setscheduler(0, os.SCHED_FIFO, os.sched_param(1)))
    attempt("oom score", lambda: _spare_me())
    return {"achieved": achieved}


def _spare_me():
    with open("/proc/self/oom_score_adj", "w") as file:
        file.write("-900")
