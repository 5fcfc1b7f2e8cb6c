"""Import or read the supervisor itself: nothing of it is needed inside."""

import os
import sys

from prologue import achieved, attempt


def main(target: dict) -> dict:
    for folder in [*sys.path, "/opt/openscript", target["container"]]:
        attempt(folder, lambda folder=folder: open(os.path.join(folder, "runner", "attempt.py")).read() != "")
    return {"achieved": achieved}
