"""Decides how a run ended. Rules only, no I/O.

The order is fixed: cancelled, time, memory, other limits, the platform's faults, the script's own end."""

import signal
from typing import NamedTuple

from .errors import Cancelled, InputChanged, PlatformFault, ResultInvalid
from .limits.breach import Breach, file_breach, memory_breach, process_breach
from .manifest import MEBIBYTE, Limits
from .outputs.failure import Failure
from .sandbox.job import Ended

MAX_MESSAGE = 500
COULD_NOT_EXECUTE = (126, 127)  # what prlimit says when there is no interpreter to start


class End(NamedTuple):
    """All that is known about the end of a run. `fault` is what stopped the supervisor itself, if any."""

    cancelled: bool = False
    fault: Exception | None = None
    breach: Breach | None = None
    ended: Ended | None = None
    entered: bool = False
    failure: Failure | None = None
    has_result: bool = False
    peak_memory_bytes: int = 0
    many_forks: bool = False


def decide(end: End, limits: Limits | None) -> dict:
    """The report's `outcome`."""
    if end.cancelled or isinstance(end.fault, Cancelled):
        return _outcome("cancelled", "cancelled", "the run was cancelled", end)
    breach = end.breach or _claimed_breach(end, limits)
    if breach is not None:
        status = "timed_out" if breach.code == "time_limit" else "failed"
        limit = {"name": breach.name, "value": breach.value, "peak": breach.peak, "unit": breach.unit}
        return _outcome(status, breach.code, breach.message, end, limit=limit)
    if isinstance(end.fault, InputChanged):
        return _outcome("failed", "input_changed", str(end.fault), end)
    if isinstance(end.fault, PlatformFault):
        return _outcome("failed", "platform_error", str(end.fault), end)
    if end.fault is not None and not isinstance(end.fault, ResultInvalid):
        return _outcome("failed", "platform_error", "the runner failed; its journal has the details", end)
    return _own_end(end)


def _own_end(end: End) -> dict:
    code = end.ended.exit_code if end.ended is not None else None
    if code is None:
        return _outcome(
            "failed", "platform_error", "the sandbox ended without saying how the script ended", end
        )
    if end.failure is not None:
        return _failed(end.failure, end)
    if isinstance(end.fault, ResultInvalid):
        return _outcome("failed", "result_invalid", str(end.fault), end)
    if code == 0 and end.has_result:
        return _outcome("succeeded", None, None, end)
    if code in COULD_NOT_EXECUTE and not end.entered:
        return _outcome(
            "failed", "platform_error", "the interpreter could not be started in the sandbox", end
        )
    return _outcome("failed", "exit", _exit_message(end), end)


def _failed(failure: Failure, end: End) -> dict:
    if failure.kind == "exit":
        code = (
            failure.exit_code
            if failure.exit_code is not None
            else (end.ended.exit_code if end.ended else None)
        )
        end = end._replace(ended=Ended(code, None))
        return _outcome("failed", "exit", _exit_message(end), end)
    exception = failure.exception if failure.kind == "script_error" else None
    message = failure.message
    if not message and exception is not None:
        message = f"{exception['type']}: {exception['message']}"
    return _outcome("failed", failure.kind, message or "the script failed", end, exception=exception)


def _claimed_breach(end: End, limits: Limits | None) -> Breach | None:
    """A limit that the kernel enforced by an error inside the script, which did not catch it.

    It is the script's own word, and no harm if it is wrong: the run failed in either case.
    """
    failure = end.failure
    if failure is None or limits is None or failure.exception is None or failure.kind != "script_error":
        return None
    kind, message = failure.exception["type"], failure.exception["message"]
    if kind == "MemoryError":
        return memory_breach(limits, end.peak_memory_bytes)
    if kind == "OSError" and message.startswith("[Errno 27]"):
        return file_breach(limits, limits.file_mb * MEBIBYTE)
    if end.many_forks and (message.startswith("[Errno 11]") or message == "can't start new thread"):
        return process_breach(limits, limits.processes)
    return None


def _exit_message(end: End) -> str:
    ended = end.ended or Ended(None, None)
    if ended.signal is not None:
        return f"the script was ended by {signal_name(ended.signal)}"
    if ended.exit_code == 0:
        return "the script ended the process itself, with exit code 0, before main returned"
    return f"the script ended with exit code {ended.exit_code}"


def signal_name(number: int) -> str:
    """9 → SIGKILL; real-time signals → SIG40."""
    try:
        return signal.Signals(number).name
    except ValueError:
        return f"SIG{number}"


def _outcome(
    status: str,
    code: str | None,
    message: str | None,
    end: End,
    *,
    exception: dict | None = None,
    limit: dict | None = None,
) -> dict:
    if message is not None:
        message = message.strip().splitlines()[0][:MAX_MESSAGE] if message.strip() else status
    ended = end.ended or Ended(None, None)
    return {
        "status": status,
        "code": code,
        "message": message,
        "exception": exception,
        "limit": limit,
        "exit_code": None if ended.signal is not None else ended.exit_code,
        "signal": signal_name(ended.signal) if ended.signal is not None else None,
    }
