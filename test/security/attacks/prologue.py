"""Put before every attack: raw system calls, and notes of what worked."""

import ctypes
import errno
import os
import platform

REFUSED = (errno.EPERM, errno.ENOSYS)
achieved = []


def attempt(name, action):
    """Note `name` when the action worked; an action that returns False says itself that it did not."""
    try:
        if action() is not False:
            achieved.append(name)
    except Exception:
        pass


def syscall(x86_64, arm64, *arguments):
    """One raw system call; raises OSError."""
    number = x86_64 if platform.machine() == "x86_64" else arm64
    libc = ctypes.CDLL(None, use_errno=True)
    result = libc.syscall(ctypes.c_long(number), *(ctypes.c_long(each) for each in arguments))
    if result == -1:
        raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()))
    return result


def reached(name, x86_64, arm64, *arguments):
    """Note `name` when the kernel looked at the call at all, even if it did not like these arguments."""
    try:
        syscall(x86_64, arm64, *arguments)
        achieved.append(name)
    except OSError as error:
        if error.errno not in REFUSED:
            achieved.append(f"{name}: {errno.errorcode[error.errno]}")
