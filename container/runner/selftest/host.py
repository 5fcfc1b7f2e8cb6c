"""Looks at the host for what the sandbox needs; `remedies.json` has what to do about it, in two languages."""

import json
import os
import stat
import subprocess

from ..sandbox.bwrap import find_bwrap, find_program
from ..sandbox.job import CONTAINER_CODE
from ..seccomp.blobs import MACHINES

CHILD = os.path.join(CONTAINER_CODE, "runner", "child", "main.py")
OLDEST_BWRAP = (0, 8, 0)
REMEDIES_FILE = os.path.join(os.path.dirname(os.path.abspath(__file__)), "remedies.json")
SWITCHES = (  # file, the value that is in the way, what it is called
    ("/proc/sys/kernel/unprivileged_userns_clone", "0", "unprivileged_userns_clone"),
    ("/proc/sys/user/max_user_namespaces", "0", "max_user_namespaces"),
    ("/proc/sys/kernel/apparmor_restrict_unprivileged_userns", "1", "apparmor_restrict_unprivileged_userns"),
)


def remedies(launcher: str) -> list[dict]:
    """What stands in the way of `launcher` on this host: [{"code", "en", "zh-CN"}], never empty."""
    with open(REMEDIES_FILE, encoding="utf-8") as file:
        texts = json.load(file)
    return [{"code": code, **texts[code]} for code in missing(launcher) or ["unknown"]]


def missing(launcher: str) -> list[str]:
    """The codes of everything that is missing on this host; empty when nothing is known to be."""
    found = [] if os.uname().sysname == "Linux" and os.uname().machine in MACHINES else ["not_linux"]
    if os.getuid() == 0 and not os.stat(CHILD).st_mode & stat.S_IROTH:
        found.append("unreadable_code")
    if launcher == "inproc":
        return found + ([] if os.getuid() == 0 else ["not_root"])
    program = find_bwrap()
    if program is None:
        found.append("no_bwrap")
    elif bwrap_version(program) < OLDEST_BWRAP:
        found.append("old_bwrap")
    if find_program("prlimit", "/usr/bin:/bin") is None:
        found.append("no_prlimit")
    return found + [code for path, value, code in SWITCHES if _read(path) == value]


def bwrap_version(program: str) -> tuple[int, ...]:
    """`bubblewrap 0.11.0` → (0, 11, 0); (0,) when it cannot be run."""
    try:
        done = subprocess.run([program, "--version"], capture_output=True, text=True, timeout=10, check=True)
        return tuple(int(part) for part in done.stdout.split()[-1].split("."))
    except (OSError, ValueError, IndexError, subprocess.SubprocessError):
        return (0,)


def _read(path: str) -> str:
    try:
        with open(path, encoding="ascii") as file:
            return file.read().strip()
    except OSError:
        return ""
