"""The job that the supervisor laid down: which script, with which parameters and files."""

import json


class Job:
    """`work` and `result` are folders, `script` a path; `parameters` JSON with Decimal for non-integers."""

    __slots__ = ("file_name", "files", "parameters", "progress_fd", "result", "script", "work")

    def __init__(self, document: dict):
        self.script: str = document["script"]
        self.file_name: str = document["file_name"]
        self.work: str = document["work"]
        self.result: str = document["result"]
        self.parameters: dict = document["parameters"]
        self.files: dict = document["files"]
        self.progress_fd: int | None = document["progress_fd"]


def load_job(path: str) -> Job:
    """Read job.json; numbers with a point keep all digits (Decimal), so that none passes through float."""
    with open(path, encoding="utf-8") as file:
        return Job(json.load(file, parse_float=_decimal))


def _decimal(text: str):
    from decimal import Decimal  # most jobs have no such number

    return Decimal(text)
