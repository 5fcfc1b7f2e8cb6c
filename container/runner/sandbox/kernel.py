"""The system calls that Python's standard library does not offer, through ctypes.

Sources: prctl(2), unshare(2), mount(2), seccomp(2); the numbers are Linux's and the same on x86-64 and arm64.
"""

import ctypes
import os

PR_SET_PDEATHSIG = 1
PR_SET_SECCOMP = 22
PR_SET_CHILD_SUBREAPER = 36
PR_SET_NO_NEW_PRIVS = 38
SECCOMP_MODE_FILTER = 2
CLONE_NEWNS = 0x00020000
MS_RDONLY, MS_NOSUID, MS_NODEV = 1, 2, 4
MS_REMOUNT, MS_BIND, MS_REC, MS_PRIVATE = 32, 4096, 16384, 1 << 18

_libc = ctypes.CDLL(None, use_errno=True)
_libc.mount.argtypes = (ctypes.c_char_p, ctypes.c_char_p, ctypes.c_char_p, ctypes.c_ulong, ctypes.c_char_p)
_libc.prctl.argtypes = (ctypes.c_int,) + (ctypes.c_ulong,) * 4


class _FilterProgram(ctypes.Structure):
    """struct sock_fprog of <linux/filter.h>."""

    _fields_ = (("length", ctypes.c_ushort), ("instructions", ctypes.c_char_p))


def _checked(result: int, call: str) -> None:
    if result == -1:
        number = ctypes.get_errno()
        raise OSError(number, f"{call}: {os.strerror(number)}")


def prctl(option: int, argument: int = 0, second: int = 0) -> None:
    """prctl(option, argument, second, 0, 0); raises OSError."""
    _checked(_libc.prctl(option, argument, second, 0, 0), "prctl")


def unshare(flags: int) -> None:
    """unshare(flags); raises OSError."""
    _checked(_libc.unshare(flags), "unshare")


def mount(source: str, target: str, kind: str | None, flags: int, data: str | None = None) -> None:
    """mount(source, target, kind, flags, data); raises OSError."""
    encoded = [None if value is None else os.fsencode(value) for value in (source, target, kind, data)]
    _checked(_libc.mount(encoded[0], encoded[1], encoded[2], flags, encoded[3]), f"mount on {target}")


def install_seccomp(program: bytes) -> None:
    """Put the classic BPF `program` on this thread and all it starts; needs PR_SET_NO_NEW_PRIVS first."""
    filter_program = _FilterProgram(len(program) // 8, program)
    address = ctypes.addressof(filter_program)
    prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, address)
