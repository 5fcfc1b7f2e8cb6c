"""Reach the kernel's large attack surfaces: io_uring, bpf, perf, userfaultfd, keyrings, handles, fanotify."""

from prologue import achieved, reached

CALLS = {
    "io_uring_setup": (425, 425, (1, 0)),
    "bpf": (321, 280, (0, 0, 0)),
    "perf_event_open": (298, 241, (0, 0, 0, 0, 0)),
    "userfaultfd": (323, 282, (1,)),
    "add_key": (248, 217, (0, 0, 0, 0, 0)),
    "keyctl": (250, 219, (0, -3, 0)),
    "request_key": (249, 218, (0, 0, 0, 0)),
    "open_by_handle_at": (304, 265, (-1, 0, 0)),
    "name_to_handle_at": (303, 264, (-1, 0, 0, 0, 0)),
    "fanotify_init": (300, 262, (0, 0)),
    "kcmp": (312, 272, (1, 1, 9, 0, 0)),
    "memfd_secret": (447, 447, (0,)),
    "personality": (135, 92, (0xFFFFFFFF,)),
    "seccomp": (317, 277, (9, 0, 0)),
}


def main(target: dict) -> dict:
    for name, (x86_64, arm64, arguments) in CALLS.items():
        reached(name, x86_64, arm64, *arguments)
    return {"achieved": achieved}
