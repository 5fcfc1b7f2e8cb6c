"""Share memory and messages with other programs by System V and POSIX queues."""

from prologue import achieved, attempt, reached


def main(target: dict) -> dict:
    reached("shmget", 29, 194, 0, 4096, 0o1600)
    reached("msgget", 68, 186, 0, 0o1600)
    reached("semget", 64, 190, 0, 1, 0o1600)
    reached("mq_open", 240, 180, 0, 0, 0, 0)
    attempt("list", lambda: len(open("/proc/sysvipc/shm").readlines()) > 1 and False)
    return {"achieved": achieved}
