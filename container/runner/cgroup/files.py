"""Reading and writing the one-value files of the cgroup file systems, and emptying a group."""

import os
import signal
import time

KILL_SECONDS = 1.0


def read_text(directory: str, name: str) -> str:
    """The content of a cgroup file, "" when it is not there (older kernels lack some)."""
    try:
        with open(os.path.join(directory, name), encoding="ascii") as file:
            return file.read()
    except OSError:
        return ""


def read_number(directory: str, name: str) -> int:
    """A file that holds one number; 0 when it is absent or says `max`."""
    text = read_text(directory, name).strip()
    return int(text) if text.isdigit() else 0


def read_field(directory: str, name: str, field: str) -> int:
    """One `field value` line of a flat-keyed file; 0 when absent."""
    for line in read_text(directory, name).splitlines():
        key, _, value = line.partition(" ")
        if key == field and value.strip().isdigit():
            return int(value)
    return 0


def write(directory: str, name: str, value: object) -> None:
    """Write one value; raises OSError."""
    with open(os.path.join(directory, name), "w", encoding="ascii") as file:
        file.write(str(value))


def members(directory: str) -> list[int]:
    """The PIDs in the group; 0, which stands for a process this namespace cannot see, is left out."""
    return [int(pid) for pid in read_text(directory, "cgroup.procs").split() if pid != "0"]


def kill_once(directory: str) -> bool:
    """SIGKILL every member; False when there was none."""
    pids = members(directory)
    for pid in pids:
        try:
            os.kill(pid, signal.SIGKILL)
        except (ProcessLookupError, PermissionError):
            continue
    return bool(pids)


def kill_members(directory: str) -> None:
    """SIGKILL every member of the group again and again until it is empty or KILL_SECONDS have gone."""
    give_up = time.monotonic() + KILL_SECONDS
    while kill_once(directory) and time.monotonic() < give_up:
        time.sleep(0.002)


def remove_directory(directory: str) -> None:
    """Delete an empty group; the kernel may need a moment after the last process was reaped."""
    for _ in range(50):
        try:
            os.rmdir(directory)
            return
        except FileNotFoundError:
            return
        except OSError:
            time.sleep(0.01)
