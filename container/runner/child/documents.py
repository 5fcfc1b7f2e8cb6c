"""JSON files that are there whole or not at all."""

import json
import os


def encode(document) -> bytes:
    """Compact UTF-8 JSON; refuses what JSON does not have (NaN, infinities)."""
    return json.dumps(document, ensure_ascii=False, allow_nan=False, separators=(",", ":")).encode("utf-8")


def write_document(folder: str, name: str, document) -> None:
    """Write `folder/name` by way of a rename."""
    write_bytes(folder, name, encode(document))


def write_bytes(folder: str, name: str, content: bytes) -> None:
    """Write `folder/name` by way of a rename."""
    partial = os.path.join(folder, f"{name}.partial")
    with open(partial, "wb") as file:
        file.write(content)
    os.replace(partial, os.path.join(folder, name))
