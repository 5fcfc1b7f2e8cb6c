"""See and change what belongs to another run on this machine: its folder, its inputs, its shared memory."""

import os

from prologue import achieved, attempt


def main(target: dict) -> dict:
    attempt("list", lambda: os.path.basename(target["other_run"]) in os.listdir(target["work_dir"]))
    attempt("read", lambda: open(os.path.join(target["other_run"], "work", "out", "secret.txt")).read())
    attempt("write", lambda: open(os.path.join(target["other_run"], "work", "planted.txt"), "w").close())
    attempt("shared memory", lambda: open("/dev/shm/" + target["shm_name"]).read())
    return {"achieved": achieved}
