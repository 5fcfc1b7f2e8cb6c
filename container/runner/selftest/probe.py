"""The probe: an ordinary script, started with the command line of every run, that looks at its own walls.

It must not import anything of the runner: it is fetched, copied and sandboxed like an author's script.
"""

import ctypes
import os
import socket


def main() -> dict:
    """Measures; judging is the supervisor's."""
    status = {}
    with open("/proc/self/status") as file:
        for line in file:
            name, _, value = line.partition(":")
            status[name] = value.strip()
    return {
        "uid": os.getuid(),
        "gid": os.getgid(),
        "groups": os.getgroups(),
        "capabilities": [status[name] for name in ("CapInh", "CapPrm", "CapEff", "CapAmb")],
        "no_new_privs": status["NoNewPrivs"],
        "seccomp": status["Seccomp"],
        "interfaces": _interfaces(),
        "internet_socket": _refusal(lambda: socket.socket(socket.AF_INET, socket.SOCK_STREAM).close()),
        "netlink_socket": _refusal(lambda: socket.socket(16, socket.SOCK_RAW).close()),
        "core_pattern": _refusal(lambda: os.close(os.open("/proc/sys/kernel/core_pattern", os.O_WRONLY))),
        "user_namespace": _unshare_refusal(),
        "write_system": _refusal(lambda: os.close(os.open("/usr/probe", os.O_WRONLY | os.O_CREAT))),
        "processes": len([name for name in os.listdir("/proc") if name.isdigit()]),
        "environment": _first_environment(),
    }


def _first_environment() -> list:
    """The names of the variables this process was started with, whatever has been added to them since."""
    with open("/proc/self/environ", "rb") as file:
        return sorted(entry.split(b"=")[0].decode() for entry in file.read().split(b"\0") if entry)


def _interfaces() -> list:
    try:
        with open("/proc/net/dev") as file:
            return sorted(line.split(":")[0].strip() for line in file if ":" in line)
    except OSError:
        return []


def _refusal(action) -> str:
    """The name of the error, or "" when the action worked."""
    try:
        action()
    except OSError as error:
        return type(error).__name__
    return ""


def _unshare_refusal() -> str:
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.unshare(0x10000000) == 0:
        return ""
    return os.strerror(ctypes.get_errno())
