"""Get past the filter by the other ways into the kernel: 32-bit calls and x32 numbers."""

import ctypes
import mmap
import os
import platform

from prologue import achieved, attempt, syscall

GETPID_INT80 = bytes.fromhex("b814000000cd80c3")  # mov eax, 20; int 0x80; ret


def main(target: dict) -> dict:
    if platform.machine() == "x86_64":
        attempt("int 0x80", lambda: _survives(_call_32_bit))
        attempt("x32", lambda: _survives(lambda: syscall(0x40000000 | 39, 0)))
    return {"achieved": achieved}


def _call_32_bit():
    memory = mmap.mmap(-1, 4096, prot=mmap.PROT_READ | mmap.PROT_WRITE | mmap.PROT_EXEC)
    memory.write(GETPID_INT80)
    address = ctypes.addressof(ctypes.c_char.from_buffer(memory))
    if ctypes.CFUNCTYPE(ctypes.c_int)(address)() <= 0:
        raise OSError


def _survives(action):
    pid = os.fork()
    if pid == 0:
        try:
            action()
            os._exit(0)
        except BaseException:
            os._exit(1)
    return os.waitpid(pid, 0)[1] == 0
