"""How a run that did not return is told: user_error, script_error, exit or result_invalid."""

import sys

MAX_MESSAGE_CHARACTERS = 4000
_DOCUMENT = "failure.json"


def exception_failure(error: BaseException, signature, file_name: str) -> tuple[str, dict, int]:
    """The document of an exception that came out of the script."""
    try:
        if isinstance(error, SystemExit):
            return _exit_failure(error)
        user_error = getattr(sys.modules.get("openscript"), "UserError", None)
        if user_error is not None and isinstance(error, user_error):
            return _failure("user_error", message=_message_of(error))
        from runner.child.traceback_report import report_exception

        exception = report_exception(error, signature, file_name)
        first_line = exception["message"].strip().partition("\n")[0]
        summary = f"{exception['type']}: {first_line}" if first_line else exception["type"]
        if isinstance(error, ModuleNotFoundError):
            summary += " (a script can import what GET /runtime/packages lists)"
        return _failure("script_error", exception=exception, message=summary)
    except (MemoryError, RecursionError):
        name = type(error).__name__
        exception = {"type": name, "message": "", "traceback": [], "text": name}
        return _failure("script_error", exception=exception, message=name)


def binding_failure(error: Exception) -> tuple[str, dict, int]:
    """The document of parameters that do not fit main: the person who started the run can mend it."""
    return _failure("user_error", message=str(error))


def result_failure(message: str) -> tuple[str, dict, int]:
    """The document of a return value that cannot be kept."""
    return _failure("result_invalid", message=message)


def source_failure(problems, file_name: str, data: bytes) -> tuple[str, dict, int]:
    """The document of a script that this Python cannot read, though it was accepted at upload."""
    documents = [problem.document() for problem in problems.sorted()]
    lines = data.decode("utf-8", "replace").replace("\r\n", "\n").split("\n")
    frames = [
        {
            "file": file_name,
            "line": document["line"],
            "column": document["column"],
            "function": "<module>",
            "source": lines[document["line"] - 1][:500] if document["line"] <= len(lines) else "",
        }
        for document in documents
    ]
    text = "\n".join(
        f"{file_name}:{document['line']}:{document['column']}: {document['messages']['en']}"
        for document in documents
    )
    message = documents[0]["messages"]["en"]
    exception = {"type": "ScriptRefused", "message": message, "traceback": frames, "text": text}
    return _failure("script_error", exception=exception, message=message)


def _exit_failure(error: SystemExit) -> tuple[str, dict, int]:
    code = error.code
    if code is None:
        code = 0
    elif not isinstance(code, int):
        sys.stderr.write(f"{_message_of(error)}\n")
        code = 1
    status = code & 0xFF  # what the operating system keeps of it
    return _failure("exit", exit_code=code, message=f"the script called sys.exit({code})", status=status)


def _message_of(error: BaseException) -> str:
    try:
        text = str(error)
    except Exception:
        text = f"<{type(error).__name__} without a readable message>"
    text = text.encode("utf-8", "backslashreplace").decode("utf-8")
    return text if len(text) <= MAX_MESSAGE_CHARACTERS else text[: MAX_MESSAGE_CHARACTERS - 1] + "…"


def _failure(
    kind: str, *, message: str, exception=None, exit_code=None, status: int = 1
) -> tuple[str, dict, int]:
    document = {"kind": kind, "exception": exception, "exit_code": exit_code, "message": message}
    return _DOCUMENT, document, status
