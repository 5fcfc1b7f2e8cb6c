"""Read the memory of the parent, of process 1 and of a victim, by file and by system call.

A process with no more rights than the script's own is no prize: bubblewrap's process 1 inside is one.
"""

import ctypes
import os

from prologue import achieved, attempt, reached


def main(target: dict) -> dict:
    buffer = ctypes.create_string_buffer(16)
    local = (ctypes.c_ulong * 2)(ctypes.addressof(buffer), 16)
    for pid in {os.getppid(), 1, target["victim_pid"]} - {0}:
        if _confined(pid):
            continue
        attempt(f"mem of {pid}", lambda pid=pid: open(f"/proc/{pid}/mem", "rb").close())
        attempt(f"maps of {pid}", lambda pid=pid: open(f"/proc/{pid}/maps").readline() != "")
        reached(
            f"process_vm_readv of {pid}",
            310,
            270,
            pid,
            ctypes.addressof(local),
            1,
            ctypes.addressof(local),
            1,
            0,
        )
    return {"achieved": achieved}


def _confined(pid):
    wanted = {
        "CapPrm:\t0000000000000000\n",
        "CapEff:\t0000000000000000\n",
        "NoNewPrivs:\t1\n",
        "Seccomp:\t2\n",
    }
    try:
        return wanted <= set(open(f"/proc/{pid}/status"))
    except OSError:
        return False
