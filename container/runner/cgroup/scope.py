"""Asks systemd for a delegated scope of this process' own, in which it may make control groups.

What `systemd-run --scope -p Delegate=yes` does, without starting this process anew: StartTransientUnit of
org.freedesktop.systemd1(5) with this PID. Where systemd does not answer nothing has changed.
"""

import os
import time

ANSWER_SECONDS = 2.0
MOVE_SECONDS = 1.0


def move_to_scope(name: str) -> bool:
    """Move this process into the new scope `<name>.scope`; False when systemd is absent or refuses."""
    user = os.getuid() != 0
    if not os.path.exists(_bus(user)):
        return False
    import shutil  # both are slow to import, and few hosts come this far
    import subprocess

    busctl = shutil.which("busctl")
    if busctl is None:
        return False
    command = [
        *(
            busctl,
            "--user" if user else "--system",
            "call",
            "org.freedesktop.systemd1",
            "/org/freedesktop/systemd1",
        ),
        *("org.freedesktop.systemd1.Manager", "StartTransientUnit", "ssa(sv)a(sa(sv))"),
        *(f"{name}.scope", "fail", "2", "PIDs", "au", "1", str(os.getpid()), "Delegate", "b", "true", "0"),
    ]
    before = _own_cgroup()
    try:
        quiet = subprocess.DEVNULL
        answer = subprocess.run(
            command, stdin=quiet, stdout=quiet, stderr=quiet, timeout=ANSWER_SECONDS, check=False
        )
    except (OSError, subprocess.TimeoutExpired):
        return False
    give_up = time.monotonic() + MOVE_SECONDS
    while answer.returncode == 0 and time.monotonic() < give_up:
        if _own_cgroup() != before:
            return True
        time.sleep(0.005)
    return False


def _bus(user: bool) -> str:
    return (
        os.path.join(os.environ.get("XDG_RUNTIME_DIR", "/nowhere"), "bus") if user else "/run/systemd/system"
    )


def _own_cgroup() -> str:
    with open("/proc/self/cgroup", encoding="utf-8", errors="surrogateescape") as file:
        return file.read()
