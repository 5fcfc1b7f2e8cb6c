"""`python -m runner.contract inspect FILE`: the inspection document as JSON; exit code 1 if it has errors."""

import json
import sys
from pathlib import Path

from runner.contract.inspection import inspect_script

_USAGE = "usage: python -m runner.contract inspect FILE"


def main(arguments: list[str]) -> int:
    """Run the command; 0 = the script is fine, 1 = it is not, 2 = the command itself is wrong."""
    if len(arguments) != 2 or arguments[0] != "inspect":
        sys.stderr.write(_USAGE + "\n")
        return 2
    path = Path(arguments[1])
    try:
        data = path.read_bytes()
    except OSError as error:
        sys.stderr.write(f"{path}: {error.strerror}\n")
        return 2
    document = inspect_script(path.name, data)
    sys.stdout.reconfigure(encoding="utf-8", errors="backslashreplace")
    sys.stdout.write(json.dumps(document, ensure_ascii=False, indent=2) + "\n")
    return 0 if document["ok"] else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
