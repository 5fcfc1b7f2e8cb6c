"""Open the kernel's switches for writing: what runs as root on a crash, the reboot key, memory policy."""

import os

from prologue import achieved, attempt

PATHS = (
    "/proc/sys/kernel/core_pattern",
    "/proc/sysrq-trigger",
    "/proc/sys/vm/overcommit_memory",
    "/proc/sys/kernel/modprobe",
    "/proc/sys/fs/binfmt_misc/register",
    "/sys/kernel/uevent_helper",
    "/proc/sys/user/max_user_namespaces",
)


def main(target: dict) -> dict:
    for path in PATHS:
        attempt(path, lambda path=path: os.close(os.open(path, os.O_WRONLY)))
    return {"achieved": achieved}
