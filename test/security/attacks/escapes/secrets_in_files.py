"""Find presigned URLs or the upload policy in any file the run can read: job.json, the runner's
code, its folder.
"""

import os

from prologue import achieved, attempt

WORD = b"Signa" + b"ture="  # not a match of its own


def main(target: dict) -> dict:
    places = ["/sandbox", "/opt/openscript", os.getcwd(), os.path.dirname(os.getcwd()), target["work_dir"]]
    for place in places:
        for folder, _, names in os.walk(place):
            for name in names:
                attempt(
                    os.path.join(folder, name),
                    lambda folder=folder, name=name: WORD in _read(os.path.join(folder, name)),
                )
    return {"achieved": achieved}


def _read(path):
    with open(path, "rb") as file:
        return file.read(1 << 20)
