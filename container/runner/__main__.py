"""`python -m runner [run|selftest|sweep]`: what each does is told in its own module."""

import os
import sys

from .errors import SettingsError
from .settings import read_settings


def main(arguments: list[str]) -> int:
    """Run one command; returns the exit code."""
    command = arguments[0] if arguments else "run"
    if len(arguments) > 1 or command not in ("run", "selftest", "sweep"):
        sys.stderr.write("usage: python -m runner [run|selftest|sweep]\n")
        return 2
    try:
        settings = read_settings(os.environ, manifest_needed=command == "run")
    except SettingsError as error:
        sys.stderr.write(f"{error}\n")
        return 2
    if command == "run":
        from .run import run

        return run(settings)
    if command == "selftest":
        from .selftest.run import selftest

        return selftest(settings)
    from .sweep import sweep

    return sweep(settings)


if __name__ == "__main__":
    code = main(sys.argv[1:])
    sys.stdout.flush()
    os._exit(code)  # threads stuck in a dead connection must not hold the process
