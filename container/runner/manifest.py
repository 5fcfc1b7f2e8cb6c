"""The manifest of one run attempt (format 1, written by Prepare): parsed strictly into values."""

from typing import Any, NamedTuple

from . import shapes
from .names import name_fault
from .shapes import ShapeError

MAX_MANIFEST_BYTES = 8 * 1024 * 1024
MEBIBYTE = 1024 * 1024
URL = r"https?://[^\s/?#]+(/[\x21-\x7e]*)?"


class Download(NamedTuple):
    """Bytes to fetch: where from (a secret), and what they must be."""

    name: str
    size: int
    sha256: str
    url: str
    parameter: str | None
    file_id: str | None


class Limits(NamedTuple):
    """The run's limits. Units are in the names; `_mb` counts 1,048,576 bytes."""

    timeout_seconds: float
    cpu: float
    memory_mb: int
    processes: int
    file_mb: int
    output_mb: int
    output_files: int
    log_mb: int


class Upload(NamedTuple):
    """One presigned POST policy (a secret) and the key prefix that the attempt owns."""

    url: str
    fields: dict[str, str]
    key_prefix: str


class Manifest(NamedTuple):
    """One run attempt. `parameters` holds no file parameters: those are in `inputs`."""

    run_id: str
    attempt: int
    script: Download
    parameters: dict[str, Any]
    inputs: list[Download]
    limits: Limits
    time_zone: str
    upload: Upload


class Identity(NamedTuple):
    """The least that a report needs, read first so that a bad rest can still be reported."""

    run_id: str
    attempt: int
    upload: Upload


def read_identity(document: object) -> Identity:
    """Who this attempt is and where its report goes; raises ShapeError when even that cannot be read."""
    if not isinstance(document, dict):
        raise ShapeError("the manifest must be an object")
    run_id = shapes.text(document.get("run_id"), "run_id", max_bytes=64, pattern=r"run_[0-9A-Za-z]{1,59}")
    attempt = shapes.whole(document.get("attempt"), "attempt", 1, 1000)
    upload = shapes.record(document.get("upload"), "upload", ("url", "fields", "key_prefix"))
    fields = upload["fields"]
    if not isinstance(fields, dict) or len(fields) > 50:
        raise ShapeError("upload.fields must be an object of at most 50 entries")
    for field, value in fields.items():
        shapes.text(field, "a name in upload.fields", max_bytes=128, pattern=r"[A-Za-z0-9_-]+")
        shapes.text(value, "a value in upload.fields", max_bytes=64 * 1024)
    prefix = f"runs/{run_id}/{attempt}/"
    if upload["key_prefix"] != prefix:
        raise ShapeError("upload.key_prefix is not this attempt's prefix")
    url = shapes.text(upload["url"], "upload.url", max_bytes=8192, pattern=URL)
    return Identity(run_id, attempt, Upload(url, dict(fields), prefix))


def read_manifest(document: object) -> Manifest:
    """The whole manifest; raises ShapeError naming the first faulty place."""
    identity = read_identity(document)
    keys = (
        "format",
        "run_id",
        "attempt",
        "created_at",
        "script",
        "parameters",
        "inputs",
        "limits",
        "time_zone",
        "upload",
    )
    manifest = shapes.record(document, "the manifest", keys)
    shapes.whole(manifest["format"], "format", 1, 1)
    shapes.text(manifest["created_at"], "created_at", max_bytes=40)
    if not isinstance(manifest["parameters"], dict):
        raise ShapeError("parameters must be an object")
    inputs = [
        _input(value, f"inputs[{index}]")
        for index, value in enumerate(shapes.items(manifest["inputs"], "inputs", at_most=1000))
    ]
    zone = shapes.text(
        manifest["time_zone"], "time_zone", max_bytes=64, pattern=r"[A-Za-z0-9_+-]+(/[A-Za-z0-9_+-]+)*"
    )
    return Manifest(
        identity.run_id,
        identity.attempt,
        _script(manifest["script"]),
        manifest["parameters"],
        inputs,
        _limits(manifest["limits"]),
        zone,
        identity.upload,
    )


def _script(value: object) -> Download:
    script = shapes.record(value, "script", ("name", "version", "file_name", "sha256", "size", "url"))
    shapes.text(script["name"], "script.name", max_bytes=128)
    shapes.whole(script["version"], "script.version", 1, 10**9)
    pattern = r"[A-Za-z][A-Za-z0-9_-]{0,63}\.py"
    name = shapes.text(script["file_name"], "script.file_name", max_bytes=80, pattern=pattern)
    return _download(script, "script", name, 1 * MEBIBYTE, None, None)


def _input(value: object, where: str) -> Download:
    entry = shapes.record(value, where, ("parameter", "file_id", "name", "size", "sha256", "url"))
    parameter = shapes.text(entry["parameter"], f"{where}.parameter", max_bytes=255)
    if not parameter.isidentifier():
        raise ShapeError(f"{where}.parameter is not a parameter name")
    name = shapes.text(entry["name"], f"{where}.name", max_bytes=255)
    fault = name_fault(name)
    if fault:
        raise ShapeError(f"{where}.name {fault}")
    file_id = shapes.text(entry["file_id"], f"{where}.file_id", max_bytes=64)
    return _download(entry, where, name, 1 << 40, parameter, file_id)


def _download(
    entry: dict, where: str, name: str, max_size: int, parameter: str | None, file_id: str | None
) -> Download:
    size = shapes.whole(entry["size"], f"{where}.size", 0, max_size)
    sha256 = shapes.text(entry["sha256"], f"{where}.sha256", max_bytes=64, pattern=r"[0-9a-f]{64}")
    url = shapes.text(entry["url"], f"{where}.url", max_bytes=16 * 1024, pattern=URL)
    return Download(name, size, sha256, url, parameter, file_id)


def _limits(value: object) -> Limits:
    limits = shapes.record(value, "limits", Limits._fields)
    whole = {
        "memory_mb": (16, 1 << 20),
        "processes": (1, 100_000),
        "file_mb": (1, 1 << 20),
        "output_mb": (1, 1 << 20),
        "output_files": (1, 1_000_000),
        "log_mb": (1, 1024),
    }
    checked = {name: shapes.whole(limits[name], f"limits.{name}", *span) for name, span in whole.items()}
    return Limits(
        timeout_seconds=shapes.number(limits["timeout_seconds"], "limits.timeout_seconds", 0.1, 86_400),
        cpu=shapes.number(limits["cpu"], "limits.cpu", 0.05, 256),
        **checked,
    )
