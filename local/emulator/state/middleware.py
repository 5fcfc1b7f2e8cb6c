"""The layer round MiniStack's application that notices changes, and saves what must be safe before the reply
is sent.
"""

from collections.abc import Awaitable, Callable
from typing import Any

from emulator.state.saver import Saver

Receive = Callable[[], Awaitable[dict[str, Any]]]
Send = Callable[[dict[str, Any]], Awaitable[None]]
Application = Callable[[dict[str, Any], Receive, Send], Awaitable[None]]

SAVE_PATH = "/_openscript/save"
READS = ("Get", "List", "Describe", "Query", "Scan", "BatchGet", "TransactGet", "Filter", "Head")
# MiniStack's names of services whose every change must be safe at once, and of their state files.
SAVED_BEFORE_REPLY = {"cognito-idp": "cognito", "states": "stepfunctions"}
# Sign-in only adds a refresh token, and a lost one means signing in again; executions have their journal.
SAVED_LATER = ("InitiateAuth", "AdminInitiateAuth", "StartExecution", "StopExecution")


def with_persistence(app: Application, saver: Saver) -> Application:
    """Wrap the application; `POST /_openscript/save` writes everything and answers when it is written."""

    async def wrapped(scope: dict[str, Any], receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await app(scope, receive, send)
            return
        if scope["path"] == SAVE_PATH and scope["method"] == "POST":
            saver.save_everything()
            await send({"type": "http.response.start", "status": 204, "headers": []})
            await send({"type": "http.response.body", "body": b""})
            return
        service, action = _target(scope)
        if service is None:
            await app(scope, receive, send)
            return

        async def saving_send(message: dict[str, Any]) -> None:
            if message["type"] == "http.response.start":
                saver.changed(service)
                key = SAVED_BEFORE_REPLY.get(service)
                if key is not None and message["status"] < 300 and action not in SAVED_LATER:
                    saver.save(key)
            await send(message)

        await app(scope, receive, saving_send)

    return wrapped


def _target(scope: dict[str, Any]) -> tuple[str | None, str]:
    """The service and action that a request may change; None for reads and for calls through an API."""
    from ministack.core.router import detect_service

    headers = {name.decode("latin-1").lower(): value.decode("latin-1") for name, value in scope["headers"]}
    method, path = scope["method"], scope["path"]
    if (
        method in ("GET", "HEAD", "OPTIONS")
        or ".execute-api." in headers.get("host", "")
        or path.endswith("/invocations")
    ):
        return None, ""
    action = headers.get("x-amz-target", "").rpartition(".")[2]
    service = detect_service(method, path, headers, {})
    if action.startswith(READS) and service != "cloudformation":
        return None, action
    return service, action
