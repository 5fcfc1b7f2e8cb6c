"""`python as_user.py UID COMMAND…`: run a command as an ordinary user, from a test that runs as root.

The interpreter may lie in root's home: its way is opened as the runner itself does it for scripts. A test
that is not root already is an ordinary user, and does not need this.
"""

import os
import sys
from pathlib import Path

CONTAINER = Path(__file__).resolve().parents[4] / "container"
sys.path.insert(0, str(CONTAINER))

from runner.sandbox.interpreter import interpreter_paths  # noqa: E402
from runner.sandbox.reach import open_ways  # noqa: E402

if __name__ == "__main__":
    uid, command = int(sys.argv[1]), sys.argv[2:]
    paths = interpreter_paths(sys.executable)
    open_ways([str(CONTAINER), *paths, *(os.path.realpath(path) for path in paths)])
    os.setgroups([])
    os.setresgid(uid, uid, uid)
    os.setresuid(uid, uid, uid)
    os.chdir(CONTAINER)
    os.execv(command[0], command)
