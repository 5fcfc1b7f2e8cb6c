"""Writes one masked copy in a process of its own, which may not take more memory or time than the limits say.

`python -I mask_worker.py` takes {"path", "name", "masks", "copy", "too_large"} and prints the answer.
"""

import json
import sys
from pathlib import Path

# -I leaves out the script's folder; the packages stand beside it, or in the virtual environment.
sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from preview import limits
from preview.worker import answered, limit_self


def main() -> int:
    """Print one answer, whatever the file holds."""
    task = json.load(sys.stdin)
    limit_self(limits.MAX_MASK_CPU_SECONDS, limits.MAX_COPY_BYTES)

    def write() -> dict:
        from preview.mask_copy import write_masked_copy

        path, copy = Path(task["path"]), Path(task["copy"])
        titles = write_masked_copy(path, task["name"], task["masks"], copy, too_large=task["too_large"])
        return {"ok": True, "masked": titles}

    print(json.dumps(answered(write), allow_nan=False))
    return 0


if __name__ == "__main__":
    sys.exit(main())
