"""The environment a script starts with: built from nothing, without any of the supervisor's variables."""

import math
import os


def script_environment(*, home: str, run_id: str, time_zone: str, cpu: float) -> dict[str, str]:
    """All variables of a script. `home` is its private temporary directory, too.

    The number-crunching libraries start a thread per CPU of the machine unless told the run's share;
    OPENBLAS_CORETYPE passes through because OpenBLAS misjudges some virtual CPUs without it.
    """
    threads = str(max(1, math.ceil(cpu)))
    variables = {
        "HOME": home,
        "TMPDIR": home,
        "USER": "script",
        "LOGNAME": "script",
        "PATH": "/usr/local/bin:/usr/bin:/bin",
        "LANG": "C.UTF-8",
        "TZ": time_zone,
        "OPENSCRIPT_RUN_ID": run_id,
    }
    for name in ("OPENBLAS", "OMP", "MKL", "NUMEXPR"):
        variables[f"{name}_NUM_THREADS"] = threads
    variables["POLARS_MAX_THREADS"] = threads
    core = os.environ.get("OPENBLAS_CORETYPE", "")
    if core.isalnum():
        variables["OPENBLAS_CORETYPE"] = core
    return variables
