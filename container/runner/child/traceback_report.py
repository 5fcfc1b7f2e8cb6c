"""An exception as the script's author wants to see it: the script's own frames, causes and groups kept."""

import linecache
import os
import re
import sys
import traceback

from runner.child.script_module import module_name

MAX_FRAMES = 50
MAX_REPEATS = 3
MAX_TEXT_CHARACTERS = 64 * 1024
MAX_MESSAGE_CHARACTERS = 8000
MAX_SOURCE_CHARACTERS = 500
_OWN_FOLDER = os.path.dirname(os.path.dirname(os.path.abspath(__file__))) + os.sep
_DEEP = 2000


def report_exception(error: BaseException, signature, file_name: str) -> dict:
    """{"type", "message", "traceback": [frame], "text"}; the log gets the text with library frames too.

    A frame is {"file", "line", "column" (1-based, characters, or None), "function", "source"}, outermost
    first.
    """
    lines = [f"{line}\n" for line in signature.source.lines]
    linecache.cache[file_name] = (len(signature.source.text), None, lines, file_name)
    report = traceback.TracebackException(
        type(error), error, error.__traceback__, limit=_limit(error.__traceback__), compact=True
    )
    _keep_frames(report, lambda frame: not frame.filename.startswith((_OWN_FOLDER, "<frozen")))
    sys.stderr.write(_text(report, signature.name))
    _keep_frames(report, lambda frame: frame.filename == file_name)
    return {
        "type": type_name(type(error), signature.name),
        "message": _cut(_clean(_plain_message(error)), MAX_MESSAGE_CHARACTERS),
        "traceback": [_frame(frame) for frame in _telling(report.stack)] or _syntax_frame(error, file_name),
        "text": _text(report, signature.name),
    }


def type_name(exception_type: type, script_name: str) -> str:
    """The exception's name as Python shows it; those of the script and of Python itself without a module."""
    module = exception_type.__module__
    if module in ("builtins", module_name(script_name)):
        return exception_type.__qualname__
    return f"{module}.{exception_type.__qualname__}"


def _limit(frame) -> int | None:
    """A negative limit keeps the innermost frames of a traceback too deep to be worth all its lines."""
    depth = 0
    while frame is not None and depth <= _DEEP:
        frame, depth = frame.tb_next, depth + 1
    return -_DEEP if depth > _DEEP else None


def _keep_frames(report: traceback.TracebackException, wanted) -> None:
    """Filter the frames of an exception, of its causes and contexts, and of the members of groups."""
    pending, seen = [report], set()
    while pending:
        current = pending.pop()
        if current is None or id(current) in seen:
            continue
        seen.add(id(current))
        current.stack[:] = [frame for frame in current.stack if wanted(frame)]
        pending.extend([current.__cause__, current.__context__, *(current.exceptions or ())])


def _text(report: traceback.TracebackException, script_name: str) -> str:
    text = _clean("".join(report.format()))
    text = re.sub(rf"(?m)^([ |]*){re.escape(module_name(script_name))}\.", r"\1", text)
    if len(text) <= MAX_TEXT_CHARACTERS:
        return text
    half = MAX_TEXT_CHARACTERS // 2
    return f"{text[:half]}\n  … {len(text) - 2 * half} characters left out …\n{text[-half:]}"


def _telling(stack) -> list:
    """The frames worth a line: a recursion at most three times, of the rest the outermost and innermost."""
    frames = []
    for frame in stack:
        places = {(other.lineno, other.name) for other in frames[-MAX_REPEATS:]}
        if len(frames) < MAX_REPEATS or places != {(frame.lineno, frame.name)}:
            frames.append(frame)
    if len(frames) <= MAX_FRAMES:
        return frames
    return [*frames[: MAX_FRAMES // 5], *frames[-(MAX_FRAMES - MAX_FRAMES // 5) :]]


def _frame(frame: traceback.FrameSummary) -> dict:
    source = linecache.getline(frame.filename, frame.lineno or 0).rstrip("\n")
    column = None
    if frame.colno is not None:  # counted from 0 in UTF-8 bytes
        column = len(source.encode("utf-8", "replace")[: frame.colno].decode("utf-8", "ignore")) + 1
    return {
        "file": frame.filename,
        "line": frame.lineno,
        "column": column,
        "function": frame.name,
        "source": _cut(_clean(source), MAX_SOURCE_CHARACTERS),
    }


def _syntax_frame(error: BaseException, file_name: str) -> list[dict]:
    """Where a SyntaxError of the script itself stands: it has no frame, as nothing has run."""
    if not isinstance(error, SyntaxError) or error.filename != file_name:
        return []
    source = linecache.getline(file_name, error.lineno or 0).rstrip("\n")
    return [
        {
            "file": file_name,
            "line": error.lineno or 1,
            "column": error.offset,
            "function": "<module>",
            "source": _cut(_clean(source), MAX_SOURCE_CHARACTERS),
        }
    ]


def _plain_message(error: BaseException) -> str:
    try:
        return str(error)
    except Exception:
        return "<exception str() failed>"


def _clean(text: str) -> str:
    """Lone surrogates (of undecodable file names) have no UTF-8 form."""
    return text.encode("utf-8", "backslashreplace").decode("utf-8")


def _cut(text: str, limit: int) -> str:
    return text if len(text) <= limit else text[: limit - 1] + "…"
