"""Flood the progress pipe with garbage, lies and a line without an end."""

import json
import os


def main(target: dict) -> dict:
    os.write(3, b'{"event":"progress","fraction":1e999,"message":["x"]}\n')
    os.write(3, b'\xff\xfe\n[[[[\n{"event":"entered"}\n"progress"\n')
    os.write(
        3,
        json.dumps({"event": "progress", "fraction": 17, "message": "\x1b[31m" + "w" * 5000}).encode()
        + b"\n",
    )
    for _ in range(200):
        os.write(3, b"p" * 65536)
    os.write(
        3, b"\n" + json.dumps({"event": "progress", "fraction": 0.5, "message": "half"}).encode() + b"\n"
    )
    return {"message": "returned"}
