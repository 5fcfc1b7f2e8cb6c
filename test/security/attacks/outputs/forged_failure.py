"""Write a failure.json with monstrous and wrong fields."""

import json
import os


def main(target: dict) -> dict:
    result = (
        "/sandbox/result"
        if os.path.isdir("/sandbox/result")
        else os.path.join(os.path.dirname(os.getcwd()), "result")
    )
    frame = {"file": "x" * 999, "line": -5, "column": "a", "function": None, "source": ["s"], "extra": 1}
    exception = {
        "type": {"a": 1},
        "message": "m" * 100_000,
        "traceback": [frame] * 200,
        "text": 7,
        "status": "succeeded",
    }
    failure = {
        "kind": "script_error",
        "message": "line\nof\n" + "z" * 100_000,
        "exception": exception,
        "exit_code": 1e9,
    }
    open(os.path.join(result, "failure.json"), "w").write(json.dumps(failure))
    os._exit(1)
