"""Reach the calls that administer a machine; wrong arguments on purpose, so that nothing happens if
one is let through.
"""

from prologue import achieved, reached

CALLS = {
    "init_module": (175, 105),
    "delete_module": (176, 106),
    "finit_module": (313, 273),
    "kexec_load": (246, 104),
    "reboot": (169, 142),
    "swapon": (167, 224),
    "sethostname": (170, 161),
    "acct": (163, 89),
    "quotactl": (179, 60),
    "clock_settime": (227, 112),
    "settimeofday": (164, 170),
    "syslog": (103, 116),
    "pivot_root": (155, 41),
}


def main(target: dict) -> dict:
    for name, (x86_64, arm64) in CALLS.items():
        reached(name, x86_64, arm64, -1, -1, -1, -1, -1)
    return {"achieved": achieved}
