"""Write a table whose chunks are not what its meta says."""

import json
import os

EMPTY = {"message": None, "metrics": {}, "checks": [], "charts": [], "files": [], "values": {}}
CHUNKS = {
    "fewer rows": [[[1]]],
    "more columns": [[[1, 2], [3, 4]]],
    "nested value": [[[{"a": 1}], [2]]],
    "no list": [{"a": 1}],
    "link": None,
}


def main(target: dict) -> dict:
    result = (
        "/sandbox/result"
        if os.path.isdir("/sandbox/result")
        else os.path.join(os.path.dirname(os.getcwd()), "result")
    )
    folder = os.path.join(result, "tables", "t")
    os.makedirs(folder)
    chunks = CHUNKS[target["kind"]]
    if chunks is None:
        os.symlink("/etc/passwd", os.path.join(folder, "000000.json"))
    else:
        open(os.path.join(folder, "000000.json"), "w").write(json.dumps(chunks[0]))
    table = {"name": "t", "columns": [{"name": "a", "type": "integer"}], "row_count": 2, "chunk_rows": 1000}
    open(os.path.join(result, "result.json"), "w").write(
        json.dumps({"ok": True, "result": {**EMPTY, "tables": [table]}})
    )
    os._exit(0)
