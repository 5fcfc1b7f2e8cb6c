"""Uploads artifacts and table chunks, several at once, from the very bytes that were listed."""

import json
import os
from collections.abc import Callable
from typing import TypeVar

from .cancel import Cancellation
from .errors import PlatformFault
from .manifest import Upload
from .outputs.beneath import file_fault, open_file
from .outputs.collect import Found
from .outputs.content_type import content_type
from .outputs.tables import chunk_count, chunk_name, read_chunks
from .transfer.fault import TransferFault
from .transfer.parallel import Worker, run_parallel
from .transfer.post import post_bytes, post_file
from .transfer.retry import retry

Done = TypeVar("Done")

THREADS = 4
UPLOAD_BUDGET_SECONDS = 60.0


def publish_artifacts(upload: Upload, out: int, files: list[Found], cancellation: Cancellation) -> list[dict]:
    """Upload the files below descriptor `out`; returns the report's `artifacts` in the order of `files`.

    Raises PlatformFault when the store fails.
    """
    jobs: list[Callable[[Worker], dict]] = [
        lambda worker, file=file: _artifact(worker, upload, out, file)
        for file in files  # type: ignore[misc]
    ]
    return _all(jobs, cancellation)


def publish_tables(upload: Upload, result_root: int, tables: list[dict], cancellation: Cancellation) -> None:
    """Upload the chunks of the returned tables below descriptor `result_root`, and each meta.json last.

    Raises PlatformFault when the store fails, ResultInvalid when a chunk is not what its table says.
    """
    jobs: list[Callable[[Worker], None]] = [
        lambda worker, table=table: _table(worker, upload, result_root, table)
        for table in tables  # type: ignore[misc]
    ]
    _all(jobs, cancellation)


def _all(jobs: list[Callable[[Worker], Done]], cancellation: Cancellation) -> list[Done]:
    try:
        return run_parallel(jobs, threads=THREADS, cancellation=cancellation)
    except TransferFault as fault:
        raise PlatformFault(f"an output could not be stored ({fault})") from None


def _artifact(worker: Worker, upload: Upload, out: int, found: Found) -> dict:
    kind = content_type(found.parts[-1])
    try:
        file = open_file(out, found.parts)
    except OSError:
        raise PlatformFault("an artifact vanished after the script ended") from None
    try:
        about = os.fstat(file)
        if file_fault(about) or (about.st_dev, about.st_ino) != found.inode or about.st_size != found.size:
            raise PlatformFault("an artifact changed after the script ended")
        sha256 = retry(
            lambda: post_file(worker.client, upload, f"out/{found.path}", kind, file, found.size),
            budget=UPLOAD_BUDGET_SECONDS,
            sleep=worker.sleep,
        )
    finally:
        os.close(file)
    return {"path": found.path, "size": found.size, "sha256": sha256, "content_type": kind}


def _table(worker: Worker, upload: Upload, result_root: int, table: dict) -> None:
    folder = f"tables/{table['name']}"
    names = [chunk_name(index) for index in range(chunk_count(table))]
    for name, data in zip(names, read_chunks(result_root, table), strict=True):
        _post_json(worker, upload, f"{folder}/{name}", data)
    meta = json.dumps(table, ensure_ascii=False, separators=(",", ":"))
    _post_json(worker, upload, f"{folder}/meta.json", meta.encode("utf-8"))


def _post_json(worker: Worker, upload: Upload, name: str, data: bytes) -> None:
    retry(
        lambda: post_bytes(worker.client, upload, name, "application/json", data),
        budget=UPLOAD_BUDGET_SECONDS,
        sleep=worker.sleep,
    )
