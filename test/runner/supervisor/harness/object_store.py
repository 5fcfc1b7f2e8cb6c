"""An object store on 127.0.0.1 that speaks the two things a runner may do: presigned GET (with Range), POST
policy.

It is strict where S3 is: the signature, the policy's expiry and conditions, every form field covered by a
condition, `file` as the last field, the length range. Tests can make it fail on purpose.
"""

import base64
import hashlib
import hmac
import json
import secrets
import threading
import time
from collections.abc import Callable
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, quote, unquote, urlsplit

from .form_data import FormFault, parse_form
from .policy import PolicyFault, check_policy


class ObjectStore:
    """Start with `with ObjectStore() as store:`; objects are in `store.objects` by key."""

    def __init__(self) -> None:
        self.objects: dict[str, bytes] = {}
        self.content_types: dict[str, str] = {}
        self.order: list[str] = []  # keys in the order in which they were posted
        self.requests: list[tuple[str, str]] = []
        self.refusals: list[str] = []
        self.on_request: Callable[[str, str], str | None] = lambda method, key: None
        self.on_stored: Callable[[str], None] = lambda key: None
        self.on_range: Callable[[str | None], None] = lambda wanted: None
        self._secret = secrets.token_bytes(32)
        self._server = _Server(("127.0.0.1", 0), _Handler)
        self._server.store = self
        self._thread = threading.Thread(
            target=self._server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True
        )
        self.url = f"http://127.0.0.1:{self._server.server_address[1]}/bucket"

    def __enter__(self) -> "ObjectStore":
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    def put(self, key: str, data: bytes) -> str:
        """Store an object without a request; returns a presigned GET URL for it."""
        self.objects[key] = data
        return self.presign(key)

    def presign(self, key: str) -> str:
        """A presigned GET URL, valid for a minute."""
        expires = str(int(time.time()) + 60)
        return f"{self.url}/{quote(key)}?Expires={expires}&Signature={self.sign(f'GET {key} {expires}')}"

    def post_policy(self, key_prefix: str, max_bytes: int = 1 << 31) -> dict:
        """A presigned POST as `manifest.upload`: every key below `key_prefix`, any content type."""
        expiration = datetime.fromtimestamp(time.time() + 600, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
        conditions: list = [
            {"bucket": "bucket"},
            ["starts-with", "$key", key_prefix],
            ["starts-with", "$Content-Type", ""],
            {"x-amz-algorithm": "AWS4-HMAC-SHA256"},
            ["content-length-range", 0, max_bytes],
        ]
        document = json.dumps({"expiration": expiration, "conditions": conditions})
        policy = base64.b64encode(document.encode()).decode()
        fields = {
            "bucket": "bucket",
            "x-amz-algorithm": "AWS4-HMAC-SHA256",
            "policy": policy,
            "x-amz-signature": self.sign(policy),
        }
        return {"url": self.url, "fields": fields, "key_prefix": key_prefix}

    def sign(self, text: str) -> str:
        """The store's signature of a text."""
        return hmac.new(self._secret, text.encode(), hashlib.sha256).hexdigest()


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    store: ObjectStore

    def handle_error(self, request: object, client_address: object) -> None:
        """A client that hangs up is part of the tests."""


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: _Server

    def setup(self) -> None:
        super().setup()
        self.wfile = self.connection.makefile("wb", 1 << 16)  # one packet per small answer

    def log_message(self, *_: object) -> None:
        """Nothing on stderr."""

    def do_GET(self) -> None:
        parts = urlsplit(self.path)
        key = unquote(parts.path.removeprefix("/bucket/"))
        query = {name: values[0] for name, values in parse_qs(parts.query).items()}
        if self._disturbed("GET", key):
            return
        expires = query.get("Expires", "0")
        if not hmac.compare_digest(
            query.get("Signature", ""), self.server.store.sign(f"GET {key} {expires}")
        ):
            return self._answer(403)
        if key not in self.server.store.objects:
            return self._answer(404)
        self._send_object(self.server.store.objects[key])

    def _send_object(self, data: bytes) -> None:
        wanted = self.headers.get("Range")
        self.server.store.on_range(wanted)
        if wanted is None:
            return self._answer(200, data)
        start = int(wanted.removeprefix("bytes=").removesuffix("-"))
        if start >= len(data):
            return self._answer(416)
        extra = {"Content-Range": f"bytes {start}-{len(data) - 1}/{len(data)}"}
        return self._answer(206, data[start:], extra)

    def do_POST(self) -> None:
        store = self.server.store
        body = self.rfile.read(int(self.headers["Content-Length"]))
        try:
            fields, content = parse_form(self.headers["Content-Type"], body)
            key = fields["key"]
            if self._disturbed("POST", key):
                return
            check_policy(fields, len(content), store.sign)
        except (FormFault, PolicyFault, KeyError) as fault:
            store.refusals.append(f"{type(fault).__name__}: {fault}")
            return self._answer(403 if isinstance(fault, PolicyFault) else 400)
        store.objects[key] = content
        store.content_types[key] = fields["Content-Type"]
        store.order.append(key)
        store.on_stored(key)
        return self._answer(204)

    def _disturbed(self, method: str, key: str) -> bool:
        """What a test asked for instead: a status, `drop` (hang up) or `half` (hang up in the middle of the
        body).
        """
        self.server.store.requests.append((method, key))
        wish = self.server.store.on_request(method, key)
        if wish is None:
            return False
        self.close_connection = True
        if wish.isdigit():
            self._answer(int(wish))
        elif wish == "half":
            data = self.server.store.objects[key]
            self.server.store.on_range(self.headers.get("Range"))
            self._answer(200, data[: len(data) // 2], {"Content-Length": str(len(data))})
        return True

    def _answer(self, status: int, body: bytes = b"", extra: dict[str, str] | None = None) -> None:
        self.send_response(status)
        headers = {"Content-Length": str(len(body)), **(extra or {})}
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)
        self.wfile.flush()
