"""A handler's error keeps its name, as on AWS, so that Retry and Catch of a state machine can tell errors
apart.

MiniStack names every error `Runtime.HandlerError`.
"""

import contextvars

from emulator.patches.pinned import pinned, replaced

_last_name: contextvars.ContextVar[str | None] = contextvars.ContextVar("error name", default=None)


def install() -> None:
    """Let the worker scripts say the name, and put it where MiniStack puts its own."""
    from ministack.core import lambda_runtime
    from ministack.services import lambda_svc

    node = pinned(lambda_runtime, "_NODEJS_WORKER_SCRIPT")
    node = replaced(
        node,
        'status: "error", error: String(err.message || err), trace: err.stack || ""',
        'status: "error", error_name: err.name, error: String(err.message || err), trace: err.stack || ""',
    )
    lambda_runtime._NODEJS_WORKER_SCRIPT = replaced(
        node,
        'status: "error", error: e.message, trace: e.stack',
        'status: "error", error_name: e.name, error: e.message, trace: e.stack',
    )
    lambda_runtime._PYTHON_WORKER_SCRIPT = replaced(
        pinned(lambda_runtime, "_PYTHON_WORKER_SCRIPT"),
        '{"status": "error", "error": str(e), "trace"',
        '{"status": "error", "error_name": type(e).__name__, "error": str(e), "trace"',
    )

    invoke = pinned(lambda_runtime.Worker, "invoke")
    execute = pinned(lambda_svc, "_execute_function_warm", 'error_type = "Runtime.HandlerError"')

    def named_invoke(self: object, *arguments: object, **named: object) -> dict:
        answer = invoke(self, *arguments, **named)
        _last_name.set(answer.get("error_name"))
        return answer

    def named_execute(func: dict, event: dict, request_id: str) -> dict:
        _last_name.set(None)
        answer = execute(func, event, request_id)
        body, name = answer.get("body"), _last_name.get()
        if (
            answer.get("error")
            and name
            and isinstance(body, dict)
            and body.get("errorType") == "Runtime.HandlerError"
        ):
            body["errorType"] = name
        return answer

    lambda_runtime.Worker.invoke = named_invoke
    lambda_svc._execute_function_warm = named_execute
