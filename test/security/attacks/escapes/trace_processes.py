"""Trace the parent, process 1 and a victim with ptrace and its relatives."""

import os

from prologue import achieved, reached


def main(target: dict) -> dict:
    for pid in {os.getppid(), 1, target["victim_pid"]} - {0}:
        reached(f"seize {pid}", 101, 117, 0x4206, pid, 0, 0)
        reached(f"kcmp {pid}", 312, 272, os.getpid(), pid, 0, 0, 0)
    reached("traceme", 101, 117, 0, 0, 0, 0)
    return {"achieved": achieved}
