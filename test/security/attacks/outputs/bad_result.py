"""Write a result.json that breaks its readers; which one is said by the test."""

import json
import os

EMPTY = {"message": None, "metrics": {}, "checks": [], "tables": [], "charts": [], "files": [], "values": {}}


def main(target: dict) -> dict:
    result = (
        "/sandbox/result"
        if os.path.isdir("/sandbox/result")
        else os.path.join(os.path.dirname(os.getcwd()), "result")
    )
    path = os.path.join(result, "result.json")
    kind = target["kind"]
    if kind == "link":
        os.symlink("/etc/passwd", path)
    elif kind == "folder":
        os.mkdir(path)
    elif kind == "socket":
        import socket

        os.chdir(result)
        socket.socket(socket.AF_UNIX).bind("result.json")
    elif kind == "hard link":
        open("twin", "w").write(json.dumps({"ok": True, "result": EMPTY}))
        try:
            os.link("twin", path)
        except OSError:  # another mount: the link cannot even be made
            open(path, "w").write("no link")
    elif kind == "huge":
        with open(path, "wb") as file:
            file.truncate((8 << 20) + 1)
    else:
        open(path, "wb").write(_content(kind))
    os._exit(0)


def _content(kind):
    def whole(**changes):
        return json.dumps({"ok": True, "result": {**EMPTY, **changes}}).encode()

    table = {
        "name": "t",
        "columns": [{"name": "a", "type": "integer"}],
        "row_count": 5000,
        "chunk_rows": 1000,
    }
    return {
        "deep": b'{"ok":true,"result":' + b"[" * 100_000 + b"]" * 100_000 + b"}",
        "nan": whole(metrics={"x": float("nan")}),
        "infinite": whole().replace(b'"metrics": {}', b'"metrics": {"x": 1e999}'),
        "twice": b'{"ok":true,"ok":true,"result":{}}',
        "surrogate": whole(message="x").replace(b'"x"', b'"\\ud800"'),
        "no json": b"\x00\xff\x00",
        "number": b"7",
        "wrong type": whole(message=["a"]),
        "unknown key": whole(status="succeeded"),
        "values too large": whole(values={"x": "y" * 300_000}),
        "table path": whole(tables=[{**table, "name": "../../x"}]),
        "table without rows": whole(tables=[table]),
        "table rows": whole(tables=[{**table, "row_count": 10**12}]),
        "chart path": whole(charts=[{"name": "c", "kind": "image", "path": "../../secret"}]),
    }[kind]
