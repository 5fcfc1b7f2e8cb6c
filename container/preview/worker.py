"""Reads one file in a process of its own, which may not take more memory or time than the limits say.

`python -I worker.py` takes {"path", "name", "complete", "sheet", "rows"} on stdin and prints the answer.
"""

import json
import os
import resource
import sys
import traceback
from pathlib import Path

# -I leaves out the script's folder; the packages stand beside it, or in the virtual environment.
sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from preview import limits
from preview.refusal import DAMAGED, TOO_COMPLEX, Refused


def main() -> int:
    """Print one answer, whatever the file holds. What the parsers throw at it is the file's fault."""
    task = json.load(sys.stdin)
    _limit_self()
    # openpyxl would import numpy where it is installed, for nothing: reading needs no array, and with little
    # address space OpenBLAS hangs. With lxml it would not be defusedxml that reads.
    sys.modules["numpy"] = None  # type: ignore[assignment]
    os.environ["OPENPYXL_LXML"] = "False"
    try:
        from preview.formats import read_preview

        answer = read_preview(Path(task["path"]), task["name"], task["complete"], task["sheet"], task["rows"])
    except Refused as refused:
        answer = refused.answer()
    except (MemoryError, RecursionError):
        answer = Refused(TOO_COMPLEX).answer()
    except Exception as error:
        _tell(error)
        answer = Refused(DAMAGED).answer()
    print(json.dumps(answer, allow_nan=False))
    return 0


def _limit_self() -> None:
    for limit, value in (
        (resource.RLIMIT_AS, limits.MAX_ADDRESS_SPACE_BYTES),
        (resource.RLIMIT_CPU, limits.MAX_CPU_SECONDS),
        (resource.RLIMIT_FSIZE, 0),
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
