"""Upload an object with a presigned POST policy: multipart/form-data, file last, streamed.

Source of the format: Amazon S3 API reference, "POST Object", and RFC 7578.
"""

import hashlib
import os
from collections.abc import Iterator

from ..manifest import Upload
from .fault import TransferFault
from .http import HttpClient

BLOCK_BYTES = 1 << 20


def post_bytes(client: HttpClient, upload: Upload, name: str, content_type: str, data: bytes) -> None:
    """Upload `data` as `<key prefix><name>`; raises TransferFault."""
    _post(client, upload, name, content_type, len(data), iter((data,)))


def post_file(client: HttpClient, upload: Upload, name: str, content_type: str, file: int, size: int) -> str:
    """Upload the first `size` bytes of descriptor `file`; returns their SHA-256 in hex.

    The digest is taken from the very bytes that were sent. Raises TransferFault; a file that is shorter than
    `size` is a final fault.
    """
    digest = hashlib.sha256()

    def blocks() -> Iterator[bytes]:
        offset = 0
        while offset < size:
            block = os.pread(file, min(BLOCK_BYTES, size - offset), offset)
            if not block:
                raise TransferFault("POST: the file became shorter", transient=False)
            digest.update(block)
            offset += len(block)
            yield block

    _post(client, upload, name, content_type, size, blocks())
    return digest.hexdigest()


def _post(
    client: HttpClient, upload: Upload, name: str, content_type: str, size: int, body: Iterator[bytes]
) -> None:
    boundary = "openscript-" + os.urandom(16).hex()
    fields = {**upload.fields, "key": upload.key_prefix + name, "Content-Type": content_type}
    head = "".join(
        f'--{boundary}\r\nContent-Disposition: form-data; name="{field}"\r\n\r\n{value}\r\n'
        for field, value in fields.items()
    )
    head += (
        f'--{boundary}\r\nContent-Disposition: form-data; name="file"; filename="object"\r\n'
        f"Content-Type: {content_type}\r\n\r\n"
    )
    start = head.encode("utf-8")
    end = f"\r\n--{boundary}--\r\n".encode("ascii")
    headers = {
        "Content-Type": f"multipart/form-data; boundary={boundary}",
        "Content-Length": str(len(start) + size + len(end)),
    }

    def parts() -> Iterator[bytes]:
        if size <= BLOCK_BYTES:  # one packet where it fits: a small upload must not wait for a delayed ACK
            yield start + b"".join(body) + end
            return
        yield start
        yield from body
        yield end

    client.skip_body(client.send("POST", upload.url, headers, parts()))
