"""Give one file two names, one of them outside out/."""

import os


def main(target: dict) -> dict:
    open("outside.txt", "w").write("twice")
    os.link("outside.txt", "out/inside.txt")
    try:
        os.link(target["secret_file"], "out/secret.txt")
    except OSError:
        pass
    return {}
