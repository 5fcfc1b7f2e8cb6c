"""Builds progress.json and report.json (format 1) from what the supervisor itself saw. No I/O."""

from typing import NamedTuple

from .manifest import Identity
from .progress import Progress
from .times import iso_utc, milliseconds


class Usage(NamedTuple):
    """What the script used."""

    wall_seconds: float = 0.0
    cpu_seconds: float = 0.0
    peak_memory_bytes: int = 0
    peak_processes: int = 0


class Marks(NamedTuple):
    """Moments of an attempt as Unix times; None where it never came so far."""

    process_start: float
    fetch_start: float | None = None
    launch_start: float | None = None
    entered: float | None = None
    returned: float | None = None
    script_end: float | None = None
    collect_end: float | None = None
    upload_end: float | None = None


def progress_document(
    identity: Identity, phase: str, started: float, progress: Progress, lines: int, now: float
) -> dict:
    """progress.json; `phase` is running or uploading."""
    return {
        "format": 1,
        "run_id": identity.run_id,
        "attempt": identity.attempt,
        "phase": phase,
        "started_at": iso_utc(started),
        "fraction": progress.fraction,
        "message": progress.message,
        "log_lines": lines,
        "at": iso_utc(now),
    }


def report_document(
    identity: Identity,
    marks: Marks,
    now: float,
    *,
    outcome: dict,
    result: dict | None,
    warnings: list[dict],
    artifacts: list[dict],
    refused: list[dict],
    usage: Usage,
    log: dict,
) -> dict:
    """report.json. `log` is {lines, bytes, dropped_lines, truncated}."""
    return {
        "format": 1,
        "run_id": identity.run_id,
        "attempt": identity.attempt,
        "started_at": iso_utc(marks.entered) if marks.entered is not None else None,
        "finished_at": iso_utc(now),
        "outcome": outcome,
        "result": result,
        "warnings": warnings,
        "artifacts": artifacts,
        "refused": refused,
        "usage": {
            "wall_ms": milliseconds(usage.wall_seconds),
            "cpu_ms": milliseconds(usage.cpu_seconds),
            "peak_memory_bytes": usage.peak_memory_bytes,
            "peak_processes": usage.peak_processes,
            "output_bytes": sum(artifact["size"] for artifact in artifacts),
        },
        "log": log,
        "timings_ms": _timings(marks, now),
    }


def _timings(marks: Marks, now: float) -> dict:
    return {
        "fetch": _between(marks.fetch_start, marks.launch_start),
        "launch": _between(marks.launch_start, marks.entered),
        "script": _between(marks.entered, marks.script_end),
        "collect": _between(marks.script_end, marks.collect_end),
        "upload": _between(marks.collect_end, marks.upload_end),
        "task_to_main": _between(marks.process_start, marks.entered),
        "main_to_report": _between(marks.returned or marks.script_end, now),
    }


def _between(start: float | None, end: float | None) -> int | None:
    return None if start is None or end is None else milliseconds(end - start)


def warnings_of(
    result: dict | None, refused: list[dict], more_refused: int, log_truncated: bool, log_mb: int
) -> list[dict]:
    """The report's warnings: checks that do not tie, artifacts that were refused, a log that was cut."""
    warnings = [
        {
            "code": "check_does_not_tie",
            "message": f"check {check['name']!r} does not tie",
            "name": check["name"],
        }
        for check in (result or {}).get("checks", [])
        if not check["ties"]
    ]
    warnings += [
        {"code": "artifact_refused", "message": f"{each['path']!r} was not kept: {each['reason']}", **each}
        for each in refused
    ]
    if more_refused:
        text = f"{more_refused} further files were not kept"
        warnings.append({"code": "artifact_refused", "message": text, "count": more_refused})
    if log_truncated:
        warnings.append({"code": "log_truncated", "message": f"the log was cut at {log_mb} MiB"})
    return warnings
