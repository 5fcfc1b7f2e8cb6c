"""Reads one file in a process of its own, which may not take more memory or time than the limits say.

`python -I worker.py` takes {"path", "name", "complete", "sheet", "rows"} on stdin and prints the answer.
"""

import json
import os
import resource
import sys
import traceback
from collections.abc import Callable
from pathlib import Path

# -I leaves out the script's folder; the packages stand beside it, or in the virtual environment.
sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from preview import limits
from preview.refusal import DAMAGED, TOO_COMPLEX, Refused


def main() -> int:
    """Print one answer, whatever the file holds."""
    task = json.load(sys.stdin)
    limit_self(limits.MAX_CPU_SECONDS, 0)

    def read() -> dict:
        from preview.formats import read_preview

        return read_preview(Path(task["path"]), task["name"], task["complete"], task["sheet"], task["rows"])

    print(json.dumps(answered(read), allow_nan=False))
    return 0


def answered(work: Callable[[], dict]) -> dict:
    """What the work answers, or why there is no answer: what the parsers throw at it is the file's fault."""
    # openpyxl would import numpy where it is installed, for nothing: it needs no array here, and with little
    # address space OpenBLAS hangs. With lxml it would not be defusedxml that reads.
    sys.modules["numpy"] = None  # type: ignore[assignment]
    os.environ["OPENPYXL_LXML"] = "False"
    try:
        return work()
    except Refused as refused:
        return refused.answer()
    except (MemoryError, RecursionError):
        return Refused(TOO_COMPLEX).answer()
    except Exception as error:
        _tell(error)
        return Refused(DAMAGED).answer()


def limit_self(cpu_seconds: int, file_bytes: int) -> None:
    """Take these limits, and those of memory, upon this process."""
    for limit, value in (
        (resource.RLIMIT_AS, limits.MAX_ADDRESS_SPACE_BYTES),
        (resource.RLIMIT_CPU, cpu_seconds),
        (resource.RLIMIT_FSIZE, file_bytes),
        (resource.RLIMIT_CORE, 0),
    ):
        _, hard = resource.getrlimit(limit)
        resource.setrlimit(limit, (value if hard == resource.RLIM_INFINITY else min(value, hard),) * 2)


def _tell(error: Exception) -> None:
    """Where it went wrong, without the words: they may be the file's."""
    frames = traceback.extract_tb(error.__traceback__)[-3:]
    places = [f"{Path(frame.filename).name}:{frame.lineno}" for frame in frames]
    print(f"{type(error).__name__} at {' > '.join(places)}", file=sys.stderr)


if __name__ == "__main__":
    sys.exit(main())
