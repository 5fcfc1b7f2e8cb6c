"""Lambda entry: inspects an uploaded script. Its code asset is the folder of `runner` and `openscript`."""

import base64
import binascii

from runner.contract.inspection import failure, inspect_script
from runner.contract.problems import Problems, Span


def handler(event, context) -> dict:
    """Event: {"file_name": text, "source_base64": text}. Answers the inspection document, bad events too."""
    file_name = event.get("file_name") if isinstance(event, dict) else None
    encoded = event.get("source_base64") if isinstance(event, dict) else None
    if not isinstance(file_name, str) or not isinstance(encoded, str):
        return _refused("file_name and source_base64 are wanted, both text")
    try:
        data = base64.b64decode(encoded, validate=True)
    except (binascii.Error, ValueError):
        return _refused("source_base64 is not Base64")
    return inspect_script(file_name, data)


def _refused(detail: str) -> dict:
    problems = Problems()
    problems.add("bad_request", Span(1, 1, 1, 1), detail=detail)
    return failure(problems)
