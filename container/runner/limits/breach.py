"""A passed limit as the report tells it. Rules only, no I/O."""

from typing import NamedTuple

from ..manifest import MEBIBYTE, Limits


class Breach(NamedTuple):
    """Which limit was passed: `code` is the outcome code, `name` the limit's name in the manifest."""

    code: str
    name: str
    value: float
    peak: float
    unit: str
    message: str


def time_breach(limits: Limits, seconds: float) -> Breach:
    """The script ran longer than it may."""
    value = limits.timeout_seconds
    return Breach(
        "time_limit",
        "timeout_seconds",
        value,
        round(seconds, 3),
        "seconds",
        f"the script ran longer than {value:g} seconds",
    )


def memory_breach(limits: Limits, peak_bytes: int) -> Breach:
    """The script needed more memory than it may; the peak can lie below: the kernel refused the rest."""
    value = limits.memory_mb * MEBIBYTE
    return Breach(
        "memory_limit",
        "memory_mb",
        value,
        peak_bytes,
        "bytes",
        f"the script needed more than {limits.memory_mb} MiB of memory",
    )


def process_breach(limits: Limits, peak: int) -> Breach:
    """The script started more processes and threads than it may."""
    return Breach(
        "process_limit",
        "processes",
        limits.processes,
        peak,
        "processes",
        f"the script started more than {limits.processes} processes and threads",
    )


def file_breach(limits: Limits, peak_bytes: int) -> Breach:
    """One file of the script became larger than it may."""
    return Breach(
        "file_limit",
        "file_mb",
        limits.file_mb * MEBIBYTE,
        peak_bytes,
        "bytes",
        f"the script wrote a file of more than {limits.file_mb} MiB",
    )


def output_size_breach(limits: Limits, peak_bytes: int) -> Breach:
    """All files of the script together take more space than they may."""
    return Breach(
        "output_limit",
        "output_mb",
        limits.output_mb * MEBIBYTE,
        peak_bytes,
        "bytes",
        f"the script's files take more than {limits.output_mb} MiB",
    )


def output_count_breach(value: int, peak: int) -> Breach:
    """The script made more files than it may: `value` in out/, ten times that in all its folders."""
    return Breach(
        "output_limit", "output_files", value, peak, "files", f"the script made more than {value} files"
    )


def depth_breach(depth: int) -> Breach:
    """The script nested folders deeper than anything can follow."""
    return Breach(
        "output_limit",
        "output_depth",
        depth,
        depth + 1,
        "files",
        f"the script nested folders more than {depth} deep",
    )
