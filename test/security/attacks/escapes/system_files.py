"""Change the system the scripts share: programs, libraries, the interpreter, installed packages,
the runner.
"""

import os
import sys
import sysconfig

from prologue import achieved, attempt


def main(target: dict) -> dict:
    folders = [
        "/usr",
        "/usr/bin",
        "/etc",
        "/",
        "/lib",
        sys.prefix,
        sys.base_prefix,
        sysconfig.get_path("stdlib"),
        sysconfig.get_path("purelib"),
        "/opt/openscript",
        "/dev",
        "/opt/openscript/runner/child",
        target["container"],
    ]
    for folder in folders:
        attempt(folder, lambda folder=folder: _plant(folder))
    attempt("os.py", lambda: open(os.__file__, "a").close())
    return {"achieved": achieved}


def _plant(folder):
    path = os.path.join(folder, f"planted-{os.getpid()}")
    open(path, "w").close()
    os.unlink(path)
