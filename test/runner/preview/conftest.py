"""A loopback server in S3's place, and the handler called as Lambda calls it."""

import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from preview import mask_handler
from preview.handler import handler


class Bucket(ThreadingHTTPServer):
    """Serves what is put into `objects`; notes every path that anybody asked for."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Requests)
        self.objects: dict[str, bytes] = {}
        self.asked: list[str] = []
        self.redirect_to: str | None = None

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}"


class _Requests(BaseHTTPRequestHandler):
    server: Bucket

    def do_GET(self) -> None:
        self.server.asked.append(self.path)
        if self.server.redirect_to is not None:
            self.send_response(302)
            self.send_header("Location", self.server.redirect_to)
            self.end_headers()
            return
        content = self.server.objects.get(self.path)
        self.send_response(404 if content is None else 200)
        self.send_header("Content-Length", str(len(content or b"")))
        self.end_headers()
        try:
            self.wfile.write(content or b"")
        except (BrokenPipeError, ConnectionResetError):
            pass  # a text is not read to its end

    def do_PUT(self) -> None:
        self.server.objects[self.path] = self.rfile.read(int(self.headers["Content-Length"]))
        self.send_response(200)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *_arguments: object) -> None:
        pass


@pytest.fixture
def bucket() -> Iterator[Bucket]:
    server = Bucket()
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    yield server
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def preview(bucket: Bucket) -> Callable[..., dict]:
    """Put bytes into the bucket and ask for their preview."""

    def ask(content: bytes, name: str, sheet: str | None = None, rows: int = 100) -> dict:
        bucket.objects["/file"] = content
        event = {
            "url": f"{bucket.url}/file",
            "name": name,
            "size": len(content),
            "sheet": sheet,
            "rows": rows,
        }
        return handler(event, None)

    return ask


@pytest.fixture
def mask(bucket: Bucket) -> Callable[..., tuple[dict, bytes | None]]:
    """Put bytes into the bucket and ask for their masked copy: the answer, and the copy if there is one."""

    def ask(content: bytes, name: str, masks: list[dict]) -> tuple[dict, bytes | None]:
        bucket.objects = {"/file": content}
        event = {
            "url": f"{bucket.url}/file",
            "copy_url": f"{bucket.url}/copy",
            "name": name,
            "size": len(content),
            "masks": masks,
        }
        return mask_handler.handler(event, None), bucket.objects.get("/copy")

    return ask
