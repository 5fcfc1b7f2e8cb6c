"""Write bytes that are no text to stdout and stderr."""

import os


def main(target: dict) -> dict:
    os.write(1, bytes(range(256)) * 4 + b"\n")
    os.write(2, b"\xed\xa0\x80 \xf0\x9f\x99\x82 \xc3\n")
    return {"message": "written"}
