"""Run the package `runner` so that it dies with the agent: `python run_task.py <folder that holds the
package>`.
"""

import ctypes
import os
import runpy
import signal
import sys

PR_SET_PDEATHSIG = 1  # prctl(2); Linux only, as is the sandbox


def main() -> None:
    """Ask the kernel for SIGKILL at the parent's death, then become the runner."""
    parent = int(os.environ.pop("OPENSCRIPT_AGENT_PID"))
    if (
        ctypes.CDLL(None, use_errno=True).prctl(PR_SET_PDEATHSIG, signal.SIGKILL) != 0
        or os.getppid() != parent
    ):
        sys.exit("the agent that started this task is gone")
    folder = sys.argv.pop(1)
    sys.path[0] = folder
    os.chdir(folder)
    runpy.run_module("runner", run_name="__main__", alter_sys=True)


main()
