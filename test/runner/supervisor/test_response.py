import io
import ssl

import pytest
from harness.object_store import ObjectStore
from hypothesis import given
from hypothesis import strategies as st
from runner.transfer.fault import TransferFault
from runner.transfer.http import HttpClient, _tls, parse_url
from runner.transfer.response import Response

OK = b"HTTP/1.1 200 OK\r\n"


def whole(data: bytes) -> tuple[Response, bytes]:
    response = Response(io.BytesIO(data))
    return response, response.read(1 << 20)


@pytest.mark.parametrize(
    ("data", "body", "again"),
    [
        (OK + b"Content-Length: 5\r\n\r\nhello", b"hello", True),
        (OK + b"content-length: 0\r\n\r\n", b"", True),
        (OK + b"Content-Length: 5\r\nConnection: close\r\n\r\nhello", b"hello", False),
        (
            OK + b"Transfer-Encoding: chunked\r\n\r\n3\r\nhel\r\n2;x=y\r\nlo\r\n0\r\nTrailer: x\r\n\r\n",
            b"hello",
            True,
        ),
        (OK + b"\r\nhello", b"hello", False),
        (b"HTTP/1.0 200 OK\r\nContent-Length: 5\r\n\r\nhello", b"hello", False),
        (b"HTTP/1.1 204 No Content\r\n\r\nnext", b"", True),
        (b"HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 201 Created\r\nContent-Length: 1\r\n\r\nx", b"x", True),
    ],
)
def test_a_body_is_read_whichever_way_its_end_is_told(data: bytes, body: bytes, again: bool) -> None:
    response, read = whole(data)
    assert (read, response.finished, response.keeps_alive) == (body, True, again)


@pytest.mark.parametrize(
    "data",
    [
        b"", b"SSH-2.0-x\r\n", b"HTTP/1.1 2000 OK\r\n\r\n", b"HTTP/1.1", OK, OK + b"no colon\r\n\r\n",
        OK + b"Content-Length: 5\r\n\r\nhell", OK + b"Transfer-Encoding: chunked\r\n\r\nzz\r\n",
        OK + b"Transfer-Encoding: chunked\r\n\r\n5\r\nhel", OK + b"X: " + b"x" * 70_000 + b"\r\n\r\n",
    ],
)  # fmt: skip
def test_what_breaks_off_or_is_no_http_is_tried_again(data: bytes) -> None:
    with pytest.raises(TransferFault) as error:
        whole(data)
    assert error.value.transient


@given(st.binary(max_size=300))
def test_any_bytes_are_an_answer_or_a_fault(data: bytes) -> None:
    for start in (b"", OK, OK + b"Transfer-Encoding: chunked\r\n\r\n"):
        try:
            whole(start + data)
        except TransferFault as fault:
            assert fault.transient


@pytest.mark.parametrize(
    ("url", "parts"),
    [
        ("https://bucket.s3.example/a%20b?x=1&y=2", ("https", "bucket.s3.example", 443, "/a%20b?x=1&y=2")),
        ("http://127.0.0.1:4566", ("http", "127.0.0.1", 4566, "/")),
        ("http://[::1]:80/x", ("http", "::1", 80, "/x")),
    ],
)
def test_a_url_is_split(url: str, parts: tuple[str, str, int, str]) -> None:
    address = parse_url(url)
    assert (address.scheme, address.host, address.port, address.target) == parts


@pytest.mark.parametrize(
    "url",
    ["ftp://x/", "http://", "http://user:secret@x/", "http://x/ y", "http://x/\r\nHost: y", "http://é/", "x"],
)
def test_what_is_no_plain_url_is_refused_without_repeating_it(url: str) -> None:
    with pytest.raises(TransferFault, match="not an absolute") as error:
        parse_url(url)
    assert "secret" not in str(error.value)


def test_tls_checks_the_servers_name_and_certificate(store: ObjectStore) -> None:
    assert (_tls().verify_mode, _tls().check_hostname) == (ssl.CERT_REQUIRED, True)
    with pytest.raises(TransferFault, match="SSLError"):
        HttpClient().send("GET", store.url.replace("http:", "https:"), {})


def test_a_connection_that_the_server_closed_is_opened_anew(store: ObjectStore) -> None:
    client = HttpClient()
    url = store.put("x", b"1")
    assert client.send("GET", url, {}).read(9) == b"1"
    store.on_request = lambda method, key: "drop"
    with pytest.raises(TransferFault) as error:
        client.send("GET", url, {})
    assert error.value.transient
    store.on_request = lambda method, key: None
    assert client.send("GET", url, {}).read(9) == b"1"
    client.close()
