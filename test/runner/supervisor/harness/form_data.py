"""Parses a multipart/form-data body as S3 does for a POST upload: `file` must be the last field."""

import re


class FormFault(ValueError):
    """The body is not a form that S3 takes."""


def parse_form(content_type: str, body: bytes) -> tuple[dict[str, str], bytes]:
    """The fields before `file` and the file's content; raises FormFault."""
    match = re.fullmatch(r"multipart/form-data; boundary=([A-Za-z0-9'()+_,./:=?-]{1,70})", content_type)
    if match is None:
        raise FormFault("not multipart/form-data with a boundary")
    delimiter = b"--" + match[1].encode()
    if not body.startswith(delimiter + b"\r\n") or not body.endswith(b"\r\n" + delimiter + b"--\r\n"):
        raise FormFault("the body does not begin and end with its boundary")
    inner = body[len(delimiter) + 2 : -(len(delimiter) + 6)]
    fields: dict[str, str] = {}
    while True:
        head, found, rest = inner.partition(b"\r\n\r\n")
        name = re.match(rb'Content-Disposition: form-data; name="([^"\r\n]+)"(; filename="[^"\r\n]*")?', head)
        if not found or name is None:
            raise FormFault("a part without Content-Disposition")
        if name[1] == b"file":
            if delimiter in rest:
                raise FormFault("a field after file")
            return fields, rest
        value, found, inner = rest.partition(b"\r\n" + delimiter + b"\r\n")
        if not found:
            raise FormFault("no file field")
        if name[1].decode() in fields:
            raise FormFault("a field twice")
        fields[name[1].decode()] = value.decode("utf-8")
