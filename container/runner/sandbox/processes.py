"""Ends and reaps what a run has started: as child subreaper, and by user without a PID namespace."""

import os
import signal
import time
from collections.abc import Callable

from . import kernel

REAP_SECONDS = 30.0  # a killed process still has to give back its memory and its nameless files


def become_subreaper() -> None:
    """Let orphans of the run become children of this process instead of init's (prctl(2))."""
    kernel.prctl(kernel.PR_SET_CHILD_SUBREAPER, 1)


def kill(pid: int) -> None:
    """SIGKILL one process of ours; no error when it is gone."""
    try:
        os.kill(pid, signal.SIGKILL)
    except ProcessLookupError:
        pass


def kill_children() -> None:
    """SIGKILL every child this process has at this moment, whichever grandparent it came from."""
    own = os.getpid()
    for entry in os.listdir("/proc"):
        if entry.isdigit() and parent_of(int(entry)) == own:
            kill(int(entry))


def reap_all(kill_rest: Callable[[], None]) -> bool:
    """Wait for every child until there is none; True when none is left within REAP_SECONDS.

    `kill_rest` is called before each further round and ends what appeared meanwhile. Reap only when the
    status of the main process is known: a status that is reaped here is lost.
    """
    give_up = time.monotonic() + REAP_SECONDS
    pause = 0.0005
    while True:
        try:
            while os.waitpid(-1, os.WNOHANG)[0]:
                pass
        except ChildProcessError:
            return True
        if time.monotonic() > give_up:
            return False
        kill_rest()
        time.sleep(pause)
        pause = min(pause * 2, 0.02)


def parent_of(pid: int) -> int | None:
    """The parent's PID from /proc/<pid>/stat; None when the process is gone."""
    try:
        with open(f"/proc/{pid}/stat", "rb") as file:
            return int(file.read().rpartition(b")")[2].split()[1])
    except (OSError, IndexError):
        return None


def real_user(pid: int) -> int | None:
    """The real uid of a process from /proc/<pid>/status; None when it is gone."""
    try:
        with open(f"/proc/{pid}/status", "rb") as file:
            for line in file:
                if line.startswith(b"Uid:"):
                    return int(line.split()[1])
    except OSError:
        pass
    return None


def kill_user(uid: int, killer_uid: int) -> None:
    """SIGKILL every process of `uid` at once: kill(-1) by a process that may signal that user only.

    The killer's real and saved uid are `killer_uid`, only its effective uid is `uid`: by the rules of
    kill(2) it reaches the run's processes, and they cannot reach it, so that a script which kills its own
    user in a loop does not win the race.
    """
    pid = os.fork()
    if pid == 0:
        try:
            os.setgroups([])
            os.setresgid(killer_uid, killer_uid, killer_uid)
            os.setresuid(killer_uid, uid, killer_uid)
            os.kill(-1, signal.SIGKILL)
        except ProcessLookupError:
            pass
        finally:
            os._exit(0)
    os.waitpid(pid, 0)
