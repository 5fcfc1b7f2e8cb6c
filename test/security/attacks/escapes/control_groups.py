"""Find the own control group and lift its limits or leave it."""

import os

from prologue import achieved, attempt


def main(target: dict) -> dict:
    attempt("mounted", lambda: os.listdir("/sys/fs/cgroup"))
    for folder, _, names in os.walk("/sys/fs/cgroup"):
        if "cgroup.procs" in names:
            attempt(
                folder,
                lambda folder=folder: os.close(os.open(os.path.join(folder, "cgroup.procs"), os.O_WRONLY)),
            )
            break
    return {"achieved": achieved}
